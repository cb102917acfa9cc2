import type { SignatureV4 } from '@smithy/signature-v4';
import type { RoleCredentials } from '../sdk/assume-role.ts';
import type { HttpCall } from './http-call.ts';

/** Who signs, and what the signature holds for. */
export interface SigningScope {
  /** As signatures name it: `execute-api`. */
  readonly service: string;
  readonly region: string;
  /** Sign in this role; otherwise with the credentials of this process, which stand for the role of the state machine. */
  readonly roleArn: string | undefined;
}

/** Signs requests that no client of the SDK makes. Both reject where there are no credentials: `credentialsFailure` tells why. */
export interface Signing {
  /** The headers to send a request with, its own among them, lists as one text. */
  readonly sign: (
    request: Pick<HttpCall, 'url' | 'method' | 'headers' | 'body'>,
    scope: SigningScope,
  ) => Promise<Record<string, string>>;
  /** The address of a GET with the signature in its query. It holds with these headers only. */
  readonly presign: (
    request: { readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly expiresInSeconds: number },
    scope: SigningScope,
  ) => Promise<string>;
}

type Defaults = Pick<ConstructorParameters<typeof SignatureV4>[0], 'credentials' | 'sha256'>;

/**
 * Signature Version 4 by AWS's own library; it is loaded with the first signature, since most functions never make one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function createSigning(credentialsOf: RoleCredentials): Signing {
  let defaults: Promise<Defaults> | undefined;
  const signer = async ({ service, region, roleArn }: SigningScope): Promise<SignatureV4> => {
    defaults ??= clientDefaults();
    const { SignatureV4 } = await import('@smithy/signature-v4');
    const { credentials, sha256 } = await defaults;
    return new SignatureV4({ service, region, sha256, credentials: roleArn ? credentialsOf(roleArn, region) : credentials });
  };
  return {
    async sign({ url, method, headers, body }, scope) {
      const unsigned = Object.entries(headers).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value.join(','),
      ]);
      const request = { ...addressOf(url), method, headers: { ...Object.fromEntries(unsigned), host: url.host }, body };
      return (await (await signer(scope)).sign(request)).headers;
    },
    async presign({ url, headers, expiresInSeconds }, scope) {
      const request = { ...addressOf(url), method: 'GET', headers: { ...headers, host: url.host } };
      const { query } = await (await signer(scope)).presign(request, { expiresIn: expiresInSeconds });
      const signed = new URL(url);
      for (const [name, value] of Object.entries(query ?? {})) signed.searchParams.set(name, String(value));
      return signed.href;
    },
  };
}

/** Where any client of the SDK would look for credentials: the environment, files, the container, the instance. */
async function clientDefaults(): Promise<Defaults> {
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  const { credentials, sha256 } = new SQSClient({ region: 'us-east-1' }).config;
  return { credentials, sha256 };
}

function addressOf(url: URL) {
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  return { protocol: url.protocol, hostname: url.hostname, path: url.pathname, query };
}

const HOST = /\.(?<region>[a-z]+(?:-[a-z]+)+-\d+)\.(?:eks\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;

/** The region that AWS's host names of APIs and clusters tell: `a1b2.execute-api.eu-west-1.amazonaws.com`. */
export const regionOfHost = (hostname: string): string | undefined => HOST.exec(hostname)?.groups?.['region'];
