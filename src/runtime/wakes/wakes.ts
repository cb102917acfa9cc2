import type { Execution } from '#interpreter/continuation/execution.ts';

/** How long what falls due is left to the process that has set a timer for it, in milliseconds: two that take it up are in each other's way. */
export const GRACE_MILLIS = 1_000;

/** What wakes know of an execution. */
export type Sleeper = Pick<Execution, 'arn' | 'messageUnderWay'>;

/** How an execution is woken when it has something due. A wake is a hint: one that is lost, late or doubled costs time and nothing else. */
export interface Wakes {
  /** It has been moved on, and has something due at that time (epoch milliseconds): wake it then, instead of at any time asked for before. */
  readonly wakeAt: (execution: Sleeper, time: number) => void;
  /** Wake it at that time, whatever it has due then: it could not be moved on, or not to its end. */
  readonly lookAt: (executionArn: string, time: number) => void;
  /** It has something due at that time, but another process moves it on, or has seen to it: be there in case that one does not. */
  readonly standBy: (execution: Sleeper, time: number) => void;
  /** It has nothing due any more. */
  readonly forget: (executionArn: string) => void;
  /** What of it is to be committed when it has something due at that time: with what these wakes have to find again later. */
  readonly armed: (execution: Execution, dueAt: number | undefined) => Execution;
  /** A message of these wakes has come. */
  readonly arrived: (message: WakeMessage) => void;
  /** Resolves when every wake asked for is on its way. */
  readonly sent: () => Promise<void>;
  readonly close: () => void;
}

/** What a message says that wakes an execution. */
export interface WakeMessage {
  readonly executionArn: string;
  /** When the execution has something due, in epoch milliseconds. */
  readonly at: number;
  /** Which of an execution's messages it is, where there is but one that counts. */
  readonly id?: string;
}

/** Makes wakes that call back in this process, or by whatever way they take. */
export type CreateWakes = (wake: (executionArn: string) => void) => Wakes;
