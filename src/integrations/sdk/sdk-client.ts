import { pipeline, Readable } from 'node:stream';
import { loadPackage } from '#load-package';
import { AnswerTooLarge, atMostBytes } from '../answer-limit.ts';
import { OR_MOCK } from '../how-to-mock.ts';
import { isObject, type JsonObject } from '../json.ts';
import { endpointVariables, OPEN_REACH, type Reach } from '../reach.ts';
import { reasonOf } from '../reason.ts';
import { createRoleCredentials, type RoleCredentials } from './assume-role.ts';
import { endpointOf, type HttpAnswer, httpAnswerOf } from './http-answer.ts';
import { javaMethod } from './sdk-names.ts';
import { operationShapes, type Shape } from './sdk-schema.ts';

/** Where, as whom and for how long a command is sent. */
export interface SdkContext {
  readonly region: string;
  readonly roleArn: string | undefined;
  readonly signal: AbortSignal;
  /** How much of the answer is read, in bytes. */
  readonly maxAnswerBytes: number;
}

/** What came of a command: an answer, or the error that the client threw. */
export type SdkResult =
  | {
      readonly kind: 'answer';
      readonly output: JsonObject;
      readonly http: HttpAnswer;
      readonly requestId: string | undefined;
      readonly endpoint: string | undefined;
    }
  | { readonly kind: 'error'; readonly error: unknown; readonly isModelled: boolean; readonly endpoint: string | undefined };

/** An operation of a service, found in its client package. */
export interface SdkOperation {
  readonly kind: 'operation';
  /** `Secrets Manager` */
  readonly serviceId: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Throws AnswerTooLarge, and so does the stream of an answer that has one. */
  readonly send: (input: JsonObject, context: SdkContext) => Promise<SdkResult>;
}

/** Finds an operation by its package (`secrets-manager`) and its action (`getSecretValue`), or says what to do about its absence. */
export type FindOperation = (
  packageName: string,
  action: string,
) => Promise<SdkOperation | { readonly kind: 'missing'; readonly cause: string }>;

const CONNECTION_TIMEOUT_MILLIS = 5000;
const MAX_SOCKETS = 1000;
const PACKAGE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

interface Client {
  readonly config: {
    readonly serviceId: string;
    readonly requestHandler?: unknown;
    readonly serviceConfiguredEndpoint?: () => Promise<string | undefined>;
  };
  readonly send: (command: object, options: { abortSignal: AbortSignal }) => Promise<unknown>;
}

/** AWS's clients, and the credentials of the roles that they call in. */
export interface Sdk {
  readonly find: FindOperation;
  readonly credentialsOf: RoleCredentials;
}

