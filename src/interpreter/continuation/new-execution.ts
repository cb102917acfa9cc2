import type { Machine } from '#asl/state.ts';
import type { Execution } from './execution.ts';
import type { JsonText } from './json-text.ts';

/** What is known of an execution before it begins. */
export type ExecutionSeed = Pick<
  Execution,
  | 'arn'
  | 'name'
  | 'type'
  | 'stateMachineArn'
  | 'stateMachineVersionArn'
  | 'stateMachineAliasArn'
  | 'revisionId'
  | 'roleArn'
  | 'input'
  | 'startTime'
  | 'traceHeader'
  | 'testCase'
  | 'parent'
  | 'startedBy'
  | 'nesting'
  | 'awaitedBy'
  | 'root'
> &
  Partial<Pick<Execution, 'skippedMillis'>>;

/** Where an execution begins, where that is not as AWS does it. */
export interface Beginning {
  /** A state of the machine, also one inside a Map or Parallel: what is inside goes on to its own end then. */
  readonly startAt?: string | undefined;
  /** Variables that are there already, JSON texts by name. */
  readonly variables?: Readonly<Record<string, JsonText>> | undefined;
}

/** AWS: how long an Express execution may run, in milliseconds — Step Functions quotas. */
const MAX_EXPRESS_MILLIS = 300_000;

const AS_WRITTEN: Beginning = {};

/** An execution that is about to begin: the event `started` sets it going. */
export function newExecution(machine: Machine, seed: ExecutionSeed, beginning: Beginning = AS_WRITTEN): Execution {
  const { startAt = machine.startAt, variables = {} } = beginning;
  // What comes later is there from the beginning, undefined: V8 is slow with objects that are copied and grow.
  const root = { id: 0, index: 0, state: startAt, input: seed.input, lastEventId: 0, variables, visit: undefined };
  return {
    status: 'RUNNING',
    stopTime: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    redriveCount: 0,
    frames: { 0: root },
    ready: [0],
    lastFrameId: 0,
    lastEventId: 0,
    lastEventTime: 0,
    invocations: {},
    skippedMillis: 0,
    ...deadline(machine, seed),
    ...seed,
  };
}

function deadline({ timeoutSeconds }: Machine, { type, startTime }: ExecutionSeed): Pick<Execution, 'timeoutAt'> {
  const millis = timeoutSeconds === undefined ? Number.POSITIVE_INFINITY : timeoutSeconds * 1000;
  const most = type === 'EXPRESS' ? Math.min(millis, MAX_EXPRESS_MILLIS) : millis;
  return most === Number.POSITIVE_INFINITY ? {} : { timeoutAt: startTime + most };
}
