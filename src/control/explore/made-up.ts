import type { ApiShape } from '#api/test-state/api-shape.ts';
import { resultShape } from '#api/test-state/result-shape.ts';
import { walkDefinition } from '#asl/definition.ts';
import { parseResource } from '#asl/resource.ts';
import type { Json, JsonObject } from '#json/json.ts';

/** How deep a made-up result goes: shapes may hold themselves. */
const MAX_DEPTH = 4;

/** What the calls of each state could answer, by AWS's model of the service, where there is one: every member is there. */
export async function madeUpResults(definition: JsonObject): Promise<Readonly<Record<string, Json>>> {
  const resources = new Map<string, string>();
  walkDefinition(definition, {
    state({ name, state }) {
      if (typeof state['Resource'] === 'string') resources.set(name, state['Resource']);
    },
  });
  const made = [...resources].map(async ([name, resource]) => {
    const shape = await resultShape(parseResource(resource));
    return shape === undefined ? [] : [[name, valueOfShape(shape, MAX_DEPTH)] as const];
  });
  return Object.fromEntries((await Promise.all(made)).flat());
}

function valueOfShape(shape: ApiShape, depth: number): Json {
  switch (shape.kind) {
    case 'any':
    case 'object':
      return {};
    case 'boolean':
      return true;
    case 'time':
      return '2026-01-01T00:00:00.000Z';
    case 'number':
      return Math.max(1, shape.min ?? 1);
    case 'string':
      return 'text'.padEnd(shape.min ?? 0, 'x').slice(0, shape.max);
    case 'blob':
      return 'dGV4dA==';
    case 'enum':
      return shape.values[0] ?? '';
    case 'list':
      return depth === 0 || !shape.element ? [] : [valueOfShape(shape.element, depth - 1)];
    case 'map':
      return depth === 0 ? {} : { key: valueOfShape(shape.value, depth - 1) };
    case 'structure':
      if (depth === 0) return {};
      return Object.fromEntries(shape.members().map((member) => [member.name, valueOfShape(member.shape, depth - 1)]));
  }
}
