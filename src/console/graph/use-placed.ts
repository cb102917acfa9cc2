import { useEffect, useState } from 'preact/hooks';
import type { Graph } from '#control/picture/graph-of.ts';
import type { PlacedGraph } from '#control/picture/placed-graph.ts';

/** The worker's file, named by what is in it: src/console/build.mjs. */
declare const LAYOUT_WORKER: string;

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, (placed: PlacedGraph) => void>();

/** Has a graph placed beside the page. */
function place(graph: Graph): Promise<PlacedGraph> {
  if (worker === undefined) {
    worker = new Worker(new URL(LAYOUT_WORKER, import.meta.url), { type: 'module' });
    worker.addEventListener(
      'message',
      ({ data: { id, placed } }: MessageEvent<{ readonly id: number; readonly placed: PlacedGraph }>) => {
        waiting.get(id)?.(placed);
        waiting.delete(id);
      },
    );
  }
  const id = ++asked;
  worker.postMessage({ id, graph });
  return new Promise((resolve) => waiting.set(id, resolve));
}

/** A graph with its places, undefined while they are worked out. The graph must be the same object from one drawing to the next. */
export function usePlaced(graph: Graph): PlacedGraph | undefined {
  const [placed, setPlaced] = useState<PlacedGraph>();
  useEffect(() => {
    let isOver = false;
    setPlaced(undefined);
    void place(graph).then((done) => {
      if (!isOver) setPlaced(done);
    });
    return () => {
      isOver = true;
    };
  }, [graph]);
  return placed;
}
