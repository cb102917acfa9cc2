import { createExecutions } from './memory/executions.ts';
import { createResources } from './memory/resources.ts';
import type { Storage } from './storage.ts';

/** Storage in the process: values are kept as they are given, and are gone with it. */
export function createMemoryStorage(): Storage {
  let executions = createExecutions();
  let resources = createResources();
  return {
    commit: (commit) => executions.commit(commit),
    loadExecution: (arn) => executions.loadExecution(arn),
    readHistory: (executionArn, page) => executions.readHistory(executionArn, page),
    listExecutions: (list, page) => executions.listExecutions(list, page),
    listWaiting: (list, page) => executions.listWaiting(list, page),
    deleteExecution: (deletion) => executions.deleteExecution(deletion),
    dueExecutions: (now, limit) => executions.dueExecutions(now, limit),
    nextDue: () => executions.nextDue(),

    saveResource: (resource, expectedVersion) => resources.saveResource(resource, expectedVersion),
    loadResource: (arn) => resources.loadResource(arn),
    deleteResource: (arn, expectedVersion) => resources.deleteResource(arn, expectedVersion),
    listResources: (list, page) => resources.listResources(list, page),
    countResources: (list, upTo) => resources.countResources(list, upTo),

    async clear() {
      executions = createExecutions();
      resources = createResources();
    },
    async close() {},
  };
}
