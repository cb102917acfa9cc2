import { timingSafeEqual } from 'node:crypto';
import { SfnError } from '#api/errors.ts';
import type { HttpRequest } from './api-gateway.ts';
import type { CredentialScope } from './credential-scope.ts';
import { type CredentialSourceParts, createCredentialSource, createSecretSource } from './credential-source.ts';
import type { Credential, CredentialSetting } from './credentials.ts';
import { knowsSecret, parseSecret, type SecretSetting } from './secret-address.ts';
import { basicFormat, epochMillisOf, readSignatureClaim, type SignatureClaim } from './signature-claim.ts';
import { type SignedParts, sha256, signatureOf } from './sigv4.ts';

/** Who gets in. */
export type Auth =
  /** Everyone; `exposed` where strangers can reach this. */
  | { readonly mode: 'none'; readonly exposed: boolean }
  /** Whoever signs with one of the credentials. */
  | { readonly mode: 'sigv4'; readonly credentials: CredentialSetting }
  /** Whoever knows the secret of the address, and, where there are credentials, whoever signs with one of them. */
  | { readonly mode: 'url'; readonly secret: SecretSetting; readonly credentials?: CredentialSetting }
  /** No one, for a reason that is a sentence. */
  | { readonly mode: 'closed'; readonly reason: string };

/** Who signed a request, verified. */
export interface Signer extends CredentialScope {
  /** 12 digits, where the credential has one. */
  readonly account?: string;
}

/** Tells who signed a request; undefined for what is open to all. Throws AWS's errors. */
export type Authenticate = (request: HttpRequest) => Promise<Signer | undefined>;

const SERVICE = 'states';

/** AWS: Step Functions takes requests for five minutes — aws-sdk-js-v3 issue 7135; and clocks may differ as much. */
const SKEW_MINUTES = 5;

/** Makes the check that the settings ask for, and logs what its owner must know; undefined lets everyone in. */
export const createAuthenticate = async (auth: Auth, parts: CredentialSourceParts): Promise<Authenticate | undefined> => {
  if (auth.mode === 'none') {
    if (auth.exposed) {
      parts.log({
        level: 'WARN',
        message: 'FAKE_SFN_AUTH is "none": whoever knows the address of this function can use it, and its role.',
      });
    }
    return undefined;
  }
  if (auth.mode === 'closed') {
    parts.log({ level: 'ERROR', message: `Every request is refused. ${auth.reason}` });
    return () => Promise.reject(new SfnError('AccessDeniedException', auth.reason, {}, 403));
  }
  const credentials = auth.credentials && createCredentialSource(auth.credentials, parts);
  const secret =
    auth.mode === 'url'
      ? createSecretSource('FAKE_SFN_URL_SECRET', auth.secret, parseSecret, (written) => written, parts)
      : undefined;
  // What is kept in AWS is read in the cold start; where that fails, the source has logged it, and a request tries again.
  await Promise.allSettled([credentials?.(), secret?.()]);
  return async (request) => {
    if (isHealthCheck(request)) return undefined;
    if (secret && knowsSecret(request, await secret())) return undefined;
    if (!credentials) throw wrongAddress();
    return verify(request, await credentials(), parts.now());
  };
};

/** The same for a wrong secret, half of one, and none. */
const wrongAddress = (): SfnError =>
  new SfnError('AccessDeniedException', 'This is not the address of this fake: it ends with /k/ and a secret.', {}, 403);

/** Load balancers and deployments ask for it, and cannot sign. It tells nothing but that someone is there. */
const isHealthCheck = ({ method, path }: HttpRequest): boolean => {
  const start = path.indexOf('/_fake/');
  return (method === 'GET' || method === 'HEAD') && start >= 0 && path.slice(start) === '/_fake/health';
};

