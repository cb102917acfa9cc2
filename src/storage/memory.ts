import type { ClosedLimits } from './closed-limits.ts';
import { createAttachments } from './memory/attachments.ts';
import { createExecutions } from './memory/executions.ts';
import { createResources } from './memory/resources.ts';
import type { Storage } from './storage.ts';

/** Storage in the process: values are kept as they are given, and are gone with it; what has ended sooner, where there are limits. */
export function createMemoryStorage(limits?: ClosedLimits): Storage {
  let { executions, resources } = createHalves(limits);
  return {
    commit: (commit) => executions.commit(commit),
    loadExecution: (arn) => executions.loadExecution(arn),
    readHistory: (executionArn, page) => executions.readHistory(executionArn, page),
    listExecutions: (list, page) => executions.listExecutions(list, page),
    listWaiting: (list, page) => executions.listWaiting(list, page),
    deleteExecution: (deletion) => executions.deleteExecution(deletion),
    dueExecutions: (now, limit, after) => executions.dueExecutions(now, limit, after),
    postpone: (due, dueAt) => executions.postpone(due, dueAt),
    nextDue: () => executions.nextDue(),

    saveResource: (resource, expectedVersion) => resources.saveResource(resource, expectedVersion),
    loadResource: (arn) => resources.loadResource(arn),
    deleteResource: (arn, expectedVersion) => resources.deleteResource(arn, expectedVersion),
    listResources: (list, page) => resources.listResources(list, page),
    countResources: (list, upTo) => resources.countResources(list, upTo),

    async clear() {
      ({ executions, resources } = createHalves(limits));
    },
    async close() {},
  };
}

/** Where nothing is forgotten, nobody asks what goes with what. */
function createHalves(limits: ClosedLimits | undefined) {
  const forget = (arn: string) => resources.forget(arn);
  const attachments =
    limits && createAttachments({ now: limits.now, isKept: (executionArn) => executions.isKept(executionArn), forget });
  const resources = createResources(attachments);
  const executions = createExecutions({ limits, attachments, forgetMapRun: forget });
  return { executions, resources };
}
