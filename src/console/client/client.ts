import { isObject } from '#json/json.ts';
import { CallError } from './call-error.ts';

/** Credentials that requests are signed with. They are kept in the memory of the page, and nowhere else. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly region: string;
}

/** Which account and region is asked about, where that is not by the keys; what is not said is the fake's own. */
export interface Sandbox {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** What is `undefined` is not asked. */
export type Query = Readonly<Record<string, string | undefined>>;

/** Speaks to the fake that this page comes from. What it refuses is thrown as CallError. */
export interface Client {
  /** Calls an action of AWS's API. */
  readonly action: <Answer = unknown>(name: string, input: object) => Promise<Answer>;
  /** Calls the workbench: `GET health`. */
  readonly fake: <Answer = unknown>(
    route: string,
    options?: { readonly query?: Query; readonly body?: unknown; readonly signal?: AbortSignal },
  ) => Promise<Answer>;
}

/** `base` is the address of the fake, with a slash at its end. */
export function createClient(base: string, sandbox: Sandbox, keys: Keys | undefined): Client {
  // Only who has a key needs what signs.
  const signer = keys && import('aws4fetch').then(({ AwsClient }) => new AwsClient({ ...keys, service: 'states', retries: 0 }));

  async function send<Answer>(url: string, init: RequestInit): Promise<Answer> {
    const response = await reach(url, init);
    const text = await response.text();
    const answer: unknown = text === '' ? {} : jsonIn(text);
    if (!isObject(answer))
      throw new CallError('', `What answers at ${base} is no fake-sfn (status ${response.status}).`, response.status);
    if (!response.ok) throw refusal(response.status, answer);
    return JSON.parse(text === '' ? '{}' : text);
  }

  async function reach(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(
        signer ? await (await signer).sign(url, init) : new Request(url, { ...init, headers: said(init, sandbox) }),
      );
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new CallError('', 'The fake does not answer.', 0, 'Is it still running? This page tries again by itself.');
    }
  }

  return {
    action: (name, input) =>
      send(base, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${name}` },
        body: JSON.stringify(input),
      }),
    fake(route, { query = {}, body, signal } = {}) {
      const [method = 'GET', path = ''] = route.split(' ');
      const url = new URL(`_fake/${path}`, base);
      for (const [name, value] of Object.entries(query))
        if (value !== undefined && value !== '') url.searchParams.set(name, value);
      return send(url.href, {
        method,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal && { signal }),
      });
    },
  };
}

/** Where signatures are not looked at, a request says whose it is, and the region by the scope of a signature that is none. */
function said({ headers }: RequestInit, { account, region }: Sandbox): Headers {
  const all = new Headers(headers);
  if (account !== undefined) all.set('x-fake-account', account);
  if (region !== undefined) {
    const scope = `${account ?? 'console'}/20200101/${region}/states/aws4_request`;
    all.set('authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`);
  }
  return all;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, { __type: type, message, hint }: Readonly<Record<string, unknown>>): CallError {
  const code = typeof type === 'string' ? type.replace(/^.*#/, '') : '';
  const says = typeof message === 'string' && message !== '' ? message : `The fake answers with status ${status}.`;
  return new CallError(code, says, status, typeof hint === 'string' ? hint : undefined);
}
