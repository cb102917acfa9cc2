import type { EventDetails, HistoryEvent } from '#interpreter/continuation/history.ts';

/** A call that a state has made, as far as it has got. Times are epoch milliseconds, data are JSON texts. */
export interface Attempt {
  /** `lambda:invoke`, or the ARN of an activity or a function. */
  readonly resource: string;
  readonly scheduledAt: number;
  readonly arguments: string | undefined;
  readonly startedAt: number | undefined;
  /** What a service said when it took a job or a callback. */
  readonly submitted: string | undefined;
  readonly endedAt: number | undefined;
  readonly result: string | undefined;
  /** There where it has failed. */
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

const BEGINNINGS = /^(Task|LambdaFunction|Activity)Scheduled$/;
const ENDS = /^(Task|LambdaFunction|Activity)(Succeeded|Failed|TimedOut|(Start|Submit|Schedule)Failed)$/;

/** The attempts with the one that an event begins; undefined where it begins none. */
export function attemptBegun(
  attempts: readonly Attempt[],
  { type, timestamp }: HistoryEvent,
  { resourceType, resource, parameters, input }: EventDetails,
): readonly Attempt[] | undefined {
  if (!BEGINNINGS.test(type)) return undefined;
  return [
    ...attempts,
    {
      resource: typeof resourceType === 'string' ? `${resourceType}:${String(resource)}` : String(resource ?? ''),
      scheduledAt: timestamp,
      arguments: optional(parameters) ?? optional(input),
      startedAt: undefined,
      submitted: undefined,
      endedAt: undefined,
      result: undefined,
      error: undefined,
      cause: undefined,
    },
  ];
}

/** The attempts with what an event tells of the last one. */
export function attemptWith(
  attempts: readonly Attempt[],
  { type, timestamp }: HistoryEvent,
  { output, error, cause }: EventDetails,
): readonly Attempt[] {
  const last = attempts.at(-1);
  if (last === undefined) return attempts;
  const put = (more: Partial<Attempt>) => [...attempts.slice(0, -1), { ...last, ...more }];
  if (/^(Task|LambdaFunction|Activity)Started$/.test(type)) return put({ startedAt: timestamp });
  if (type === 'TaskSubmitted') return put({ submitted: optional(output) });
  if (!ENDS.test(type)) return attempts;
  if (type.endsWith('Succeeded')) return put({ endedAt: timestamp, result: optional(output) });
  return put({
    endedAt: timestamp,
    error: optional(error) ?? (type.endsWith('TimedOut') ? 'States.Timeout' : ''),
    cause: optional(cause),
  });
}

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
