import type { PlacedNode } from '#control/picture/placed-graph.ts';

/** The node that an arrow key leads to: the nearest one on that side, and rather straight ahead than aslant. */
export function nodeBeside(from: PlacedNode, key: string, nodes: readonly PlacedNode[]): PlacedNode | undefined {
  const isDown = key === 'ArrowDown' || key === 'ArrowUp';
  const sign = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1;
  let best: PlacedNode | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const across = headX(node) - headX(from);
    const down = node.y - from.y;
    const ahead = sign * (isDown ? down : across);
    if (node === from || ahead <= 1) continue;
    const distance = ahead + 2 * Math.abs(isDown ? across : down);
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}

const headX = ({ x, width }: PlacedNode): number => x + width / 2;
