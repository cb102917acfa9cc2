import { readArn } from '#arn';
/** Who may sign, and for which account. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** 12 digits; without it the access key id or the settings tell. */
  readonly account?: string;
  /** What a temporary credential sends along; without it every signed token is welcome. */
  readonly sessionToken?: string;
}

/** Where in AWS something secret is kept. */
export interface Reference {
  readonly kind: 'reference';
  readonly service: 'secretsmanager' | 'ssm';
  readonly id: string;
  readonly region?: string;
}

/** Something secret as the settings hold it: written out, or where in AWS it is kept. */
export type Kept<Value> = { readonly kind: 'written'; readonly value: Value } | Reference;

/** Credentials as the settings hold them. */
export type CredentialSetting = Kept<readonly Credential[]>;

/** Credentials that cannot be used; the message is a sentence without a subject, and without anything secret. */
export class CredentialsError extends Error {}

/**
 * Reads `FAKE_SFN_CREDENTIALS`: credentials, or a reference to them (the ARN of a Secrets Manager secret or of an SSM parameter,
 * `ssm:/name`). Throws CredentialsError.
 */
export const readCredentialSetting = (value: string): CredentialSetting => readKept(value, parseCredentials);

/** Reads a reference to something secret, or what `parse` makes of the text. Throws CredentialsError. */
export const readKept = <Value>(value: string, parse: (text: string) => Value): Kept<Value> => {
  const text = value.trim();
  if (text.startsWith('ssm:')) return reference('ssm', text.slice('ssm:'.length));
  const { service, region } = readArn(text) ?? {};
  if (service === undefined) return { kind: 'written', value: parse(text) };
  if (service === 'secretsmanager' || service === 'ssm') return reference(service, text, region);
  throw new CredentialsError('is an ARN, but neither of a Secrets Manager secret nor of an SSM parameter');
};

const reference = (service: 'secretsmanager' | 'ssm', id: string, region = ''): Reference => {
  if (id === '') throw new CredentialsError('names no parameter behind "ssm:"');
  return { kind: 'reference', service, id, ...(region === '' ? {} : { region }) };
};

/**
 * Reads credentials: `AKID:secret[:account]`, several separated by commas, or JSON, an object or a list of
 * `{accessKeyId, secretAccessKey, account?, sessionToken?}`. Throws CredentialsError.
 */
export const parseCredentials = (value: string): readonly Credential[] => {
  const text = value.trim();
  const credentials = /^[[{]/.test(text) ? fromJson(text) : fromPairs(text);
  if (credentials.length === 0) throw new CredentialsError('holds no credential');
  const ids = new Set(credentials.map(({ accessKeyId }) => accessKeyId));
  if (ids.size < credentials.length) throw new CredentialsError('has two credentials with one access key id');
  return credentials;
};

const fromPairs = (text: string): Credential[] =>
  text.split(',').map((pair, index) => {
    const parts = pair.trim().split(':');
    if (parts.length > 3) {
      throw new CredentialsError(`has too many colons in credential ${index + 1}: secrets with a colon or a comma need JSON`);
    }
    const [accessKeyId, secretAccessKey, account] = parts;
    return credentialOf({ accessKeyId, secretAccessKey, account }, index);
  });

const fromJson = (text: string): Credential[] => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new CredentialsError('is not valid JSON'); // What the parser says quotes the text.
  }
  return [parsed].flat().map(credentialOf);
};

const credentialOf = (given: unknown, index: number): Credential => {
  const problem = (what: string): CredentialsError => new CredentialsError(`${what} in credential ${index + 1}`);
  if (typeof given !== 'object' || given === null) throw problem('has something that is no object');
  const read = (name: string): string | undefined => {
    const value: unknown = Reflect.get(given, name);
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') throw problem(`has a ${name} that is no text`);
    return value;
  };
  const accessKeyId = read('accessKeyId');
  const secretAccessKey = read('secretAccessKey');
  const account = read('account');
  const sessionToken = read('sessionToken');
  // AWS: an access key id is made of word characters — IAM API reference, AccessKey. A slash would break the credential's scope.
  if (accessKeyId === undefined || !/^[\w-]{1,128}$/.test(accessKeyId))
    throw problem('has no access key id (letters and digits)');
  if (secretAccessKey === undefined) throw problem('has no secret access key');
  if (account !== undefined && !/^\d{12}$/.test(account)) throw problem('has an account that is not 12 digits');
  return {
    accessKeyId,
    secretAccessKey,
    ...(account === undefined ? {} : { account }),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
};
