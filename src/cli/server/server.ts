import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { CliError, type ExitCode } from '../cli-error.ts';
import type { Given } from '../command-spec.ts';
import type { Terminal } from '../terminal.ts';
import { hasCredentials, signedHeaders } from './signed-headers.ts';

/** The flags of every command that talks to a server. */
export const SERVER_FLAGS = {
  endpoint: { env: 'AWS_ENDPOINT_URL_SFN', value: '<URL>', text: 'where the fake is (http://127.0.0.1:8083)' },
  region: { env: 'AWS_REGION', value: '<region>', text: "the region that is asked about (the server's own)" },
  account: { value: '<12 digits>', text: "the account that is asked about (that of the credentials, or the server's own)" },
  json: { text: 'write JSON' },
} as const;

/** A running fake. What it refuses is thrown as CliError, also that there is none. */
export interface Server {
  readonly url: string;
  /** Calls an action of AWS's API. */
  readonly action: (name: string, input: object) => Promise<JsonObject>;
  /** Calls the workbench: `GET health`. */
  readonly fake: (route: string, options?: { readonly query?: Query; readonly body?: unknown }) => Promise<JsonObject>;
}

/** What is `undefined` is not asked. */
export type Query = Readonly<Record<string, string | undefined>>;

/** Who asks, and where. */
export interface Asker {
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly env: Terminal['env'];
}

const DEFAULT_URL = 'http://127.0.0.1:8083';

/** The server that flags and environment name; `of` says for whom where nothing else does, or, pretended, whatever credentials there are. Throws CliError. */
export function serverOf(
  { text }: Given<keyof typeof SERVER_FLAGS>,
  { env }: Pick<Terminal, 'env'>,
  of: { readonly account?: string | undefined; readonly region?: string | undefined; readonly isPretended?: boolean } = {},
): Server {
  const url = text('endpoint') ?? (env['AWS_ENDPOINT_URL_SFN'] || env['AWS_ENDPOINT_URL'] || DEFAULT_URL);
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new CliError(`The endpoint is ${JSON.stringify(url)}, but must be an http(s) URL.`);
  // Real credentials are for one account alone; for any other one they are not used.
  const account = text('account') ?? (hasCredentials(env) && of.isPretended !== true ? undefined : of.account);
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new CliError(`--account is ${JSON.stringify(account)}, but must be 12 digits.`);
  const asker: Asker = {
    env,
    account,
    region: of.region ?? text('region') ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined),
  };
  const base = url.endsWith('/') ? url : `${url}/`;
  return {
    url,
    action: (name, input) =>
      send(new URL(base), asker, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${name}` },
        body: JSON.stringify(input),
      }),
    fake(route, { query = {}, body } = {}) {
      const [method = '', path = ''] = route.split(' ');
      const target = new URL(`_fake/${path}`, base);
      for (const [name, value] of Object.entries(query)) if (value !== undefined) target.searchParams.set(name, value);
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      return send(target, asker, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    },
  };
}

/** A request as it is before it is signed. */
export interface Sending {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send(url: URL, asker: Asker, sending: Sending): Promise<JsonObject> {
  const response = await reach(url, { ...sending, headers: await signedHeaders(url, sending, asker) });
  const answer = jsonIn(await response.text());
  if (!isObject(answer))
    throw new CliError(`${url.origin} does not answer as fake-sfn does (status ${response.status}).`, { exitCode: 3 });
  if (!response.ok) throw refusal(response.status, answer);
  return answer;
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new CliError(`Nothing answers at ${url.origin}.`, {
      exitCode: 3,
      hint: 'fake-sfn serve starts a server; --endpoint or AWS_ENDPOINT_URL_SFN says where it is.',
    });
  }
}

function jsonIn(text: string): Json | undefined {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, { __type: type, message, hint }: JsonObject): CliError {
  const code = typeof type === 'string' ? type.replace(/^.*#/, '') : '';
  const says = [code, message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  return new CliError(says === '' ? `The server answers with status ${status}.` : says, {
    exitCode: exitCodeOf(status, code),
    ...(typeof hint === 'string' && { hint }),
  });
}

/** That there is no such thing is an answer; what is no right question is a mistake of whoever asks. */
function exitCodeOf(status: number, code: string): ExitCode {
  if (status >= 500) return 3;
  return status === 404 || /DoesNotExist$|NotFound$/.test(code) ? 1 : 2;
}
