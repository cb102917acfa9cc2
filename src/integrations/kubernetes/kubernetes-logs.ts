import type { TaskFailure } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { type EndedJob, valueAt } from '../optimised/optimised-service.ts';
import { podsPath } from './kubernetes-operations.ts';

/**
 * The logs of all containers of a job's pods, as eks:runJob.sync has them under `logs`. What cannot be read says why in its place.
 * AWS: the shape and LogOptions are documented; where the pods cannot be listed, `error` and `cause` stand in place of `pods`, and init
 * containers are left out (inferred).
 */
export async function kubernetesLogs({ given, ask }: EndedJob, cluster: JsonObject, jobName: string): Promise<JsonObject> {
  const pods = podsPath(given);
  const QueryParameters = { labelSelector: [`job-name=${jobName}`] };
  const listed = await ask('call', { ...cluster, Method: 'GET', Path: pods, QueryParameters });
  if (listed.kind === 'failed') return reasonOf(listed);
  const items = valueAt(listed.answer, 'ResponseBody.items');
  const entries = (Array.isArray(items) ? items : []).map(async (pod: unknown) => {
    const name = String(valueAt(pod, 'metadata.name'));
    const containers = await Promise.all(
      containersOf(pod).map(async (container) => [
        container,
        await readLog({ given, ask }, cluster, { path: `${pods}/${encodeURIComponent(name)}/log`, container }),
      ]),
    );
    return [name, { containers: Object.fromEntries(containers) }];
  });
  return { pods: Object.fromEntries(await Promise.all(entries)) };
}

async function readLog(
  { given, ask }: EndedJob,
  cluster: JsonObject,
  { path, container }: { path: string; container: string },
): Promise<JsonObject> {
  const options = valueAt(given, 'LogOptions.LogParameters');
  const QueryParameters = { ...(isObject(options) ? options : {}), container: [container] };
  const read = await ask('readLog', { ...cluster, Path: path, QueryParameters });
  if (read.kind === 'failed') return reasonOf(read);
  const text = String(read.answer['Log']);
  const isRaw = valueAt(given, 'LogOptions.RawLogs') === true;
  return { log: isRaw ? text : (parseJson(text) ?? text) };
}

function containersOf(pod: unknown): string[] {
  const containers = valueAt(pod, 'spec.containers');
  return (Array.isArray(containers) ? containers : []).map((container: unknown) => String(valueAt(container, 'name')));
}

const reasonOf = ({ error, cause }: TaskFailure): JsonObject => ({ error, cause });
