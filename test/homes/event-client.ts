import { Readable } from 'node:stream';
import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn';
import { PROXY_EVENTS } from '#test/support/proxy-events.ts';

/** What delivers a request to the function. */
export type Sender = keyof typeof PROXY_EVENTS;

/** All of them, and the address that clients send to: the host that their events name. */
export const ENDPOINTS: Readonly<Record<Sender, string>> = {
  'REST API': 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod',
  'HTTP API': 'https://f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com',
  'Function URL': 'https://k1l2m3n4o5p6q7r8.lambda-url.eu-west-1.on.aws',
  'load balancer': 'https://fake-1234567890.eu-west-1.elb.amazonaws.com',
  'load balancer with multi-value headers': 'https://fake-1234567890.eu-west-1.elb.amazonaws.com',
};

export const SENDERS = Object.keys(PROXY_EVENTS).filter((name): name is Sender => name in PROXY_EVENTS);

/** What a client hands to the wire. */
interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/**
 * AWS's own client, whose requests reach the function as events of that sender, their bodies in base64 as API Gateway delivers
 * them. Asks once: what goes wrong is to be seen.
 */
export const clientThrough = (
  sender: Sender,
  invoke: (event: unknown) => Promise<unknown>,
  credentials: NonNullable<SFNClientConfig['credentials']>,
): SFNClient =>
  new SFNClient({
    region: 'us-east-1',
    endpoint: ENDPOINTS[sender],
    disableHostPrefix: true,
    maxAttempts: 1,
    credentials,
    requestHandler: {
      handle: async ({ method, path, headers, body = '' }: SentRequest) => {
        const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
        const answer = await invoke(PROXY_EVENTS[sender]({ method, path, headers, body: text, base64: true }));
        return { response: responseOf(answer) };
      },
      destroy: () => undefined,
    },
  });

/** AWS: who asks a function that fails is told 502 — API Gateway, Function URL and load balancer alike. */
function responseOf(answer: unknown) {
  const {
    statusCode = 502,
    headers = {},
    multiValueHeaders = {},
    body = JSON.stringify(answer),
  } = isResult(answer) ? answer : {};
  const all = {
    ...headers,
    ...Object.fromEntries(Object.entries(multiValueHeaders).map(([name, values]) => [name, values.join()])),
  };
  return { statusCode, headers: all, body: Readable.from([Buffer.from(body)]) };
}

interface ProxyResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

const isResult = (answer: unknown): answer is ProxyResult =>
  typeof answer === 'object' && answer !== null && 'statusCode' in answer && 'body' in answer;
