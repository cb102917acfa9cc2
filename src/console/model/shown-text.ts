import type { Shown } from '#asl/trace/shown.ts';

/** How much of a value stands in a line. */
const LINE_CHARACTERS = 120;

/** A value in a line; nothing and functions have no JSON. */
export const shownText = ({ type, json, length, cut }: Shown): string =>
  json === undefined
    ? cut
      ? `${type}, too large to be kept`
      : type
    : cut || json.length > LINE_CHARACTERS
      ? `${json.slice(0, LINE_CHARACTERS)}… (${type}${length === undefined ? '' : ` of ${length.toLocaleString('en')}`})`
      : json;
