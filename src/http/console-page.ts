import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { HttpRequest, HttpResponse } from './api-gateway.ts';
import type { ConsoleAsked } from './console-address.ts';

/** The built console lies beside the program: src/console/build.mjs. Each file is kept compressed. */
const FOLDER = new URL('./console/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The page holds no data: what it shows it asks the API for, as closed as that is, and from nowhere else. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers with a file of the console, or leads there. */
export async function consolePage(asked: ConsoleAsked, request: HttpRequest): Promise<HttpResponse> {
  if ('leadTo' in asked) return text(302, '', { location: asked.leadTo });
  const name = asked.file === '' ? 'index.html' : asked.file;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  const bytes = type !== undefined && /^[\w-]+(\.[\w-]+)*$/.test(name) ? await fileOf(name) : undefined;
  if (type === undefined || bytes === undefined)
    return asked.file === ''
      ? text(404, 'The console has not been built: npm run build.')
      : text(404, 'The console has no such file.');
  const headers = {
    'content-type': type,
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    // Every file but the first is named by what is in it.
    'cache-control': name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
  };
  const takesGzip = request.takesBytes && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  if (!takesGzip) return { status: 200, headers, body: gunzipSync(bytes).toString('utf8') };
  return {
    status: 200,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: bytes.toString('base64'),
    isBase64Encoded: true,
  };
}

const fileOf = (name: string): Promise<Buffer | undefined> => readFile(new URL(`${name}.gz`, FOLDER)).catch(() => undefined);

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body,
});
