import { writeJson } from '#json/write-json.ts';
import { AnswerTooLarge } from '../answer-limit.ts';
import { parseJson } from '../json.ts';
import type { HttpReply } from './http-call.ts';

/**
 * An answer as tasks that call web servers have it; a body that is no JSON is a text. Throws AnswerTooLarge.
 * AWS: recorded in test_invoke_with_body_post.
 */
export function httpResult(reply: HttpReply): string {
  const { status, statusText, headers } = reply;
  return writeJson({ Headers: headers, ResponseBody: bodyOf(reply), StatusCode: status, StatusText: statusText });
}

/** An answer's body as tasks have it: JSON where it is some. Throws AnswerTooLarge. */
export function bodyOf({ body, isCut }: Pick<HttpReply, 'body' | 'isCut'>): unknown {
  if (isCut) throw new AnswerTooLarge();
  const parsed = parseJson(body);
  return parsed === undefined ? body : parsed;
}

/** Appends query parameters: lists repeat the name, what is null is left out. A blank is `%20`, which signatures understand in one way. */
export function addQuery(url: URL, parameters: Readonly<Record<string, unknown>>): void {
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of Array.isArray(values) ? values : [values])
      if (value !== null) url.searchParams.append(name, textOf(value));
  }
  url.search = url.search.replaceAll('+', '%20');
}

/** Headers as parameters name them: each a text or a list of texts. */
export const headersOf = (given: Readonly<Record<string, unknown>>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === null ? [] : [[name, Array.isArray(value) ? value.map(textOf) : textOf(value)]],
    ),
  );

/** Whether headers have this one, in any case. */
export const hasHeader = (headers: object, name: string): boolean =>
  Object.keys(headers).some((key) => key.toLowerCase() === name);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : writeJson(value));
