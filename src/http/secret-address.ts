import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './api-gateway.ts';
import { CredentialsError, type Kept, readKept } from './credentials.ts';

/** The secret of an address, written out, or where in AWS it is kept. */
export type SecretSetting = Kept<string>;

/** An address with a secret has it behind this, behind whatever stage: `/prod/k/<secret>/`. */
const PLACE = /\/k\/([^/]*)/;

/** Reads `FAKE_SFN_URL_SECRET`: the secret, or a reference to it as `FAKE_SFN_CREDENTIALS` takes. Throws CredentialsError. */
export const readSecretSetting = (value: string): SecretSetting => readKept(value, parseSecret);

/** A secret that nobody guesses and that stands in a path as it is. Throws CredentialsError. */
export const parseSecret = (value: string): string => {
  const text = value.trim();
  if (!/^[\w-]{32,256}$/.test(text)) throw new CredentialsError('is not a secret of 32 to 256 letters, digits, "-" and "_"');
  return text;
};

/** Whether the request came by the address with this secret; what is asked takes as long for any secret. */
export const knowsSecret = ({ path }: HttpRequest, secret: string): boolean =>
  timingSafeEqual(digest(PLACE.exec(path)?.[1] ?? ''), digest(secret));

/** The request as the rest of the house sees it: without a secret, right or wrong, for nobody to write down. */
export const withoutSecret = (request: HttpRequest): HttpRequest =>
  PLACE.test(request.path) ? { ...request, path: hide(request.path), sentPath: hide(request.sentPath) } : request;

const hide = (path: string): string => path.replace(PLACE, '') || '/';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