/** Opens the SDK. A client package is loaded with the first call of its service, a client is kept for each region and role. */
export function createSdk(reach: Reach = OPEN_REACH): Sdk {
  const clients = new Map<string, Client>();
  const found = new Map<string, SdkOperation>();
  const find: FindOperation = async (packageName, action) => {
    const known = found.get(`${packageName} ${action}`);
    if (known !== undefined) return known;
    const missing = (cause: string) => ({ kind: 'missing', cause }) as const;
    // What is imported runs: a name comes from a definition, and must not lead out of AWS's packages.
    if (!PACKAGE.test(packageName)) return missing(`There is no AWS service '${packageName}': check its spelling, ${OR_MOCK}.`);
    if (reach.tasks === 'none') return missing(`Calls go nowhere (FAKE_SFN_TASKS=none): set where they may go, ${OR_MOCK}.`);
    const noEndpoint = `No endpoint is set for '${packageName}': set ${endpointVariables(packageName).join(' or ')} to where a stand-in runs, ${OR_MOCK}, or let calls go to AWS (FAKE_SFN_TASKS=aws).`;
    const name = `@aws-sdk/client-${packageName}`;
    const loaded = loadPackage<unknown>(name, () => import(name));
    const sdk = await loaded.then(asObject, (error: unknown) => ({ unavailable: reasonOf(error) }));
    if ('unavailable' in sdk)
      return missing(
        reach.tasks === 'endpoints' && endpointSet(packageName, reach) === undefined
          ? noEndpoint
          : `The package '${name}' cannot be loaded (${sdk.unavailable}): install it, ${OR_MOCK}.`,
      );
    const [clientName, newClient] = findClient(sdk);
    const newCommand = findCommand(sdk, action);
    if (newClient === undefined)
      return missing(`The package '${name}' has no client: install another version of it, ${OR_MOCK}.`);
    if (newCommand === undefined)
      return missing(`The package '${name}' has no action '${action}': check its spelling, install a newer version, ${OR_MOCK}.`);
    const shapes = operationShapes(schemaOf(new newCommand({})));
    if (shapes === undefined)
      return missing(`The package '${name}' is too old, its commands have no schemas: install a newer version, ${OR_MOCK}.`);

    const endpoint =
      endpointSet(packageName, reach) ?? (await endpointInProfile(asClient(new newClient({ region: 'us-east-1' }))));
    if (reach.tasks === 'endpoints' && endpoint === undefined) return missing(noEndpoint);

    const clientFor = async (region: string, roleArn: string | undefined): Promise<Client> => {
      const key = [packageName, region, roleArn].join(' ');
      const known = clients.get(key);
      if (known !== undefined) return known;
      const config = clientConfig(reach, endpoint, region, roleArn && credentialsOf(roleArn, region));
      const made = asClient(new newClient(config));
      const client =
        speaksHttp2(made) && config.isLocal
          ? asClient(new newClient({ ...config, requestHandler: await http1Handler(reach) }))
          : made;
      clients.set(key, client);
      return client;
    };
    const { serviceId } = (await clientFor('us-east-1', undefined)).config;
    const plainError = sdk[clientName.replace(/Client$/, 'ServiceException')];
    const send = async (input: JsonObject, { region, roleArn, signal, maxAnswerBytes }: SdkContext): Promise<SdkResult> => {
      const command = new newCommand(input);
      const seen = watch(command, maxAnswerBytes, reach);
      try {
        const output = asObject(await (await clientFor(region, roleArn)).send(command, { abortSignal: signal }));
        return { kind: 'answer', output, http: seen.http, requestId: requestIdOf(output), endpoint: seen.endpoint };
      } catch (error) {
        if (error instanceof AnswerTooLarge) throw error;
        const isModelled = typeof plainError === 'function' && error instanceof plainError && error.constructor !== plainError;
        return { kind: 'error', error, isModelled, endpoint: seen.endpoint };
      }
    };
    const operation: SdkOperation = { kind: 'operation', serviceId, ...shapes, send };
    found.set(`${packageName} ${action}`, operation);
    return operation;
  };
  const credentialsOf = createRoleCredentials(find);
  return { find, credentialsOf };
}

// A Map may call a thousand times at once; a call may take as long as the service lets it.
const handlerOptions = ({ lookup }: Reach) => {
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS, ...(lookup && { lookup }) };
  return { connectionTimeout: CONNECTION_TIMEOUT_MILLIS, httpAgent: agent, httpsAgent: agent };
};

/** Where the settings or the environment say that a service is. */
const endpointSet = (packageName: string, reach: Reach): string | undefined =>
  reach.endpointOf(packageName) ?? endpointVariables(packageName).flatMap((variable) => process.env[variable] || [])[0];

/** Where a profile in the SDK's files says that it is. */
const endpointInProfile = ({ config }: Client): Promise<string | undefined> =>
  (config.serviceConfiguredEndpoint?.() ?? Promise.resolve(undefined)).catch(() => undefined);

