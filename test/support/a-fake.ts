import { createApp } from '#app';
import { readConfig } from '#config';
import { createAuthenticate } from '#http/authenticate.ts';
import { createHandler } from '#http/handle.ts';
import { type EventRequest, httpApiEvent } from './proxy-events.ts';

/** An answer over HTTP, its body parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A fake that is spoken to as over HTTP. */
export interface Fake {
  /** Asks something under `/_fake/`, or under another path with a slash at its beginning. */
  readonly ask: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Calls an action of AWS's; throws what is no success. */
  readonly call: (action: string, input?: object) => Promise<Record<string, unknown>>;
  readonly close: () => Promise<void>;
}

type Sign = (request: Required<Pick<EventRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>>) => Promise<EventRequest>;

/** A fake in this process, with these settings. */
export async function aFake(env: Readonly<Record<string, string>> = {}): Promise<Fake> {
  const config = readConfig(env);
  const app = await createApp(config);
  const log = () => {};
  const authenticate = await createAuthenticate(config.auth, { log, now: Date.now });
  const { account, region } = config;
  const handler = createHandler({ api: app.api, account, region, authenticate, control: app.control, log });
  return { ...speakTo(handler), close: app.close };
}

/** Speaks to a handler of events, signed where it is said how. */
export function speakTo(
  handler: (event: unknown) => Promise<unknown>,
  sign: Sign = async (request) => request,
): Omit<Fake, 'close'> {
  async function send(method: string, url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const request = {
      method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { host: 'localhost', ...headers },
      body,
    };
    const event = httpApiEvent(await sign(request));
    // The gateway's own host is none that a local server has.
    return answerIn(await handler({ ...event, headers: { ...event.headers, host: request.headers.host } }));
  }
  return {
    ask(method, path, body, headers = {}) {
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
      return send(method, path.startsWith('/') ? path : `/_fake/${path}`, text, { ...type, ...headers });
    },
    async call(action, input = {}) {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${action}` };
      const { status, body } = await send('POST', '/', JSON.stringify(input), headers);
      if (status !== 200 || !isRecord(body)) throw new Error(`${action}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
  };
}

function answerIn(result: unknown): Answer {
  if (!isRecord(result) || typeof result['statusCode'] !== 'number') throw new Error(`no answer: ${JSON.stringify(result)}`);
  const { statusCode: status, headers, body } = result;
  const text = typeof body === 'string' ? body : '';
  const all = isRecord(headers) ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]) : [];
  return { status, headers: Object.fromEntries(all), body: /^[[{]/.test(text) ? JSON.parse(text) : text };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
