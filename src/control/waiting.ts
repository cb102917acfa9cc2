import { parseResource } from '#asl/resource.ts';
import type { Doing, DoingByKind, Execution, Frame, TaskAttempt } from '#interpreter/continuation/execution.ts';
import type { Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { waitingList } from '#runtime/lists.ts';
import type { Runtime } from '#runtime/runtime.ts';
import type { Page, Storage } from '#storage/storage.ts';
import type { Sandbox } from './sandbox.ts';

/** What a state waits for: somebody with its token, an activity's worker, the end of a Wait, its next attempt, a job, child executions. */
export type WaitingKind = 'token' | 'activity' | 'timer' | 'retry' | 'job' | 'children';

/** A state that waits. Times are those of its execution, as its history shows them. */
export interface Waiting {
  readonly executionArn: string;
  readonly state: string;
  readonly kind: WaitingKind;
  /** What to answer with, where somebody may. */
  readonly token?: string;
  /** What its call was given, or its input where it makes none. */
  readonly payload: Json;
  /** When the state was entered. */
  readonly since: Date;
  /** When it goes on by itself: a wait is over, the next attempt is made, a job is looked after. */
  readonly dueAt?: Date;
  /** When it times out, by a limit of its own or of its state machine. */
  readonly timeoutAt?: Date;
  readonly heartbeatAt?: Date;
}

export interface WaitingParts {
  readonly storage: Pick<Storage, 'listWaiting'>;
  readonly runtime: Pick<Runtime, 'transient'>;
}

/** What waits in an account, the executions in which something happens soonest first; `limit` counts executions. What is busy with a call is not waiting. */
export async function waiting(
  { storage, runtime }: WaitingParts,
  sandbox: Sandbox,
  page: { readonly after?: string; readonly limit: number },
): Promise<Page<Waiting>> {
  const list = waitingList(sandbox);
  // What is stored nowhere is at most five minutes old: it comes first.
  const transient = page.after === undefined ? runtime.transient().filter(({ arn }) => isOf(arn, sandbox)) : [];
  const { items, ...next } = await storage.listWaiting(list, page);
  return { items: [...transient, ...items].flatMap(waitingIn), ...next };
}

/** What waits in an execution, soonest first. */
export function waitingIn(execution: Execution): Waiting[] {
  return Object.values(execution.frames)
    .flatMap((frame) => waitingOf(execution, frame) ?? [])
    .sort((a, b) => soonest(a) - soonest(b));
}

/** How what a state is doing is shown; undefined where it does not wait. */
interface Shown {
  readonly kind: WaitingKind;
  readonly token?: string;
  readonly dueAt?: number | undefined;
}

const nothing = () => undefined;

/** The only list of what is shown of what a state is doing. */
const SHOW: { readonly [Kind in Doing['kind']]: (doing: DoingByKind[Kind]) => Shown | undefined } = {
  starting: nothing,
  waiting: ({ until }) => ({ kind: 'timer', dueAt: until }),
  'backing-off': ({ until }) => ({ kind: 'retry', dueAt: until }),
  task: showTask,
  branches: nothing,
  iterations: nothing,
  'map-run': () => ({ kind: 'children' }),
};

const showOf = <Kind extends Doing['kind']>({
  kind,
}: {
  readonly kind: Kind;
}): ((doing: DoingByKind[Kind]) => Shown | undefined) => SHOW[kind];

function showTask({ resource, phase, later, job, token }: TaskAttempt): Shown | undefined {
  if (later) return { kind: 'timer', dueAt: later.at };
  if (parseResource(resource).kind === 'activity')
    // Nobody knows the token before a worker has taken the task.
    return phase === 'scheduled' ? { kind: 'activity' } : { kind: 'activity', token };
  if (job) return { kind: 'job', dueAt: job.checkAt };
  return phase === 'submitted' ? { kind: 'token', token } : undefined;
}

function waitingOf({ arn, timeoutAt }: Execution, { state, input, visit }: Frame): Waiting | undefined {
  const shown = visit && showOf(visit.doing)(visit.doing);
  if (!shown) return undefined;
  const { doing, enteredTime } = visit;
  const attempt = doing.kind === 'task' ? doing : undefined;
  const limit = Math.min(attempt?.timeoutAt ?? Infinity, timeoutAt ?? Infinity);
  return {
    executionArn: arn,
    state,
    kind: shown.kind,
    ...(shown.token === undefined ? {} : { token: shown.token }),
    payload: readJson(attempt?.parameters ?? input),
    since: new Date(enteredTime),
    ...(shown.dueAt === undefined ? {} : { dueAt: new Date(shown.dueAt) }),
    ...(limit === Infinity ? {} : { timeoutAt: new Date(limit) }),
    ...(attempt?.heartbeatAt === undefined ? {} : { heartbeatAt: new Date(attempt.heartbeatAt) }),
  };
}

const soonest = ({ dueAt, timeoutAt, heartbeatAt }: Waiting): number =>
  Math.min(...[dueAt, timeoutAt, heartbeatAt].map((time) => time?.getTime() ?? Infinity));

const isOf = (arn: string, { account, region }: Sandbox): boolean =>
  arn.split(':', 5).slice(3).join(':') === `${region}:${account}`;
