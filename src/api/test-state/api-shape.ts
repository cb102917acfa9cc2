/**
 * The shape of a value in a service's API model, as far as a mocked result is checked against it. In api-models/, which
 * test/facts/reduce-api-models.mjs makes of AWS's own models, it is written
 * `string(1..64)`, `number`, `boolean`, `blob`, `time`, `any`, `object`, `'A|B'` (an enum), `[element](1..5)`, `{value}` (a map) or the
 * name of a shape; a structure's members are `Name`, `Name:shape`, `Name!` (required), with `string` for no shape at all.
 */
export type ApiShape =
  | {
      readonly kind: 'string' | 'blob' | 'number' | 'list';
      readonly min?: number;
      readonly max?: number;
      readonly element?: ApiShape;
    }
  | { readonly kind: 'boolean' | 'time' | 'any' | 'object' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'map'; readonly value: ApiShape }
  | { readonly kind: 'structure'; readonly members: () => readonly ApiMember[] };

/** A member of a structure, by the name that it has in Step Functions. */
export interface ApiMember {
  readonly name: string;
  readonly required: boolean;
  readonly shape: ApiShape;
}

/** Reads a service's model; the result finds the shape of an action's answer, `undefined` where the action answers nothing. */
export function readApiModel(text: string): (action: string) => ApiShape | undefined {
  const actions = new Map<string, string>();
  const shapes = new Map<string, string>();
  for (const line of text.split('\n')) {
    const { name, sign, rest } = /^(?<name>\w+) (?<sign>[=:]) (?<rest>.+)$/.exec(line)?.groups ?? {};
    if (name !== undefined && rest !== undefined) (sign === '=' ? actions : shapes).set(name, rest);
  }
  return (action) => {
    const name = actions.get(action);
    return name === undefined ? undefined : readShape(name, shapes);
  };
}

const SIMPLE = ['boolean', 'time', 'any', 'object'] as const;

/** Reads one shape. A structure's members are read when they are asked for: shapes may contain themselves. */
function readShape(text: string, shapes: ReadonlyMap<string, string>): ApiShape {
  const simple = SIMPLE.find((kind) => kind === text);
  if (simple) return { kind: simple };
  if (text.startsWith("'")) return { kind: 'enum', values: text.slice(1, -1).split('|') };
  if (text.startsWith('{')) return { kind: 'map', value: readShape(text.slice(1, -1), shapes) };
  const { body = '', min, max } = /^(?<body>.*?)(?:\((?<min>[\d.-]*?)\.\.(?<max>[\d.-]*)\))?$/.exec(text)?.groups ?? {};
  const range = { ...(min ? { min: Number(min) } : {}), ...(max ? { max: Number(max) } : {}) };
  if (body.startsWith('[')) return { kind: 'list', element: readShape(body.slice(1, -1), shapes), ...range };
  if (body === 'string' || body === 'blob' || body === 'number') return { kind: body, ...range };
  const named = shapes.get(text);
  if (named === undefined) return { kind: 'any' };
  return named.startsWith("'")
    ? readShape(named, shapes)
    : { kind: 'structure', members: () => named.split(' ').map((member) => readMember(member, shapes)) };
}

function readMember(text: string, shapes: ReadonlyMap<string, string>): ApiMember {
  const { name = text, required, shape = 'string' } = /^(?<name>\w+)(?<required>!?)(?::(?<shape>.+))?$/.exec(text)?.groups ?? {};
  return { name, required: required === '!', shape: readShape(shape, shapes) };
}
