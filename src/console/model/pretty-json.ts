import { jsonLines } from './json-lines.ts';

/** A JSON text written out, each number and text as it is spelled; what is no JSON stays as it is. */
export const prettyJson = (text: string): string =>
  jsonLines(text)
    ?.map(({ indent, tokens }) => '  '.repeat(indent) + tokens.map((token) => token.text).join(''))
    .join('\n') ?? text;
