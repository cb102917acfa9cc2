import { SfnError } from '#api/errors.ts';
import { loadPackage } from '#load-package';
import type { Log } from '#log';
import { type Credential, type CredentialSetting, type Kept, parseCredentials, type Reference } from './credentials.ts';

/** The credentials of now, by access key id. Throws ServiceUnavailable where they cannot be read. */
export type CredentialSource = () => Promise<ReadonlyMap<string, Credential>>;

/** What a source that reads from AWS needs. */
export interface CredentialSourceParts {
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Imports a package of the AWS SDK, which only those pay for who keep their credentials in AWS. */
  readonly importPackage?: (name: string) => Promise<unknown>;
}

/** How long credentials from AWS are used before they are read again: a rotated secret works, and a revoked one ends, within it. */
const FRESH_MILLIS = 5 * 60_000;

/** How long nothing is read after a failure: strangers can call, but not make the function call AWS each time. */
const RETRY_MILLIS = 10_000;

/** Makes a source of the credentials that the settings hold or refer to; where reading again fails, those read before stay in use. */
export const createCredentialSource = (setting: CredentialSetting, parts: CredentialSourceParts): CredentialSource =>
  createSecretSource('FAKE_SFN_CREDENTIALS', setting, (text) => byAccessKeyId(parseCredentials(text)), byAccessKeyId, parts);

/** What something secret is now. Throws ServiceUnavailable where it cannot be read. */
export type SecretSource<Value> = () => Promise<Value>;

/** The same for anything secret: `parse` reads what AWS keeps, `take` what the setting itself holds. */
export const createSecretSource = <Written, Value>(
  name: string,
  setting: Kept<Written>,
  parse: (text: string) => Value,
  take: (written: Written) => Value,
  parts: CredentialSourceParts,
): SecretSource<Value> => {
  if (setting.kind === 'written') {
    const value = take(setting.value);
    return async () => value;
  }
  const { log, now } = parts;
  let known: { readonly value: Value } | undefined;
  let reading: Promise<void> | undefined;
  let nextReadAt = Number.NEGATIVE_INFINITY;
  const readAgain = async (): Promise<void> => {
    try {
      known = { value: parse(await fetchText(setting, parts)) };
      nextReadAt = now() + FRESH_MILLIS;
    } catch (error) {
      nextReadAt = now() + RETRY_MILLIS;
      log({ level: 'ERROR', message: `${name} refers to ${setting.id}, which ${describe(error)}.` });
    } finally {
      reading = undefined;
    }
  };
  return async () => {
    if (now() >= nextReadAt) {
      reading ??= readAgain();
      await reading;
    }
    if (known === undefined) throw unreadable(name);
    return known.value;
  };
};

const byAccessKeyId = (credentials: readonly Credential[]): ReadonlyMap<string, Credential> =>
  new Map(credentials.map((credential) => [credential.accessKeyId, credential]));

const fetchText = async (
  { service, id, region }: Reference,
  { importPackage = (name) => loadPackage<unknown>(name, () => import(name)) }: CredentialSourceParts,
): Promise<string> => {
  const { packageName, clientName, commandName, input, path } =
    service === 'ssm'
      ? {
          packageName: '@aws-sdk/client-ssm',
          clientName: 'SSMClient',
          commandName: 'GetParameterCommand',
          input: { Name: id, WithDecryption: true },
          path: ['Parameter', 'Value'],
        }
      : {
          packageName: '@aws-sdk/client-secrets-manager',
          clientName: 'SecretsManagerClient',
          commandName: 'GetSecretValueCommand',
          input: { SecretId: id },
          path: ['SecretString'],
        };
  const sdk = await importPackage(packageName).catch((error: unknown) => {
    throw new Error(`needs the package ${packageName}, which cannot be loaded (${firstLine(error)}): install it`);
  });
  const client = construct(sdk, clientName, region === undefined ? {} : { region });
  const send = member(client, 'send');
  if (typeof send !== 'function') throw new Error(`needs a ${clientName} that can send`);
  const answer: unknown = await Reflect.apply(send, client, [construct(sdk, commandName, input)]);
  const text = path.reduce(member, answer);
  if (typeof text !== 'string') throw new Error('holds no text');
  return text;
};

/** The SDK's packages are not there at compile time everywhere, and so have no types here. */
const construct = (sdk: unknown, name: string, input: object): unknown => {
  const made = member(sdk, name);
  if (typeof made !== 'function') throw new Error(`needs ${name}, which the installed package of the AWS SDK does not have`);
  return Reflect.construct(made, [input]);
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** AWS's own errors have a name of their own, ours are sentences without a subject. */
const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return 'cannot be read';
  return error.name === 'Error' ? error.message : `cannot be read (${error.name}: ${error.message})`;
};

const firstLine = (error: unknown): string => String(error).split('\n')[0] ?? '';

/** Says no more than a stranger may know: AWS's messages name accounts and roles. */
const unreadable = (name: string): SfnError =>
  new SfnError(
    'ServiceUnavailable',
    `The secret that ${name} refers to cannot be read: the log of this function says why.`,
    {},
    503,
  );
