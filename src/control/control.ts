import type { HttpRequest, HttpResponse } from '#http/api-gateway.ts';

const PREFIX = '/_fake/';

/** Answers `/_fake/…`, behind whatever stage or base path it comes (`/prod/_fake/health`); undefined for every other path. */
export const control = async (request: HttpRequest): Promise<HttpResponse | undefined> => {
  const start = request.path.indexOf(PREFIX);
  if (start < 0) return undefined;
  const name = request.path.slice(start + PREFIX.length);
  if (name !== 'health') return json(404, { message: `There is no ${PREFIX}${name}.` });
  if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { message: `Use GET for ${PREFIX}health.` });
  return json(200, { status: 'ok' });
};

const json = (status: number, body: object): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
