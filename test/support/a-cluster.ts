import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CERTIFICATE, KEY } from './certificates.ts';

/** A request that a cluster got. */
export interface ClusterRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A server that speaks as much of the Kubernetes API as jobs and their pods need. */
export interface Cluster {
  /** `https://127.0.0.1:…` */
  readonly endpoint: string;
  /** As DescribeCluster gives it. */
  readonly certificateAuthority: string;
  readonly requests: readonly ClusterRequest[];
  /** Resolves with the next request of that method; ask before it is made. */
  readonly next: (method: string) => Promise<ClusterRequest>;
  /** Answers everything with that, until it is told otherwise. */
  readonly answerWith: (answer: ClusterAnswer | undefined) => void;
  /** Ends all jobs: with the condition that Kubernetes gives them. */
  readonly endJobs: (condition: 'Complete' | 'Failed') => void;
  /** Gives every job that pod, with a log for each container; undefined where its log cannot be read. */
  readonly addPod: (name: string, logs: Readonly<Record<string, string | undefined>>) => void;
  readonly close: () => Promise<void>;
}

interface ClusterAnswer {
  readonly status: number;
  readonly body: unknown;
}

const status = (code: number, reason: string): ClusterAnswer => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: reason, reason, code },
});

/** Starts one with no jobs. It lets everyone in who brings a token. */
export async function aCluster(): Promise<Cluster> {
  const requests: ClusterRequest[] = [];
  const waiting: { readonly method: string; readonly resolve: (request: ClusterRequest) => void }[] = [];
  const jobs = new Map<string, object>();
  const pods = new Map<string, Readonly<Record<string, string | undefined>>>();
  let fixed: ClusterAnswer | undefined;
  let condition: string | undefined;

  const described = (path: string): object => ({
    ...jobs.get(path),
    status: condition === undefined ? { active: 1 } : { conditions: [{ type: condition, status: 'True' }] },
  });

  function answerOf({ method, path, query, headers, body }: ClusterRequest): ClusterAnswer {
    if (fixed !== undefined) return fixed;
    if (!String(headers['authorization']).startsWith('Bearer k8s-aws-v1.')) return status(401, 'Unauthorized');
    const [, pod = '', isLog] = /\/pods(?:\/([^/]+)(\/log)?)?$/.exec(path) ?? [];
    if (isLog !== undefined) {
      const log = pods.get(pod)?.[query.get('container') ?? ''];
      return log === undefined ? status(400, 'BadRequest') : { status: 200, body: log };
    }
    if (path.endsWith('/pods')) {
      const items = [...pods].map(([name, logs]) => ({
        metadata: { name },
        spec: { containers: Object.keys(logs).map((container) => ({ name: container })) },
      }));
      return { status: 200, body: { kind: 'PodList', items } };
    }
    if (method === 'POST') {
      const job = JSON.parse(body);
      const name = job.metadata.name ?? `${job.metadata.generateName}x1`;
      const at = `${path}/${name}`;
      if (jobs.has(at)) return status(409, 'AlreadyExists');
      jobs.set(at, { ...job, metadata: { ...job.metadata, name } });
      return { status: 201, body: jobs.get(at) };
    }
    if (!jobs.has(path)) return status(404, 'NotFound');
    const job = described(path);
    if (method === 'DELETE') jobs.delete(path);
    return { status: 200, body: job };
  }

  const server = createServer({ cert: CERTIFICATE, key: KEY }, async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'https://cluster');
    const request = { method: incoming.method ?? '', path: pathname, query: searchParams, headers: incoming.headers, body };
    requests.push(request);
    const answer = answerOf(request);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    outgoing.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(text);
    const index = waiting.findIndex(({ method }) => method === request.method);
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    endpoint: `https://127.0.0.1:${portOf(server.address())}`,
    certificateAuthority: Buffer.from(CERTIFICATE).toString('base64'),
    requests,
    next: (method) => new Promise((resolve) => waiting.push({ method, resolve })),
    answerWith(answer) {
      fixed = answer;
    },
    endJobs(type) {
      condition = type;
    },
    addPod: (name, logs) => void pods.set(name, logs),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('The cluster does not listen');
  return address.port;
};
