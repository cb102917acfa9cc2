import type { Auth } from './authenticate.ts';
import { type CredentialSetting, CredentialsError, readCredentialSetting } from './credentials.ts';
import { readSecretSetting, type SecretSetting } from './secret-address.ts';

/** A setting, and what whoever set it calls it. */
export type FindSetting = (name: string) => { readonly label: string; readonly value: string } | undefined;

/**
 * Who gets in, by the settings; what is wrong with them is added to the problems, in a sentence.
 * Credentials close the door, and so does a deployed function without any: only an explicit `none` opens that one. SAM local runs a
 * template for the cloud on this machine, where it is open unless told otherwise.
 */
export const readAuth = (find: FindSetting, problems: string[]): Auth => {
  const samLocal = find('AWS_SAM_LOCAL')?.value === 'true';
  const deployed = find('AWS_LAMBDA_FUNCTION_NAME') !== undefined && !samLocal;
  const given = find('FAKE_SFN_AUTH');
  const credentials = find('FAKE_SFN_CREDENTIALS');
  const secret = find('FAKE_SFN_URL_SECRET');
  const byKeys = credentials !== undefined ? ['sigv4'] : [];
  const bySecret = secret !== undefined ? ['url'] : [];
  const closing = samLocal ? [] : [...byKeys, ...bySecret];
  const wanted = given?.value.split(',') ?? (closing.length > 0 ? closing : [deployed ? 'sigv4' : 'none']);
  if (given !== undefined && !['none', 'sigv4', 'url', 'sigv4,url', 'url,sigv4'].includes(given.value)) {
    problems.push(`${given.label} is ${JSON.stringify(given.value.slice(0, 200))}, but must be none, sigv4, url or sigv4,url.`);
    return { mode: 'closed', reason: 'FAKE_SFN_AUTH is wrong.' };
  }
  if (wanted.includes('none')) return { mode: 'none', exposed: deployed };
  // A function that fails to start answers with Lambda's own words, which say nothing: this one says what is wrong.
  const close = (reason: string): Auth => {
    if (!deployed) problems.push(reason);
    return { mode: 'closed', reason: `${reason} FAKE_SFN_AUTH=none would let everyone in.` };
  };
  const keys = wanted.includes('sigv4') ? readCredentials(credentials?.value) : undefined;
  if (typeof keys === 'string') return close(keys);
  const address = wanted.includes('url') ? readSecret(secret?.value) : undefined;
  if (typeof address === 'string') return close(address);
  if (address === undefined) return keys ? { mode: 'sigv4', credentials: keys } : close('Nobody could get in.');
  return { mode: 'url', secret: address, ...(keys ? { credentials: keys } : {}) };
};

/** The secret of the address, or a sentence about it that holds nothing of it. */
const readSecret = (value: string | undefined): SecretSetting | string => {
  if (value === undefined) return 'FAKE_SFN_URL_SECRET is not set: there is no address to know.';
  return orSentence('FAKE_SFN_URL_SECRET', () => readSecretSetting(value));
};

/** The credentials, or a sentence about them that holds nothing of theirs. */
const readCredentials = (value: string | undefined): CredentialSetting | string => {
  if (value === undefined) return 'FAKE_SFN_CREDENTIALS is not set: there is nothing to check signatures with.';
  return orSentence('FAKE_SFN_CREDENTIALS', () => readCredentialSetting(value));
};

const orSentence = <Value>(name: string, read: () => Value): Value | string => {
  try {
    return read();
  } catch (error) {
    if (error instanceof CredentialsError) return `${name} ${error.message}.`;
    throw error;
  }
};
