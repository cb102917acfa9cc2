import { describe, expect, it } from 'vitest';
import { type Graph, graphOf } from '#control/picture/graph-of.ts';
import { layoutGraph } from '#control/picture/layout-graph.ts';
import type { PlacedNode } from '#control/picture/placed-graph.ts';
import { nodeBeside } from '../../../../src/console/graph/node-beside.ts';

const pass = (Next?: string) => ({ Type: 'Pass', ...(Next ? { Next } : { End: true }) });

const GRAPH: Graph = graphOf({
  StartAt: 'First',
  States: {
    First: pass('Both'),
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: pass('Below'), Below: pass() } },
        {
          StartAt: 'Right',
          States: { Right: { Type: 'Map', ItemProcessor: { StartAt: 'Item', States: { Item: pass() } }, End: true } },
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Last' }],
      Next: 'Last',
    },
    Last: { ...pass(), Comment: 'two ways lead here' },
  },
});

const placed = layoutGraph(GRAPH);

const node = (state: string): PlacedNode => placed.nodes.find((each) => each.state === state) ?? expect.unreachable(state);

const isInside = (inner: PlacedNode, outer: PlacedNode) =>
  inner.x > outer.x &&
  inner.y > outer.y &&
  inner.x + inner.width < outer.x + outer.width &&
  inner.y + inner.height < outer.y + outer.height;

describe('a graph with places', () => {
  it('has every state once, and every transition', () => {
    expect(placed.nodes.map(({ state }) => state).sort()).toEqual(GRAPH.nodes.map(({ state }) => state).sort());
    expect(
      placed.edges
        .filter(({ index }) => index >= 0)
        .map(({ index }) => index)
        .sort(),
    ).toEqual(GRAPH.edges.map((_, index) => index));
    expect(placed.edges.every(({ points }) => points.length > 1)).toBe(true);
  });

  it('goes down, and has branches one beside the other inside of their state', () => {
    expect(node('First').y).toBeLessThan(node('Both').y);
    expect(node('Both').y + node('Both').height).toBeLessThan(node('Last').y);
    for (const state of ['Left', 'Below', 'Right', 'Item']) expect(isInside(node(state), node('Both'))).toBe(true);
    expect(isInside(node('Item'), node('Right'))).toBe(true);
    expect(node('Left').x + node('Left').width).toBeLessThan(node('Right').x);
  });

  it('is gone through with the arrow keys', () => {
    expect(nodeBeside(node('Left'), 'ArrowRight', placed.nodes)?.state).toBe('Right');
    expect(nodeBeside(node('Left'), 'ArrowDown', placed.nodes)?.state).toBe('Below');
    expect(nodeBeside(node('First'), 'ArrowUp', placed.nodes)).toBeUndefined();
  });

  it('is there for states that nothing leads to, that lead to themselves, and for no states at all', () => {
    const odd = graphOf({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'A' }, B: { Type: 'Pass', Next: 'nowhere' }, M: { Type: 'Map', End: true } },
    });
    expect(layoutGraph(odd).nodes).toHaveLength(3);
    expect(layoutGraph({ nodes: [], edges: [] })).toMatchObject({ nodes: [] });
  });
});
