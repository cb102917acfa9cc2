/**
 * The part of a JSON text that a reference path leads to, spelled as it is there: `undefined` where there is none, or where the path
 * is more than names and indexes.
 */
export function sliceJson(text: string, path: string): string | undefined {
  const steps = stepsOf(path);
  if (!steps) return undefined;
  const at = steps.reduce<number | undefined>((start, step) => (start === undefined ? undefined : find(text, start, step)), 0);
  return at === undefined ? undefined : text.slice(skipBlanks(text, at), endOfValue(text, skipBlanks(text, at)));
}

const STEP = /\.([^.[\]]+)|\['([^']*)'\]|\[(\d+)\]/gy;

function stepsOf(path: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 1;
  for (let at = 1; at < path.length; at = STEP.lastIndex) {
    const match = STEP.exec(path);
    if (!match) return undefined;
    const name = match[1] ?? match[2];
    steps.push(name ?? Number(match[3]));
  }
  return path.startsWith('$') ? steps : undefined;
}

/** Where the member or element of the value at `start` begins. */
function find(text: string, start: number, step: string | number): number | undefined {
  let at = skipBlanks(text, start);
  if (text[at] !== (typeof step === 'string' ? '{' : '[')) return undefined;
  at = skipBlanks(text, at + 1);
  let found: number | undefined;
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index++) {
    const nameEnd = typeof step === 'string' ? endOfString(text, at) : at;
    const value = typeof step === 'string' ? skipBlanks(text, skipBlanks(text, nameEnd) + 1) : at;
    // The last member of a name counts, as everywhere in JSON.
    if (typeof step === 'string' ? JSON.parse(text.slice(at, nameEnd)) === step : index === step) found = value;
    at = skipBlanks(text, endOfValue(text, value));
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return found;
}

function endOfValue(text: string, start: number): number {
  let at = start;
  let depth = 0;
  do {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else {
      if (char === '{' || char === '[') depth++;
      if (char === '}' || char === ']') depth--;
      at++;
      if (depth === 0 && char !== '}' && char !== ']') while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at++;
    }
  } while (depth > 0 && at < text.length);
  return at;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}
