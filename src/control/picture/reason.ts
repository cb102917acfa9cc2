import type { HistoryEvent } from '#interpreter/continuation/history.ts';

/** Why a state failed that failed by an expression. */
export interface Reason {
  /** `Output, char 49: the right side of "*" is "4", not a number` */
  readonly text: string;
  /** Where the expression stands, as in diagnostics, and the offset in it. */
  readonly location: string;
  readonly offset: number;
}

/** By the id of the event with which the state was entered. */
export type Reasons = ReadonlyMap<number, Reason>;

/** Where nobody has asked for reasons. */
export const NO_REASONS: Reasons = new Map();

/** An execution that may have failed by an expression: the definition that it ran, a text, and its history. */
export interface FailedRun {
  readonly definition: string;
  readonly history: readonly HistoryEvent[];
  readonly executionArn?: string;
  /** What it began with, as JSON texts by name: no history tells. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Whether an event tells of such a failure: it has an event of its own, or ends the execution at once. */
export const isFailureOfExpression = ({ type, executionFailedEventDetails: details }: HistoryEvent): boolean =>
  type === 'EvaluationFailed' || (type === 'ExecutionFailed' && failedVisitIn(details?.cause) !== undefined);

/** The event with which the state was entered that a cause tells of. AWS: "An error occurred while executing the state 'X' (entered at the event id #2)" — recorded. */
export function failedVisitIn(cause: string | undefined): number | undefined {
  const [, id] = /\(entered at the event id #(\d+)\)/.exec(cause ?? '') ?? [];
  return id === undefined ? undefined : Number(id);
}
