import { AnswerTooLarge } from '../answer-limit.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Shape } from '../sdk/sdk-schema.ts';
import type { HttpReply } from '../web/http-call.ts';
import { bodyOf } from '../web/http-reply.ts';

/** What is sent to a cluster. */
export interface KubernetesRequest {
  readonly method: string;
  readonly path: string;
  readonly query: JsonObject;
  readonly body: unknown;
}

/** An action on a cluster; of its parameters, those that name the cluster go without saying. */
export interface KubernetesOperation {
  readonly members: Readonly<Record<string, () => Shape>>;
  readonly required: readonly string[];
  /** What else is wrong with the parameters. */
  readonly problems?: (given: JsonObject) => readonly string[];
  readonly request: (given: JsonObject) => KubernetesRequest;
  readonly answer: (reply: HttpReply) => JsonObject;
}

const TEXT = (): Shape => ({ kind: 'string' });
const BOOLEAN = (): Shape => ({ kind: 'boolean' });
const JSON_VALUE = (): Shape => ({ kind: 'document' });
const TEXT_LISTS = (): Shape => ({ kind: 'map', value: () => ({ kind: 'list', item: TEXT }) });
const LOG_OPTIONS = (): Shape => ({
  kind: 'structure',
  members: new Map([
    ['RetrieveLogs', BOOLEAN],
    ['RawLogs', BOOLEAN],
    ['LogParameters', TEXT_LISTS],
  ]),
});

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH'];

/**
 * An answer as tasks see it. AWS: documented of a 401, the cause of EKS.401; of a success ResponseBody alone (a sample project reads
 * `$.ResponseBody.status` of eks:call), the other two are inferred, and that runJob's is the same.
 */
export const kubernetesAnswer = (reply: HttpReply): JsonObject => ({
  ResponseBody: bodyOf(reply),
  StatusCode: reply.status,
  StatusText: reply.statusText,
});

/** What is asked of clusters: eks:call, eks:runJob, and for the logs of a job their text as it is. */
export const KUBERNETES_OPERATIONS: Readonly<Record<string, KubernetesOperation>> = {
  call: {
    members: { Method: TEXT, Path: TEXT, QueryParameters: TEXT_LISTS, RequestBody: JSON_VALUE },
    required: ['Method', 'Path'],
    problems: ({ Method: method }) =>
      method === undefined || METHODS.includes(String(method))
        ? []
        : [`The value for the field 'Method' must be one of ${METHODS.join(', ')}`],
    request: ({ Method: method, Path: path, QueryParameters: query, RequestBody: body }) => ({
      method: String(method),
      path: String(path),
      query: isObject(query) ? query : {},
      body,
    }),
    answer: kubernetesAnswer,
  },
  runJob: {
    members: { Namespace: TEXT, Job: JSON_VALUE, LogOptions: LOG_OPTIONS },
    required: ['Job'],
    request: (given) => ({ method: 'POST', path: jobsPath(given), query: {}, body: given['Job'] }),
    answer: kubernetesAnswer,
  },
  readLog: {
    members: { Path: TEXT, QueryParameters: TEXT_LISTS },
    required: ['Path'],
    request: ({ Path: path, QueryParameters: query }) => ({
      method: 'GET',
      path: String(path),
      query: isObject(query) ? query : {},
      body: undefined,
    }),
    answer: ({ body, isCut }) => {
      if (isCut) throw new AnswerTooLarge();
      return { Log: body };
    },
  },
};

/** Where the jobs of a task's namespace are. */
export const jobsPath = (given: JsonObject): string => `/apis/batch/v1/namespaces/${namespaceOf(given)}/jobs`;

/** Where the pods of a task's namespace are. */
export const podsPath = (given: JsonObject): string => `/api/v1/namespaces/${namespaceOf(given)}/pods`;

const namespaceOf = ({ Namespace: namespace }: JsonObject): string =>
  typeof namespace === 'string' && namespace !== '' ? encodeURIComponent(namespace) : 'default';
