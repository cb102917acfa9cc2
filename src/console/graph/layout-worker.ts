import type { Graph } from '#control/picture/graph-of.ts';
import { layoutGraph } from '#control/picture/layout-graph.ts';

// Placing 300 states takes half a second, in which the page has to answer: it is done beside it.
addEventListener('message', ({ data: { id, graph } }: MessageEvent<{ readonly id: number; readonly graph: Graph }>) => {
  postMessage({ id, placed: layoutGraph(graph) });
});
