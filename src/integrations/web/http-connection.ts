import type { TaskCall } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { valueAt } from '../optimised/optimised-service.ts';
import type { Reach } from '../reach.ts';
import { reasonOf } from '../reason.ts';
import { contextOf } from '../sdk/aws-sdk.ts';
import type { FindOperation } from '../sdk/sdk-client.ts';
import { callHttp, type HttpCall } from './http-call.ts';

/** What an EventBridge connection adds to a request. */
export interface ConnectionParts {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** A connection cannot be used; `error` is what the task fails with. */
export class ConnectionProblem extends Error {
  readonly error: string;
  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

const RESOURCE = 'Events.ConnectionResource';

/**
 * Reads an EventBridge connection and its secret, and makes of them what requests need. Throws ConnectionProblem.
 * AWS: the connection's secret in Secrets Manager holds what was given for it — Managing connection secrets in EventBridge.
 */
export async function readConnection(find: FindOperation, reach: Reach, call: TaskCall, arn: string): Promise<ConnectionParts> {
  const name = arn.split(':connection/')[1]?.split('/')[0] ?? arn;
  const connection = await ask(find, call, ['eventbridge', 'describeConnection', { Name: name }]);
  if (connection['ConnectionState'] !== 'AUTHORIZED') {
    throw new ConnectionProblem(
      `${RESOURCE}.InvalidConnectionState`,
      `The connection ${arn} is ${connection['ConnectionState']}, not AUTHORIZED.`,
    );
  }
  const secret = await ask(find, call, ['secrets-manager', 'getSecretValue', { SecretId: connection['SecretArn'] }]);
  const parsed = parseJson(String(secret['SecretString']));
  const secrets = isObject(parsed) ? parsed : {};
  const more = additions(secrets['invocation_http_parameters'] ?? valueAt(connection, 'AuthParameters.InvocationHttpParameters'));
  const authorization = await authorize(String(connection['AuthorizationType']), connection, secrets, {
    signal: call.signal,
    reach,
  });
  // AWS: the authorization stands before other headers — Using TestState API to test a state, example 3. It wins over one of its name (inferred).
  return { ...more, headers: { ...authorization, ...more.headers, ...authorization } };
}

async function authorize(
  type: string,
  connection: JsonObject,
  secrets: JsonObject,
  call: Pick<HttpCall, 'signal' | 'reach'>,
): Promise<Record<string, string>> {
  const text = (key: string, path: string): string => String(secrets[key] ?? valueAt(connection, path) ?? '');
  switch (type) {
    case 'BASIC': {
      const user = text('username', 'AuthParameters.BasicAuthParameters.Username');
      return { Authorization: `Basic ${Buffer.from(`${user}:${text('password', '')}`).toString('base64')}` };
    }
    case 'API_KEY':
      return { [text('api_key_name', 'AuthParameters.ApiKeyAuthParameters.ApiKeyName')]: text('api_key_value', '') };
    case 'OAUTH_CLIENT_CREDENTIALS':
      return { Authorization: `Bearer ${await accessToken(connection, secrets, call)}` };
    default:
      throw new ConnectionProblem(
        `${RESOURCE}.InvalidAuthorizationType`,
        `The connection has the authorization type ${type}, which is not known.`,
      );
  }
}

async function accessToken(
  connection: JsonObject,
  secrets: JsonObject,
  { signal, reach }: Pick<HttpCall, 'signal' | 'reach'>,
): Promise<string> {
  const oauth = valueAt(connection, 'AuthParameters.OAuthParameters');
  const endpoint = String(secrets['authorization_endpoint'] ?? valueAt(oauth, 'AuthorizationEndpoint'));
  const more = additions(secrets['oauth_http_parameters'] ?? valueAt(oauth, 'OAuthHttpParameters'));
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: String(secrets['client_id'] ?? valueAt(oauth, 'ClientParameters.ClientID')),
    client_secret: String(secrets['client_secret'] ?? ''),
  });
  for (const [name, value] of Object.entries(more.body)) form.set(name, String(value));
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(more.query)) url.searchParams.set(name, value);
  const method = String(secrets['http_method'] ?? valueAt(oauth, 'HttpMethod') ?? 'POST');
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...more.headers };
  const reply = await callHttp({ url, method, headers, body: form.toString(), signal, reach });
  const token = valueAt(parseJson(reply.body), 'access_token');
  if (reply.status < 400 && typeof token === 'string') return token;
  throw new ConnectionProblem(
    `${RESOURCE}.AccessDenied`,
    `The authorization endpoint ${endpoint} answered ${reply.status} without a token.`,
  );
}

/** Header, query and body parameters, as EventBridge's API spells them or as its secrets do. */
function additions(given: unknown): ConnectionParts {
  const listed = (...names: string[]): Record<string, string> => {
    const list = names.map((name) => valueAt(given, name)).find(Array.isArray) ?? [];
    const pairs = list.map((item: unknown) => [
      valueAt(item, 'Key') ?? valueAt(item, 'key'),
      valueAt(item, 'Value') ?? valueAt(item, 'value'),
    ]);
    return Object.fromEntries(pairs.map(([key, value]: unknown[]) => [String(key), String(value ?? '')]));
  };
  return {
    headers: listed('HeaderParameters', 'header_parameters'),
    query: listed('QueryStringParameters', 'query_string_parameters'),
    body: listed('BodyParameters', 'body_parameters'),
  };
}

async function ask(
  find: FindOperation,
  call: TaskCall,
  [packageName, action, input]: [string, string, JsonObject],
): Promise<JsonObject> {
  const operation = await find(packageName, action);
  if (operation.kind === 'missing') throw new ConnectionProblem('States.Runtime', operation.cause);
  const result = await operation.send(input, contextOf(call));
  if (result.kind === 'answer') return result.output;
  const { error, endpoint } = result;
  const name = error instanceof Error ? error.name : 'Error';
  throw new ConnectionProblem(
    `${RESOURCE}.${name}`,
    `${operation.serviceId} could not be asked for the connection: ${reasonOf(error)} (${endpoint ?? 'not sent'})`,
  );
}
