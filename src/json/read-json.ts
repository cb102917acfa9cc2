import { hasSpecialNumber } from './has-special-number.ts';
import type { Json } from './json.ts';
import { numberOf } from './number.ts';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s,:{}[\]"]+/g;

/** The value of a JSON text with every number as AWS keeps it. Throws SyntaxError, as JSON.parse does. */
export function readJson(text: string): Json {
  const value: Json = JSON.parse(text);
  return hasSpecialNumber(text) ? readTokens(text) : value;
}

/** Reads a text that is known to be JSON. Without recursion, as JSON.parse: the text may be nested to any depth. */
function readTokens(text: string): Json {
  const outer: Container[] = [];
  let container: Container = { items: [] };
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      outer.push(container);
      container = token === '[' ? { items: [] } : { members: {}, name: undefined };
    } else if (token === '}' || token === ']') {
      const done: Json = container.items ?? container.members;
      container = outer.pop() ?? { items: [] };
      put(container, done);
    } else if (container.members && container.name === undefined) {
      container.name = stringOf(token);
    } else {
      put(container, scalarOf(token));
    }
  }
  return container.items?.[0] ?? null;
}

/** An array or object that is being read; `name` is that of the member whose value comes next. */
type Container =
  | { readonly items: Json[]; readonly members?: never }
  | { readonly items?: never; readonly members: Record<string, Json>; name: string | undefined };

function put(container: Container, value: Json): void {
  if (container.items) {
    container.items.push(value);
    return;
  }
  const { name = '' } = container;
  if (name === '__proto__')
    Object.defineProperty(container.members, name, { value, configurable: true, enumerable: true, writable: true });
  else container.members[name] = value;
  container.name = undefined;
}

function scalarOf(token: string): Json {
  if (token.startsWith('"')) return stringOf(token);
  if (token === 'true' || token === 'false') return token === 'true';
  return token === 'null' ? null : numberOf(token);
}

const stringOf = (token: string): string => (token.includes('\\') ? JSON.parse(token) : token.slice(1, -1));