function clientConfig(reach: Reach, endpoint: string | undefined, region: string, credentials: unknown) {
  const isLocal = endpoint !== undefined;
  return {
    region,
    maxAttempts: 1,
    requestHandler: handlerOptions(reach),
    ...(credentials ? { credentials } : {}),
    // AWS: getObject does not ask for checksums — its results are recorded without any.
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Local servers are not found under the host names that AWS makes of buckets and the like, nor under that of a queue's URL.
    ...(isLocal ? { endpoint, forcePathStyle: true, disableHostPrefix: true, useQueueUrlAsEndpoint: false } : {}),
    isLocal,
  };
}

const speaksHttp2 = ({ config }: Client): boolean => {
  const metadata = isObject(config.requestHandler) ? config.requestHandler['metadata'] : undefined;
  return isObject(metadata) && metadata['handlerProtocol'] === 'h2';
};

/** Some services are called over HTTP/2, which local servers do not speak: this is the handler of the other clients. */
async function http1Handler(reach: Reach): Promise<unknown> {
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  return new SQSClient({ requestHandler: handlerOptions(reach) }).config.requestHandler;
}

/** Notes where a command goes and what HTTP answer it gets, of which it lets so many bytes through. */
function watch(command: object, maxBytes: number, reach: Reach): { endpoint: string | undefined; http: HttpAnswer } {
  const seen: { endpoint: string | undefined; http: HttpAnswer } = { endpoint: undefined, http: { statusCode: 0, headers: {} } };
  if (!hasMiddleware(command)) return seen;
  command.middlewareStack.add(
    (next) => async (args) => {
      seen.endpoint = endpointOf(args.request);
      // Where a request goes may be told by its parameters: a QueueUrl is an address.
      if (seen.endpoint !== undefined) reach.check(new URL(seen.endpoint));
      const result = await next(args);
      seen.http = httpAnswerOf(result.response) ?? seen.http;
      limitBody(result.response, maxBytes);
      return result;
    },
    { step: 'deserialize', name: 'keepHttpAnswer', priority: 'low' },
  );
  return seen;
}

/** Bytes are counted as they come: a client reads an answer to its end before anybody sees it. */
function limitBody(response: unknown, maxBytes: number): void {
  if (!Number.isFinite(maxBytes) || !isObject(response) || !(response['body'] instanceof Readable)) return;
  // What goes wrong is thrown where the result is read.
  Object.assign(response, { body: pipeline(response['body'], atMostBytes(maxBytes), () => {}) });
}

type Constructor = new (argument: object) => object;
type Next = (args: { request: unknown }) => Promise<{ response: unknown }>;
interface WithMiddleware {
  readonly middlewareStack: { readonly add: (middleware: (next: Next) => Next, options: object) => void };
}

const isConstructor = (value: unknown): value is Constructor => typeof value === 'function';
const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});
const hasMiddleware = (command: object): command is WithMiddleware => 'middlewareStack' in command;
const schemaOf = (command: object): unknown => ('schema' in command ? command.schema : undefined);

function findClient(sdk: JsonObject): [string, Constructor | undefined] {
  const [name = '', client] = Object.entries(sdk).find(([key]) => /^[A-Za-z0-9]+Client$/.test(key)) ?? [];
  return [name, isConstructor(client) ? client : undefined];
}

function findCommand(sdk: JsonObject, action: string): Constructor | undefined {
  const isNamed = (key: string) => /^[A-Z].*Command$/.test(key) && javaMethod(key.slice(0, -'Command'.length)) === action;
  const command = Object.entries(sdk).find(([key]) => isNamed(key))?.[1];
  return isConstructor(command) ? command : undefined;
}

function asClient(client: object): Client {
  if (!isClient(client)) throw new Error('A client of the SDK cannot send');
  return client;
}

const isClient = (client: object): client is Client =>
  'send' in client && typeof client.send === 'function' && 'config' in client && isObject(client.config);

function requestIdOf(output: JsonObject): string | undefined {
  const metadata = output['$metadata'];
  const requestId = isObject(metadata) ? metadata['requestId'] : undefined;
  return typeof requestId === 'string' ? requestId : undefined;
}