/** The order of the checks is a guess, but for a half signature, which comes first (inferred). */
const verify = (request: HttpRequest, credentials: ReadonlyMap<string, Credential>, now: number): Signer => {
  const claim = readSignatureClaim(request);
  const credential = credentials.get(claim.accessKeyId);
  if (credential === undefined || !hasToken(credential, request, claim)) {
    throw new SfnError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  checkScope(claim);
  checkTime(claim, now);
  checkSignedHeaders(request, claim);
  if (!isSignedWith(credential.secretAccessKey, request, claim)) throw mismatch();
  const { accessKeyId, account } = credential;
  return { accessKeyId, region: claim.region, ...(account === undefined ? {} : { account }) };
};

const hasToken = ({ sessionToken }: Credential, { headers }: HttpRequest, { query }: SignatureClaim): boolean => {
  if (sessionToken === undefined) return true;
  return isEqual(sessionToken, headers.get('x-amz-security-token') ?? new Map(query).get('X-Amz-Security-Token') ?? '');
};

/** AWS: one sentence for everything that is wrong, each with a space behind it — seen from several AWS JSON services. */
const checkScope = ({ region, service, terminator, date, timestamp }: SignatureClaim): void => {
  const day = timestamp.slice(0, 8);
  const problems = [
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(region) ? '' : `Credential should be scoped to a valid region, not '${region}'. `,
    service === SERVICE ? '' : `Credential should be scoped to correct service: '${SERVICE}'. `,
    terminator === 'aws4_request'
      ? ''
      : `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
    date === day
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${day}', from '${timestamp}'. `,
  ];
  if (problems.some((problem) => problem !== '')) throw invalid(problems.join(''));
};

/** The sentence for a presigned request is the same with its own time; that of seconds that make no minutes is a guess (inferred). */
const checkTime = ({ timestamp, expiresSeconds }: SignatureClaim, now: number): void => {
  const signedAt = epochMillisOf(timestamp);
  const seconds = expiresSeconds ?? SKEW_MINUTES * 60;
  const earliest = now - seconds * 1000;
  if (signedAt < earliest) {
    const span = seconds % 60 === 0 ? `${seconds / 60} min.` : `${seconds} sec.`;
    throw invalid(`Signature expired: ${timestamp} is now earlier than ${basicFormat(earliest)} (${basicFormat(now)} - ${span})`);
  }
  const latest = now + SKEW_MINUTES * 60_000;
  if (signedAt > latest) {
    const span = `${SKEW_MINUTES} min.`;
    throw invalid(
      `Signature not yet current: ${timestamp} is still later than ${basicFormat(latest)} (${basicFormat(now)} + ${span})`,
    );
  }
};

/** What decides about the action must be signed. All of the query is; presigning clients move headers there. */
const checkSignedHeaders = ({ headers }: HttpRequest, { signedHeaders, query }: SignatureClaim): void => {
  // AWS: names in SignedHeaders are in small letters — IAM user guide, Create a signed request. Others are not in what it signs.
  if (signedHeaders.some((name) => name !== name.toLowerCase())) throw mismatch();
  if (!signedHeaders.includes('host')) {
    throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  for (const name of ['x-amz-target', 'x-amz-security-token']) {
    const value = headers.get(name);
    if (value === undefined || signedHeaders.includes(name)) continue;
    if (query.some((pair) => pair[0].toLowerCase() === name && pair[1] === value)) continue;
    throw invalid(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`); // In the words of the one above (inferred).
  }
};

const isSignedWith = (secretAccessKey: string, request: HttpRequest, claim: SignatureClaim): boolean => {
  const { method, headers, body } = request;
  if (body === undefined) return false; // Not UTF-8: no client signs that for this service.
  const bodyHash = sha256(body);
  if ((headers.get('x-amz-content-sha256') ?? bodyHash) !== bodyHash) return false;
  const signed: Omit<SignedParts, 'path'> = {
    method,
    query: claim.query,
    headers: claim.signedHeaders.map((name) => [name, headers.get(name) ?? impliedHeader(name, body)]),
    bodyHash,
  };
  return clientPaths(request).some((path) => isEqual(signatureOf(secretAccessKey, claim, { ...signed, path }), claim.signature));
};

/** REST APIs keep the length to themselves; the hash has shown that the body is the client's. */
const impliedHeader = (name: string, body: string): string => (name === 'content-length' ? String(Buffer.byteLength(body)) : '');

/**
 * What the path may have been when the client signed it, likeliest first: gateways add a stage behind a custom domain and drop it on
 * their own, and treat the last slash as nothing. The path decides about nothing, so that a second guess does no harm.
 */
const clientPaths = ({ sentPath, path, stage }: HttpRequest): string[] => {
  const prefix = `/${stage}`;
  const isStaged = sentPath === prefix || sentPath.startsWith(`${prefix}/`);
  const paths = [sentPath, path, isStaged ? sentPath.slice(prefix.length) || '/' : `${prefix}${sentPath}`];
  return [...new Set(paths.flatMap((each) => [each, each.endsWith('/') ? each.slice(0, -1) : `${each}/`]))];
};

const isEqual = (expected: string, given: string): boolean => {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const invalid = (message: string): SfnError => new SfnError('InvalidSignatureException', message);

const mismatch = (): SfnError =>
  invalid(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
