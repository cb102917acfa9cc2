import type { Graph, GraphNode } from '#control/picture/graph-of.ts';
import { shortened } from '#control/picture/wrapped.ts';
import type { Outcome } from './outcomes.ts';

const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  Choice: ['{', '}'],
  Wait: ['([', '])'],
  Succeed: ['(((', ')))'],
  Fail: ['(((', ')))'],
};

const MARKS = { succeeded: '✓ ', failed: '✗ ', entered: '· ' } satisfies Record<Outcome, string>;

const CLASSES = [
  '  classDef succeeded fill:#d3f2d9,stroke:#1a7f37,color:#000',
  '  classDef failed fill:#ffd8d3,stroke:#cf222e,color:#000',
  '  classDef entered fill:#d8e9ff,stroke:#0969da,color:#000',
];

/** How much is written of what leads to a state. */
const LABEL_CHARACTERS = 80;

/** A flowchart in Mermaid's language; what happened to a state is told by colour and by sign. */
export function mermaid({ nodes, edges }: Graph, outcomes: ReadonlyMap<string, Outcome>): string {
  const ids = new Map(nodes.map(({ state }, index) => [state, `s${index}`]));
  const idOf = (state: string) => ids.get(state) ?? 'missing';

  const drawn = (within: string | undefined, indent: string): string[] =>
    nodes.filter((node) => node.within === within).flatMap((node) => nodeLines(node, indent));

  const nodeLines = (node: GraphNode, indent: string): string[] => {
    const { state, type } = node;
    const outcome = outcomes.get(state);
    const label = quoted(`${outcome ? MARKS[outcome] : ''}${state}`);
    const inside = drawn(state, `${indent}  `);
    if (inside.length > 0) return [`${indent}subgraph ${idOf(state)} [${label}]`, ...inside, `${indent}end`];
    const [open, close] = SHAPES[type] ?? ['[', ']'];
    return [`${indent}${idOf(state)}${open}${label}${close}`];
  };

  const starts = nodes.filter(({ isStart, within }) => isStart && within === undefined);
  const ends = nodes.filter(({ isEnd, within }) => isEnd && within === undefined);
  const coloured = nodes.flatMap(({ state }) => {
    const outcome = outcomes.get(state);
    return outcome ? [`  class ${idOf(state)} ${outcome}`] : [];
  });
  return [
    'flowchart TD',
    ...drawn(undefined, '  '),
    ...starts.map(({ state }) => `  start((start)) --> ${idOf(state)}`),
    ...edges.map(
      ({ from, to, label }) => `  ${idOf(from)} -->${label ? `|${quoted(shortened(label, LABEL_CHARACTERS))}|` : ''} ${idOf(to)}`,
    ),
    ...ends.map(({ state }) => `  ${idOf(state)} --> stop((end))`),
    ...(coloured.length > 0 ? [...CLASSES, ...coloured] : []),
    '',
  ].join('\n');
}

/** Mermaid knows no backslash: quotes are written as entities, and so is what would make its text Markdown. */
const quoted = (text: string): string =>
  `"${text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/`/g, '#96;')}"`;
