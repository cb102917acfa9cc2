import { writeJson } from '#json/write-json.ts';
import { isObject, type JsonObject } from '../json.ts';
import { kubernetesLogs } from '../kubernetes/kubernetes-logs.ts';
import { jobsPath } from '../kubernetes/kubernetes-operations.ts';
import { type Job, type OptimisedAction, valueAt } from '../optimised/optimised-service.ts';

const clusterOf = ({ ClusterName, CertificateAuthority, Endpoint }: JsonObject): JsonObject => ({
  ClusterName,
  CertificateAuthority,
  Endpoint,
});

const nameIn = (answer: JsonObject): unknown => valueAt(answer, 'ResponseBody.metadata.name');

const callOnJob = (started: JsonObject, given: JsonObject, request: JsonObject): JsonObject => ({
  ...clusterOf(given),
  Path: `${jobsPath(given)}/${encodeURIComponent(String(nameIn(started)))}`,
  ...request,
});

/** Kubernetes: a Job that is over has the condition Complete or Failed — https://kubernetes.io/docs/concepts/workloads/controllers/job/ */
const phase: Job['phase'] = (answer) => {
  const conditions: unknown = valueAt(answer, 'ResponseBody.status.conditions');
  const is = (type: string): boolean =>
    Array.isArray(conditions) &&
    conditions.some((condition) => valueAt(condition, 'type') === type && valueAt(condition, 'status') === 'True');
  if (is('Complete')) return 'succeeded';
  return is('Failed') ? 'failed' : 'running';
};

/**
 * A Kubernetes Job. AWS: a sample project reads `$.status` and `$.logs` of the result of `.sync`: it is the Job, with the logs beside
 * it. That a failed Job is the cause in the same form is inferred from other services' jobs. AWS looks once a minute, later every five;
 * here it is looked after like any job, since nobody wants to wait so long for a fake.
 */
export const eksRunJob: OptimisedAction = {
  api: 'kubernetes',
  suffixes: ['.sync', '.waitForTaskToken'],
  failureIn: (answer, suffix) =>
    suffix !== '.sync' || typeof nameIn(answer) === 'string'
      ? undefined
      : {
          error: 'EKS.SdkClientException',
          cause: `The Kubernetes API answered without the Job that it was to create: ${writeJson(answer)}`,
        },
  job: {
    check: 'call',
    checkParameters: (started, given) => callOnJob(started, given, { Method: 'GET' }),
    phase,
    async result({ ResponseBody: job }, started, ended) {
      if (!isObject(job) || valueAt(ended.given, 'LogOptions.RetrieveLogs') !== true) return job;
      return { ...job, logs: await kubernetesLogs(ended, clusterOf(ended.given), String(nameIn(started))) };
    },
    stop: 'call',
    // AWS: a task that is aborted is cancelled as well as can be — Run a Job (.sync). Foreground is the documented way "to ensure the
    // job's pods are also deleted"; that it is this one here is inferred.
    stopParameters: (started, given) =>
      callOnJob(started, given, { Method: 'DELETE', QueryParameters: { propagationPolicy: ['Foreground'] } }),
  },
};
