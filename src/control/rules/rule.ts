import type { TaskCall } from '#integrations/integration.ts';
import type { Json } from '#json/json.ts';

/** What tasks answer: the last rule whose `where` fits a call does, in front of mock files and of real calls. */
export interface Rule {
  /** Unique in its account and region. */
  readonly id: string;
  readonly where: Where;
  /** Used up in order; the last one stays. */
  readonly then: readonly Answer[];
}

/**
 * Which calls a rule is about: those that fit everything that is said. What the ItemReader and ResultWriter of a Distributed Map read and
 * write are calls of `s3:getObject`, `s3:listObjectsV2` and `s3:putObject`, for rules that say `state` or `resource`.
 */
export interface Where {
  /** A state machine's name or ARN. */
  readonly machine?: string;
  /** A state's name, or `/a regular expression/` that its name fits. */
  readonly state?: string;
  /** `lambda:invoke`, with or without `.sync`, `.sync:2` or `.waitForTaskToken`; or a Resource ARN as the definition has it. */
  readonly resource?: string;
  /** What the execution's name begins with. */
  readonly execution?: string;
  /** Which of the calls that fit the rest, from 1: one of them, or from the first to the last of these. */
  readonly call?: number | readonly [from: number, to: number];
  /** Where calls, and the answers of a list, are counted: in each execution (the default), in each state machine, or in the account. */
  readonly per?: Per;
}

export type Per = 'execution' | 'machine' | 'account';

/** What a call is answered with. */
export type Answer =
  | Returned
  | Thrown
  /** Nothing: whoever has the token reports, or a timeout strikes. */
  | { readonly pending: true }
  /** So many seconds of the execution's time later. */
  | { readonly takes: number; readonly then: Answer }
  /** What would answer if there were no rules and no mocks: the service itself. */
  | { readonly real: true }
  /** So many times, then what comes next in the list. */
  | { readonly times: number; readonly then: Answer }
  /** Whatever a function of this process says; it may throw TaskError. Only in rules that are not stored. */
  | { readonly answer: AnswerFunction };

/** A result; `validate` has it looked at by AWS's response model first, as TestState's fieldValidationMode does. */
export interface Returned {
  readonly return: Json;
  readonly validate?: Validation;
}

/** A failure. */
export interface Thrown {
  readonly throw: { readonly error?: string; readonly cause?: string };
}

export type Validation = 'strict' | 'present' | 'none';

/** A call as rules written as functions see it. */
export interface RuleCall extends Pick<TaskCall, 'state' | 'resource' | 'token' | 'executionArn' | 'stateMachineArn' | 'signal'> {
  /** The parameters' value. */
  readonly input: Json;
  /** Which call of this state it is in its execution, from 1. */
  readonly call: number;
}

export type AnswerFunction = (call: RuleCall) => Json | Promise<Json>;

/** Thrown by an AnswerFunction: the task fails with this error and cause. */
export class TaskError extends Error {
  readonly error: string;
  override readonly cause: string | undefined;

  constructor(error: string, cause?: string) {
    super(cause === undefined ? error : `${error}: ${cause}`);
    this.name = 'TaskError';
    this.error = error;
    this.cause = cause;
  }
}
