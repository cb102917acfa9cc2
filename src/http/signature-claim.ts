import { createHash } from 'node:crypto';
import { SfnError } from '#api/errors.ts';
import type { HttpRequest } from './api-gateway.ts';

/** What a request says about its signature; nothing of it is verified. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** The scope's date, `20260101`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** `aws4_request` */
  readonly terminator: string;
  /** As the client names them, in its order. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260101T000000Z` */
  readonly timestamp: string;
  /** Only of presigned requests: how long they hold. */
  readonly expiresSeconds?: number;
  /** The query as it is signed, decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** AWS: what a presigned request has in its query — IAM user guide, Authenticating requests. */
const PRESIGNED = ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date', 'Expires'];

/** AWS: a presigned request holds a week at most — IAM user guide, "Elements of an AWS API request signature". */
const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Reads the claim of an `Authorization` header, else of a presigned query.
 * Throws MissingAuthenticationTokenException for neither and IncompleteSignatureException for a half one.
 */
export const readSignatureClaim = (request: HttpRequest): SignatureClaim => {
  const query = parseQuery(request.query);
  const authorization = request.headers.get('authorization');
  if (authorization !== undefined && authorization !== '') return fromHeader(authorization, request, query);
  if (query.some(([name]) => /^X-Amz-(Algorithm|Credential|Signature)$/.test(name))) return fromQuery(query);
  throw new SfnError('MissingAuthenticationTokenException', 'Missing Authentication Token');
};

// AWS: the sentences about headers as API Gateway and the AWS JSON services answer them; in its newer ones, the header is hashed.
const fromHeader = (authorization: string, { headers }: HttpRequest, query: SignatureClaim['query']): SignatureClaim => {
  const [algorithm = '', ...rest] = authorization.trim().split(/\s+/);
  const fields = new Map<string, string>();
  const pairs = algorithm === ALGORITHM ? rest.join(' ').split(',') : [];
  for (const pair of pairs.filter((each) => each !== '')) {
    const [, name, value] = /^\s*(\w+)=(.*?)\s*$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      throw incomplete(
        `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed(authorization)}'.`,
      );
    }
    if (fields.has(name)) throw incomplete(`Authorization header has more than one '${name}' parameter.`); // (inferred)
    fields.set(name, value);
  }
  const time = headers.get('x-amz-date') ?? headers.get('date');
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !fields.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (time === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  const [credential, signature, signedHeaders] = [fields.get('Credential'), fields.get('Signature'), fields.get('SignedHeaders')];
  if (missing.length > 0 || !credential || !signature || !signedHeaders || time === undefined) {
    missing.push(`(Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(authorization)}`);
    throw incomplete(missing.join(' '));
  }
  const timestamp = headers.has('x-amz-date') ? time : basicFormat(Date.parse(time));
  return { ...scopeOf(credential), ...signed(signedHeaders, signature, timestamp), query };
};

const fromQuery = (query: SignatureClaim['query']): SignatureClaim => {
  const fields = new Map(query);
  const read = (name: string): string => fields.get(`X-Amz-${name}`) ?? '';
  const twice = PRESIGNED.find((name) => query.filter(([given]) => given === `X-Amz-${name}`).length > 1);
  if (twice !== undefined) throw incomplete(`AWS query-string parameters include 'X-Amz-${twice}' more than once.`); // (inferred)
  const missing = PRESIGNED.filter((name) => read(name) === '').map(
    (name) => `AWS query-string parameters must include 'X-Amz-${name}'. `,
  );
  if (missing.length > 0) throw incomplete(`${missing.join('')}Re-examine the query-string parameters.`);
  if (read('Algorithm') !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': '${read('Algorithm')}'.`);
  return {
    ...scopeOf(read('Credential')),
    ...signed(read('SignedHeaders'), read('Signature'), read('Date')),
    expiresSeconds: readExpires(read('Expires')),
    query: query.filter(([name]) => name !== 'X-Amz-Signature'),
  };
};

const scopeOf = (credential: string): Pick<SignatureClaim, 'accessKeyId' | 'date' | 'region' | 'service' | 'terminator'> => {
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || !terminator || more.length > 0) {
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  return { accessKeyId, date, region, service, terminator };
};

const signed = (signedHeaders: string, signature: string, timestamp: string) => {
  if (Number.isNaN(epochMillisOf(timestamp))) {
    throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601`);
  }
  return { signedHeaders: signedHeaders.split(';'), signature, timestamp };
};

/** The sentences are S3's; other services are not documented (inferred). */
const readExpires = (text: string): number => {
  if (!/^-?\d+$/.test(text)) throw incomplete('X-Amz-Expires should be a number');
  if (text.startsWith('-')) throw incomplete('X-Amz-Expires must be non-negative');
  if (Number(text) > MAX_EXPIRES_SECONDS) {
    throw incomplete(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${MAX_EXPIRES_SECONDS} seconds`,
    );
  }
  return Number(text);
};

const incomplete = (message: string): SfnError => new SfnError('IncompleteSignatureException', message);

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64');

/** A plus is a plus: SigV4 knows no other encoding than percents. */
const parseQuery = (query: string): SignatureClaim['query'] =>
  query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Epoch milliseconds of `20260101T000000Z`; NaN for any other text. */
export const epochMillisOf = (timestamp: string): number => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

/** `20260101T000000Z`; empty for a time that is none. */
export const basicFormat = (epochMillis: number): string =>
  Math.abs(epochMillis) <= 8.64e15 ? new Date(epochMillis).toISOString().replace(/[-:]|\.\d+/g, '') : '';
