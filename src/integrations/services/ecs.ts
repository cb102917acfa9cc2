import { writeJson } from '#json/write-json.ts';
import type { JsonObject } from '../json.ts';
import { type OptimisedService, valueAt } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html */
export const ecs: OptimisedService = {
  service: 'ecs',
  package: 'ecs',
  names: { client: 'first', prefix: 'ECS', service: 'AmazonECS', unmodelled: 'AmazonECSException' },
  // AWS: recorded in ecs_task_service.test_run_task.
  headers: ['x-amzn-RequestId', 'Content-Length', 'Date', 'Content-Type'],
  emptyLists: true,
  actions: {
    runTask: {
      suffixes: ['.sync', '.waitForTaskToken'],
      failureIn: (answer, suffix) =>
        suffix === '' || !hasItems(answer['Failures']) ? undefined : { error: 'AmazonECS.Unknown', cause: writeJson(answer) },
      job: {
        check: 'describeTasks',
        checkParameters: (started, { Cluster: cluster }) => ({ Cluster: cluster, Tasks: [valueAt(started, 'Tasks.0.TaskArn')] }),
        phase: phaseOfTask,
        result: (answer) => valueAt(answer, 'Tasks.0'),
        stop: 'stopTask',
        stopParameters: (started, { Cluster: cluster }) => ({ Cluster: cluster, Task: valueAt(started, 'Tasks.0.TaskArn') }),
      },
    },
  },
};

/** A task is over when it is STOPPED; it has failed where it did not start or a container ended with a code other than 0 (inferred). */
function phaseOfTask(answer: JsonObject): 'running' | 'succeeded' | 'failed' {
  if (hasItems(answer['Failures'])) return 'failed';
  if (valueAt(answer, 'Tasks.0.LastStatus') !== 'STOPPED') return 'running';
  const containers: unknown = valueAt(answer, 'Tasks.0.Containers');
  const codes = Array.isArray(containers) ? containers.map((container) => valueAt(container, 'ExitCode')) : [];
  const notStarted = valueAt(answer, 'Tasks.0.StopCode') === 'TaskFailedToStart';
  return notStarted || codes.some((code) => typeof code === 'number' && code !== 0) ? 'failed' : 'succeeded';
}

const hasItems = (list: unknown): boolean => Array.isArray(list) && list.length > 0;
