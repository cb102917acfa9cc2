import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A request that a task makes of a web server. */
export interface HttpCall {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | undefined;
  /** Certificates (PEM) of who may vouch for the server, in place of those that the process trusts. */
  readonly ca?: string;
  readonly signal: AbortSignal;
}

/** What the server answered. */
export interface HttpReply {
  readonly status: number;
  readonly statusText: string;
  /** As the server spells them, sorted by name. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** The URL of an endpoint without a scheme: https, but http for this machine, where nobody has certificates. */
export function endpointUrl(endpoint: string): URL {
  const url = new URL(/^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`);
  if (!endpoint.startsWith('http') && LOOPBACK.test(url.hostname)) return new URL(`http://${endpoint}`);
  return url;
}

/** Makes a request and reads the whole answer as text; redirects are not followed. Rejects where there is no answer. */
export function callHttp({ url, method, headers, body, ca, signal }: HttpCall): Promise<HttpReply> {
  const request = url.protocol === 'http:' ? requestHttp : requestHttps;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method, headers: writable(headers), signal, ...(ca === undefined ? {} : { ca }) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            statusText: incoming.statusMessage ?? '',
            headers: sortedHeaders(incoming.rawHeaders),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const writable = (headers: HttpCall['headers']): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]));

/** AWS: sorted, ignoring case — recorded in test_invoke_with_body_post. */
function sortedHeaders(raw: readonly string[]): Record<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    headers.set(name, [...(headers.get(name) ?? []), raw[index + 1] ?? '']);
  }
  return Object.fromEntries([...headers].toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
}
