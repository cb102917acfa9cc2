import { isUtf8 } from 'node:buffer';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { MAX_ANSWER_BYTES } from '../answer-limit.ts';
import type { HttpHeader } from '../integration.ts';
import type { Reach } from '../reach.ts';

/** A request that a task makes of a web server. */
export interface HttpCall {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | undefined;
  /** Certificates (PEM) of who may vouch for the server, in place of those that the process trusts. */
  readonly ca?: string;
  readonly signal: AbortSignal;
  /** Where tasks may call. */
  readonly reach: Reach;
}

/** What the server answered. */
export interface HttpReply {
  readonly status: number;
  readonly statusText: string;
  /** As the server spells them, sorted by name. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** As they came. */
  readonly receivedHeaders: readonly HttpHeader[];
  readonly body: string;
  /** Whether there was more of the body than a task takes, and its end was not read. */
  readonly isCut: boolean;
  /** Whether the body is one: bytes that are no UTF-8 are replaced in it. */
  readonly isText: boolean;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** The URL of an endpoint without a scheme: https, but http for this machine, where nobody has certificates. */
export function endpointUrl(endpoint: string): URL {
  const url = new URL(/^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`);
  if (!endpoint.startsWith('http') && LOOPBACK.test(url.hostname)) return new URL(`http://${endpoint}`);
  return url;
}

/** Makes a request and reads the answer as text, up to MAX_ANSWER_BYTES; redirects are not followed. Rejects where there is no answer, with HostRefused and with NotAllowed. */
export function callHttp({ url, method, headers, body, ca, signal, reach }: HttpCall): Promise<HttpReply> {
  const { lookup } = reach;
  const request = url.protocol === 'http:' ? requestHttp : requestHttps;
  return new Promise((resolve, reject) => {
    reach.checkWeb(url);
    const outgoing = request(
      url,
      { method, headers: writable(headers, body), signal, ...(ca === undefined ? {} : { ca }), ...(lookup && { lookup }) },
      (incoming) => {
        const chunks: Buffer[] = [];
        let length = 0;
        const done = () => {
          const receivedHeaders = pairs(incoming.rawHeaders);
          const bytes = Buffer.concat(chunks);
          const isCut = length > MAX_ANSWER_BYTES;
          resolve({
            status: incoming.statusCode ?? 0,
            statusText: incoming.statusMessage ?? '',
            headers: sortedHeaders(receivedHeaders),
            receivedHeaders,
            body: bytes.toString('utf8'),
            isCut,
            // A character may be cut in two.
            isText: isCut || isUtf8(bytes),
          });
        };
        incoming.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length <= MAX_ANSWER_BYTES) chunks.push(chunk);
          else {
            done();
            outgoing.destroy();
          }
        });
        incoming.on('error', reject);
        incoming.on('end', done);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Node sends the body of a GET, HEAD, DELETE or OPTIONS without saying that there is one: its length is told here. */
const writable = (headers: HttpCall['headers'], body: string | undefined): Record<string, string | string[] | number> => ({
  ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]])),
  ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
});

const pairs = (raw: readonly string[]): HttpHeader[] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

/** AWS: sorted, ignoring case — recorded in test_invoke_with_body_post. */
function sortedHeaders(received: readonly HttpHeader[]): Record<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const [name, value] of received) headers.set(name, [...(headers.get(name) ?? []), value]);
  return Object.fromEntries([...headers].toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
}
