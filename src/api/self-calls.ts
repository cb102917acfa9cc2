import { stateMachineOf } from '#arn';
import { type Clock, pause } from '#clock';
import { nextTurn } from '#runtime/turn.ts';
import type { Api, ApiCall, CallingTask } from './call.ts';
import { SfnError } from './errors.ts';
import { MAX_HURRIED_GENERATIONS, MAX_NESTED_EXECUTIONS, MAX_STARTS_BY_TASKS, UNHURRIED_START_MILLIS } from './limits.ts';

/**
 * Serves what executions ask of this fake itself: they could keep it busy with nothing else for ever. Every call waits for a turn, and
 * requests of clients are served between any two. State machines take turns. Of one machine's calls the deepest goes first, so that a
 * recursion ends at its brake before it is broad.
 *
 * Three brakes: executions that wait for each other may be so many; so may calls that have not had their turn; a chain that goes on and
 * on goes on slowly. Who goes further fails with ExecutionLimitExceeded, AWS's error for too many open executions.
 */
export function createSelfCalls(api: Api, clock: Clock): Api {
  const takeTurn = createTurns();
  const slowly = createPace(clock);
  /** How many executions tasks of each state machine want to start. */
  const starts = new Map<string, number>();

  async function start(call: ApiCall, task: CallingTask, machine: string): Promise<object> {
    const wanted = starts.get(machine) ?? 0;
    if (task.nesting.depth > MAX_NESTED_EXECUTIONS) throw tooDeep();
    if (wanted >= MAX_STARTS_BY_TASKS) throw tooMany(machine);
    starts.set(machine, wanted + 1);
    try {
      if (task.nesting.generation > MAX_HURRIED_GENERATIONS) await slowly(machine);
      await takeTurn(machine, task.nesting.depth);
    } finally {
      const others = (starts.get(machine) ?? 1) - 1;
      if (others > 0) starts.set(machine, others);
      else starts.delete(machine);
    }
    return await api(call);
  }

  return async (call) => {
    const { task } = call;
    if (!task) return await api(call);
    const machine = stateMachineOf(task.startedBy.executionArn);
    if (STARTS.includes(call.action)) return await start(call, task, machine);
    await takeTurn(machine, BEFORE_STARTS);
    return await api(call);
  };
}

const STARTS = ['StartExecution', 'StartSyncExecution'];

/** What ends executions, or asks whether they have ended, must not wait until none is to be started any more. */
const BEFORE_STARTS = MAX_NESTED_EXECUTIONS + 1;

/** Gives turns: to one machine after the other, and of a machine's to the deepest first, then to the one that came first. */
function createTurns(): (machine: string, depth: number) => Promise<void> {
  const queues = new Map<string, (() => void)[][]>();

  async function giveTurns(): Promise<void> {
    while (queues.size > 0) {
      await nextTurn();
      const [first] = queues;
      if (first === undefined) return;
      const [machine, byDepth] = first;
      const go = byDepth.at(-1)?.shift();
      while (byDepth.at(-1)?.length === 0) byDepth.pop();
      queues.delete(machine);
      // Behind the others.
      if (byDepth.length > 0) queues.set(machine, byDepth);
      go?.();
    }
  }

  return (machine, depth) =>
    new Promise((resolve) => {
      const isFirst = queues.size === 0;
      const byDepth = queues.get(machine) ?? [];
      while (byDepth.length <= depth) byDepth.push([]);
      byDepth[depth]?.push(resolve);
      queues.set(machine, byDepth);
      if (isFirst) void giveTurns();
    });
}

/** Lets those of one machine go on one by one, with a pause before each. */
function createPace(clock: Clock): (machine: string) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return async (machine) => {
    const mine = (last.get(machine) ?? Promise.resolve()).then(() => pause(clock, UNHURRIED_START_MILLIS));
    last.set(machine, mine);
    await mine;
    if (last.get(machine) === mine) last.delete(machine);
  };
}

const tooDeep = (): SfnError =>
  new SfnError(
    'ExecutionLimitExceeded',
    `More than ${MAX_NESTED_EXECUTIONS} executions wait for each other, each started by a task of the one before. fake-sfn takes that for a recursion without an end.`,
  );

const tooMany = (machine: string): SfnError =>
  new SfnError(
    'ExecutionLimitExceeded',
    `${MAX_STARTS_BY_TASKS} tasks of ${machine} want to start executions at the same time, and fake-sfn lets no more of them wait.`,
  );
