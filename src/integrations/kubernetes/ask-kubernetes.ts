import { X509Certificate } from 'node:crypto';
import { writeJson } from '#json/write-json.ts';
import { AnswerTooLarge } from '../answer-limit.ts';
import { OR_MOCK } from '../how-to-mock.ts';
import type { TaskCall, TaskFailure } from '../integration.ts';
import type { JsonObject } from '../json.ts';
import type { Answer, Ask } from '../optimised/ask.ts';
import type { Reach } from '../reach.ts';
import { reasonOf } from '../reason.ts';
import { credentialsFailure } from '../sdk/sdk-failure.ts';
import { readSdkInput } from '../sdk/sdk-input.ts';
import { capitalized } from '../sdk/sdk-names.ts';
import type { Shape } from '../sdk/sdk-schema.ts';
import { callHttp } from '../web/http-call.ts';
import { addQuery } from '../web/http-reply.ts';
import type { Signing } from '../web/signing.ts';
import { wrongParameters } from '../wrong-parameters.ts';
import {
  KUBERNETES_OPERATIONS,
  type KubernetesOperation,
  type KubernetesRequest,
  kubernetesAnswer,
} from './kubernetes-operations.ts';
import { kubernetesToken } from './kubernetes-token.ts';

const TEXT = (): Shape => ({ kind: 'string' });
const CLUSTER = ['ClusterName', 'CertificateAuthority', 'Endpoint'];
const PATCH_OF_LIST = 'application/json-patch+json';
const PATCH_OF_OBJECT = 'application/merge-patch+json';

/** Asks the Kubernetes API of a cluster. https://docs.aws.amazon.com/step-functions/latest/dg/connect-eks.html */
export const createAskKubernetes =
  (signing: Signing, reach: Reach): Ask =>
  async (call, { action, parameters }) => {
    const operation = KUBERNETES_OPERATIONS[action];
    if (operation === undefined) throw new Error(`no action of clusters: ${action}`);
    const members = new Map([...CLUSTER.map((name) => [name, TEXT] as const), ...Object.entries(operation.members)]);
    const read = readSdkInput(parameters, { kind: 'structure', members }, capitalized);
    if (read.kind === 'failed') return read;
    const problems = problemsOf(operation, read.input);
    if (problems.length > 0) return wrongParameters(parameters, problems);
    return send({ signing, reach }, call, read.input, operation);
  };

function problemsOf({ required, problems }: KubernetesOperation, given: JsonObject): string[] {
  const { Endpoint: endpoint, CertificateAuthority: authority } = given;
  return [
    ...[...CLUSTER, ...required]
      .filter((field) => given[field] === undefined)
      .map((field) => `The field '${field}' is required but was missing`),
    ...(endpoint === undefined || URL.canParse(baseOf(String(endpoint)))
      ? []
      : ["The value for the field 'Endpoint' must be a URL, the endpoint that DescribeCluster of Amazon EKS gives"]),
    ...(authority === undefined || isCertificate(String(authority))
      ? []
      : [
          "The value for the field 'CertificateAuthority' must be a Base64-encoded certificate, certificateAuthority.data that DescribeCluster of Amazon EKS gives",
        ]),
    ...(problems?.(given) ?? []),
  ];
}

async function send(
  { signing, reach }: { readonly signing: Signing; readonly reach: Reach },
  call: TaskCall,
  given: JsonObject,
  operation: KubernetesOperation,
): Promise<Answer> {
  const endpoint = baseOf(String(given['Endpoint']));
  const { method, path, query, body } = operation.request(given);
  try {
    const url = new URL(`${endpoint}/${path.replace(/^\/+/, '')}`);
    addQuery(url, query);
    const token = await kubernetesToken(signing, call, { name: String(given['ClusterName']), url });
    const headers = { Accept: 'application/json, */*', Authorization: `Bearer ${token}`, ...contentType(method, body) };
    const ca = pemOf(String(given['CertificateAuthority']));
    const reply = await callHttp({ url, method, headers, body: textOf(body), ca, signal: call.signal, reach });
    if (reply.status >= 200 && reply.status <= 299) return { kind: 'answer', answer: operation.answer(reply) };
    // AWS: EKS.401 and its cause are documented under Permissions; other statuses go the same way (inferred), as far as they were read.
    return { kind: 'failed', error: `EKS.${reply.status}`, cause: writeJson(kubernetesAnswer({ ...reply, isCut: false })) };
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw error;
    return credentialsFailure(error, 'EKS') ?? unanswered(error, endpoint);
  }
}

/** The error's name is inferred from that of other services. */
function unanswered(error: unknown, endpoint: string): TaskFailure {
  const advice = `check Endpoint and CertificateAuthority, ${OR_MOCK}`;
  const cause = `Unable to execute HTTP request: ${reasonOf(error)}; the endpoint is ${endpoint}: ${advice}.`;
  return { kind: 'failed', error: 'EKS.SdkClientException', cause };
}

/** Kubernetes has several kinds of patches, and AWS no parameter for them: lists are JSON patches, objects merge patches (inferred). */
function contentType(method: string, body: unknown): Record<string, string> {
  if (body === undefined) return {};
  if (method !== 'PATCH') return { 'Content-Type': 'application/json' };
  return { 'Content-Type': /^\s*\[/.test(textOf(body) ?? '') ? PATCH_OF_LIST : PATCH_OF_OBJECT };
}

/** AWS: a body is "JSON or String"; a text is sent as it is (inferred). */
const textOf = (body: KubernetesRequest['body']): string | undefined =>
  body === undefined || typeof body === 'string' ? body : writeJson(body);

const baseOf = (endpoint: string): string =>
  (/^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`).replace(/\/+$/, '');

const pemOf = (authority: string): string => Buffer.from(authority, 'base64').toString();

function isCertificate(authority: string): boolean {
  try {
    return new X509Certificate(pemOf(authority)).raw.length > 0;
  } catch {
    return false;
  }
}
