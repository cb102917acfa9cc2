/** How long what falls due is left to the process that has set a timer for it, in milliseconds: two that take it up are in each other's way. */
export const GRACE_MILLIS = 1_000;

/** How an execution is woken when it has something due. A wake is a hint: one that is lost, late or doubled costs time and nothing else. */
export interface Wakes {
  /** Wake this execution at that time (epoch milliseconds), instead of at any time asked for before. */
  readonly wakeAt: (executionArn: string, time: number) => void;
  /** It has something due at that time, but another process moves it on: be there in case that one does not. */
  readonly standBy: (executionArn: string, time: number) => void;
  /** It has nothing due any more. */
  readonly forget: (executionArn: string) => void;
  /** Resolves when every wake asked for is on its way. */
  readonly sent: () => Promise<void>;
  readonly close: () => void;
}

/** Makes wakes that call back in this process, or by whatever way they take. */
export type CreateWakes = (wake: (executionArn: string) => void) => Wakes;
