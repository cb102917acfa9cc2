import { MAX_ANSWER_BYTES } from '../answer-limit.ts';
import { reasonOf } from '../reason.ts';
import type { FindOperation } from './sdk-client.ts';

/** Credentials as AWS's clients take them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Gives the provider of the credentials of a role; it asks STS in that region. The provider throws RoleNotAssumed. */
export type RoleCredentials = (roleArn: string, region: string) => () => Promise<Credentials>;

/** A role could not be assumed; the message says why. */
export class RoleNotAssumed extends Error {
  override readonly name = 'RoleNotAssumed';
  /** What the task fails with. */
  readonly error: 'States.TaskFailed' | 'States.Runtime';
  constructor(message: string, error: 'States.TaskFailed' | 'States.Runtime' = 'States.TaskFailed') {
    super(message);
    this.error = error;
  }
}

/** How long before their end credentials are no longer used, in milliseconds. */
const MARGIN_MILLIS = 5 * 60_000;
/** How long STS may take, in milliseconds: the credentials are for all calls in the role, not for one of them that may be given up. */
const TIMEOUT_MILLIS = 10_000;

/** Assumes roles through STS; credentials are kept until shortly before they expire. */
export function createRoleCredentials(find: FindOperation): RoleCredentials {
  const kept = new Map<string, Promise<Credentials>>();
  return (roleArn, region) => async () => {
    const key = `${region} ${roleArn}`;
    const known = await kept.get(key)?.catch(() => undefined);
    if (known !== undefined && isFresh(known)) return known;
    const asked = assumeRole(find, roleArn, region);
    kept.set(key, asked);
    return await asked;
  };
}

const isFresh = ({ expiration }: Credentials): boolean =>
  expiration === undefined || expiration.getTime() - MARGIN_MILLIS > Date.now();

async function assumeRole(find: FindOperation, roleArn: string, region: string): Promise<Credentials> {
  const refuse = (reason: string, error?: 'States.Runtime'): never => {
    throw new RoleNotAssumed(`The role '${roleArn}' (Credentials) could not be assumed: ${reason}`, error);
  };
  const operation = await find('sts', 'assumeRole');
  if (operation.kind === 'missing') return refuse(operation.cause, 'States.Runtime');
  const signal = AbortSignal.timeout(TIMEOUT_MILLIS);
  const context = { region, roleArn: undefined, signal, maxAnswerBytes: MAX_ANSWER_BYTES };
  const result = await operation.send({ RoleArn: roleArn, RoleSessionName: 'fake-sfn' }, context);
  if (result.kind === 'error') {
    return refuse(
      `${reasonOf(result.error)}; the endpoint of STS is ${result.endpoint}: AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL sets it.`,
    );
  }
  return readCredentials(result.output['Credentials']) ?? refuse('STS answered without credentials.');
}

function readCredentials(given: unknown): Credentials | undefined {
  if (typeof given !== 'object' || given === null || !('AccessKeyId' in given) || !('SecretAccessKey' in given)) return undefined;
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = given;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  return {
    accessKeyId,
    secretAccessKey,
    ...('SessionToken' in given && typeof given.SessionToken === 'string' ? { sessionToken: given.SessionToken } : {}),
    ...('Expiration' in given && given.Expiration instanceof Date ? { expiration: given.Expiration } : {}),
  };
}
