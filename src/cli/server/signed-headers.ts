import { quietSdk } from '../quiet-sdk.ts';
import type { Asker, Sending } from './server.ts';

/**
 * The headers of a request, signed where there are credentials, or where the asker says for whom: a fake that checks no signatures takes
 * the account and the region from what the request claims.
 */
export async function signedHeaders(url: URL, { method, headers, body }: Sending, asker: Asker): Promise<Record<string, string>> {
  const { env, account, region } = asker;
  if (!hasCredentials(env) && account === undefined && region === undefined) return { ...headers };
  const isPretended = account !== undefined || !hasCredentials(env);
  // The client knows where credentials are found, and how to hash. It is loaded for this alone: most commands of a day sign nothing.
  quietSdk();
  const [{ SignatureV4 }, { SQSClient }] = await Promise.all([import('@smithy/signature-v4'), import('@aws-sdk/client-sqs')]);
  const { credentials, sha256 } = new SQSClient({
    region: region ?? 'us-east-1',
    ...(isPretended && { credentials: { accessKeyId: account ?? 'fake-sfn', secretAccessKey: 'none' } }),
  }).config;
  const signer = new SignatureV4({ service: 'states', region: region ?? 'us-east-1', credentials, sha256 });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    ...(body !== undefined && { body }),
  });
  return signed.headers;
}

/** Whether the environment says with which credentials to sign. */
export const hasCredentials = (env: Asker['env']): boolean => [env['AWS_ACCESS_KEY_ID'], env['AWS_PROFILE']].some(Boolean);
