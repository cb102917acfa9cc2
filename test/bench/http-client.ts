import { Agent, request } from 'node:http';

/** A bare HTTP client for AWS JSON calls: as little work as can be, so that the server is what is measured. */
export interface HttpClient {
  readonly call: (target: string, input: object) => Promise<Record<string, unknown>>;
  /** Calls per second, so many at a time. */
  readonly rate: (calls: number, concurrency: number, target: string, input: object) => Promise<number>;
  readonly close: () => void;
}

export function createHttpClient(url: string, maxSockets = 64): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets });
  const send = (target: string, body: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${target}` };
      const outgoing = request(url, { agent, method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        // An error answered fast is no speed.
        response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(`${target}: ${text}`))));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return {
    async call(target, input) {
      return JSON.parse(await send(target, JSON.stringify(input)));
    },
    async rate(calls, concurrency, target, input) {
      const body = JSON.stringify(input);
      let left = calls;
      const started = performance.now();
      const worker = async () => {
        while (left-- > 0) await send(target, body);
      };
      await Promise.all(Array.from({ length: concurrency }, worker));
      return calls / ((performance.now() - started) / 1000);
    },
    close: () => agent.destroy(),
  };
}
