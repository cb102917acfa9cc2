import { splitArn } from '#arn';
import { parseResource } from '#asl/resource.ts';
import type { Clock } from '#clock';
import type { Integration, TaskCall, TaskFailure, TaskOutcome } from '#integrations/integration.ts';
import type { ActivityTask } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import { unlessConflict } from './unless-conflict.ts';

/** How often a waiting poller looks for tasks that another process has added, in milliseconds. */
const LOOK_MILLIS = 1_000;

/**
 * Where tasks of activities wait for a worker. They wait in the storage, oldest first; in memory there are only the pollers of this
 * process, who are told at once of what is added here.
 */
export interface ActivityQueue {
  /** Whether there is such an activity: a task of one that there is not waits for nobody. */
  readonly exists: (activityArn: string) => Promise<boolean>;
  /** Adds the attempt of an execution with this token to an activity: once, however often it is told. */
  readonly add: (activityArn: string, attempt: Pick<ActivityTask, 'token' | 'executionArn'>) => Promise<void>;
  /** Takes the attempt that has waited longest and returns its token; nobody else gets it. `undefined`: none waits. */
  readonly take: (activityArn: string) => Promise<string | undefined>;
  /** Resolves when it is worth another look, at `time` (epoch milliseconds) at the latest. */
  readonly wait: (activityArn: string, time: number) => Promise<void>;
  /** How many pollers of this process wait for a task of an activity. */
  readonly waiting: (activityArn: string) => number;
}

/** The queue of all activities in a storage. */
export function createActivityQueue(storage: Storage, clock: Clock): ActivityQueue {
  const pollers = new Map<string, Set<() => void>>();

  return {
    exists: async (activityArn) => (await storage.loadResource(activityArn))?.resource.kind === 'activity',

    async add(activityArn, { token, executionArn }) {
      const order = `${String(clock.now()).padStart(15, '0')} ${token}`;
      const task: ActivityTask = {
        kind: 'activity-task',
        arn: `${activityArn}#${token}`,
        list: taskList(activityArn),
        order,
        token,
        executionArn,
      };
      // A task that is queued already keeps its place.
      await unlessConflict(storage.saveResource(task, 0));
      for (const wake of [...(pollers.get(activityArn) ?? [])]) wake();
    },

    async take(activityArn) {
      for (;;) {
        const { items } = await storage.listResources(taskList(activityArn), { limit: 1 });
        const oldest = items[0];
        if (oldest?.kind !== 'activity-task') return undefined;
        const stored = await storage.loadResource(oldest.arn);
        if (stored && (await unlessConflict(storage.deleteResource(oldest.arn, stored.version)))) return oldest.token;
      }
    },

    wait: (activityArn, time) =>
      new Promise((resolve) => {
        const waiting = pollers.get(activityArn) ?? new Set();
        const wake = () => {
          callOff();
          waiting.delete(wake);
          if (waiting.size === 0 && pollers.get(activityArn) === waiting) pollers.delete(activityArn);
          resolve();
        };
        const callOff = clock.callAt(Math.min(time, clock.now() + LOOK_MILLIS), wake);
        waiting.add(wake);
        pollers.set(activityArn, waiting);
      }),

    waiting: (activityArn) => pollers.get(activityArn)?.size ?? 0,
  };
}

/**
 * An integration that puts pending calls, those of activities, in the queue, and refuses those of activities that do not exist. Where accounts
 * are closed, those of another account do not exist.
 */
export function withActivityQueue(
  integration: Integration,
  queue: ActivityQueue,
  { accountsAreClosed = false }: { readonly accountsAreClosed?: boolean } = {},
): Integration {
  const invoke = async (call: TaskCall): Promise<TaskOutcome> => {
    const outcome = await integration(call);
    if (outcome.kind === 'pending') await queue.add(call.resource, call);
    return outcome;
  };
  const refuse = (call: TaskCall) =>
    parseResource(call.resource).kind === 'activity' ? refuseMissing(call) : integration.refuse?.(call);
  const refuseMissing = async (call: TaskCall): Promise<TaskFailure | undefined> => {
    if (await integration.isMocked?.(call)) return undefined;
    const isReachable = !accountsAreClosed || splitArn(call.resource)?.account === splitArn(call.executionArn)?.account;
    return isReachable && (await queue.exists(call.resource)) ? undefined : activityDoesNotExist(call.resource);
  };
  return Object.assign(invoke, integration, { refuse });
}

/** AWS: the state fails where it is entered, with these words and no event of an activity — told of a run on AWS, not recorded. */
const activityDoesNotExist = (activityArn: string): TaskFailure => ({
  kind: 'failed',
  error: 'States.Runtime',
  cause: `The activity ${activityArn} does not exist.`,
});

/** The list of an activity's tasks that no worker has taken. */
export const taskList = (activityArn: string): string => `activityTasks/${activityArn}`;
