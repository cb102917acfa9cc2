import { StorageTrouble } from '../storage.ts';
import { NoAnswer } from './patience.ts';

/** How DynamoDB says that there are too many requests — DynamoDB developer guide, Error handling. */
const THROTTLED = new Set([
  'ThrottlingException',
  'ThrottlingError',
  'ProvisionedThroughputExceededException',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'LimitExceededException',
]);

/** What stays as it is until somebody does something about it. */
const REFUSED: Readonly<Record<string, string>> = {
  AccessDeniedException: 'the role of this process must be allowed to use it',
  UnrecognizedClientException: 'it does not know the credentials of this process',
  ExpiredTokenException: 'the credentials of this process have expired',
  InvalidSignatureException: 'it does not accept the credentials of this process',
  CredentialsProviderError: 'this process has no credentials',
  ResourceNotFoundException: 'there is no such table',
};

/** How requests fail that find nobody, or whose answer never comes. */
const UNANSWERED = /^(TimeoutError|AbortError|E[A-Z_]+)$/;

/** What is wrong with the table, where that is what the error is about; else the error as it is: a mistake of ours. */
export function troubleWith(table: string, error: unknown): unknown {
  const store = `The DynamoDB table "${table}", which keeps the state of this fake,`;
  const trouble = (what: string, isThrottled = false) => new StorageTrouble(`${store} ${what}`, isThrottled, { cause: error });
  if (error instanceof NoAnswer) return trouble('does not answer: try again.');
  if (!(error instanceof Error)) return error;
  const reasons = 'CancellationReasons' in error && Array.isArray(error.CancellationReasons) ? error.CancellationReasons : [];
  const names: readonly unknown[] = [error.name, ...reasons.map((reason: { readonly Code?: unknown }) => reason.Code)];
  if (names.some((name) => typeof name === 'string' && THROTTLED.has(name)))
    return trouble('has more requests than it takes: try again.', true);
  const refusal = REFUSED[error.name];
  if (refusal !== undefined) return trouble(`cannot be used: ${refusal}.`);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (UNANSWERED.test(code)) return trouble('cannot be reached: try again.');
  if (reasons.length > 0 || isServerFault(error)) return trouble(`is in trouble (${error.name}): try again.`);
  return error;
}

const isServerFault = (error: Error): boolean =>
  ('$fault' in error && error.$fault === 'server') || error.name === 'TransactionInProgressException';
