import { AnswerTooLarge, MAX_ANSWER_BYTES } from '../answer-limit.ts';
import type { TaskFailure } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { type EndedJob, valueAt } from '../optimised/optimised-service.ts';
import { podsPath } from './kubernetes-operations.ts';

/**
 * The logs of all containers of a job's pods, as eks:runJob.sync has them under `logs`. What cannot be read says why in its place.
 * AWS: the shape and LogOptions are documented; where the pods cannot be listed, `error` and `cause` stand in place of `pods`, and init
 * containers are left out (inferred). They are read one after the other, until they are more than a task takes: then it throws AnswerTooLarge.
 */
export async function kubernetesLogs({ given, ask }: EndedJob, cluster: JsonObject, jobName: string): Promise<JsonObject> {
  const pods = podsPath(given);
  const QueryParameters = { labelSelector: [`job-name=${jobName}`] };
  const listed = await ask('call', { ...cluster, Method: 'GET', Path: pods, QueryParameters });
  if (listed.kind === 'failed') return reasonOf(listed);
  const items = valueAt(listed.answer, 'ResponseBody.items');
  const logs: (readonly [pod: string, { readonly containers: JsonObject }])[] = [];
  let units = 0;
  for (const pod of Array.isArray(items) ? items : []) {
    const name = String(valueAt(pod, 'metadata.name'));
    const containers: (readonly [container: string, log: JsonObject])[] = [];
    for (const container of containersOf(pod)) {
      const path = `${pods}/${encodeURIComponent(name)}/log`;
      const log = await readLog({ given, ask }, cluster, { path, container });
      units += JSON.stringify(log).length;
      if (units > MAX_ANSWER_BYTES) throw new AnswerTooLarge();
      containers.push([container, log]);
    }
    logs.push([name, { containers: Object.fromEntries(containers) }]);
  }
  return { pods: Object.fromEntries(logs) };
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
