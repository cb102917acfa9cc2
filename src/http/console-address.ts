import type { HttpRequest } from './api-gateway.ts';

/** What a browser asks for of the console: one of its files, or the way there. */
export type ConsoleAsked = { readonly file: string } | { readonly leadTo: string };

const FOLDER = '/console';

/**
 * What of the console a request asks for, behind whatever stage or secret; undefined for everything else. Who looks at the address itself is
 * led there: by the last part of the path, since only the browser knows what stands before it.
 */
export function consoleAsked({ method, path, sentPath, headers }: HttpRequest): ConsoleAsked | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const start = path.lastIndexOf(`${FOLDER}/`);
  const file = path.slice(start + FOLDER.length + 1);
  if (start >= 0 && !path.includes('/_fake/') && !file.includes('/')) return { file };
  if (!(headers.get('accept') ?? '').includes('text/html') || path.includes('/_fake/')) return undefined;
  const here = sentPath.slice(sentPath.lastIndexOf('/') + 1);
  if (`/${here}` === FOLDER) return { leadTo: './console/' };
  // The dot keeps it a path, whatever is in it.
  return { leadTo: here === '' ? './console/' : `./${here}/console/` };
}
