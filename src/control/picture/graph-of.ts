import { walkDefinition } from '#asl/definition.ts';
import type { MarkedPlace } from '#interpreter/continuation/mark.ts';
import { isArray, isObject, type JsonObject } from '#json/json.ts';
import { conditionText } from './condition-text.ts';

/** A definition as nodes and edges. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** Names of states are unique in a definition. */
  readonly state: string;
  readonly type: string;
  /** The Parallel or Map state that it is in. */
  readonly within?: string | undefined;
  /** In which branch of it, from 0. */
  readonly branch: number;
  /** Its machine, branch or processor begins with it. */
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** What leads there. */
  readonly by: 'Next' | 'Choices' | 'Default' | 'Catch';
  /** The field of the state that it is: `Choices[0]`. */
  readonly place: MarkedPlace;
  /** The condition of a Choice rule, its default, or the errors of a catcher. */
  readonly label?: string;
}

/** The graph of a definition, in the order in which it is written. */
export function graphOf(definition: JsonObject): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const starts = new Map<string, unknown>();
  const holders = new Map<string, string>();
  walkDefinition(definition, {
    machine({ location, machine }) {
      starts.set(location, machine.StartAt);
    },
    state({ state, name, type = 'Unknown', location }) {
      const machine = location.slice(0, location.length - `/States/${name}`.length);
      const within = [...holders].filter(([holder]) => machine.startsWith(`${holder}/`)).at(-1)?.[1];
      if (type === 'Parallel' || type === 'Map') holders.set(location, name);
      const isEnd = state.End === true || type === 'Succeed' || type === 'Fail';
      const branch = Number(/\/Branches\[(\d+)\]$/.exec(machine)?.[1] ?? 0);
      nodes.push({ state: name, type, within, branch, isStart: starts.get(machine) === name, isEnd });
      edges.push(...edgesOf(name, state));
    },
  });
  return { nodes, edges };
}

function edgesOf(from: string, { Next, Choices, Default, Catch }: JsonObject): GraphEdge[] {
  const edge = (by: GraphEdge['by'], place: MarkedPlace, to: unknown, label?: string): GraphEdge[] =>
    typeof to === 'string' ? [{ from, to, by, place, ...(label !== undefined && { label }) }] : [];
  const each = (value: unknown, draw: (written: JsonObject, index: number) => GraphEdge[]): GraphEdge[] =>
    isArray(value) ? value.flatMap((written, index) => (isObject(written) ? draw(written, index) : [])) : [];
  return [
    ...edge('Next', 'Next', Next),
    ...each(Choices, (rule, index) =>
      edge('Choices', `Choices[${index}]`, rule['Next'], conditionText(rule) ?? `rule ${index + 1}`),
    ),
    ...edge('Default', 'Default', Default, 'default'),
    ...each(Catch, ({ Next: to, ErrorEquals }, index) =>
      edge('Catch', `Catch[${index}]`, to, isArray(ErrorEquals) ? ErrorEquals.map(String).join(', ') : ''),
    ),
  ];
}
