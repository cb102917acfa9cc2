import { useMemo } from 'preact/hooks';
import type { Graph } from '#control/picture/graph-of.ts';
import { GraphView, type NodeFacts } from '../../graph/graph-view.tsx';
import { isIn, outcomeOfAll, type Run, visitsIn } from '../../model/run.ts';
import { Empty } from '../../parts/states.tsx';
import { useGraph } from '../../parts/use-graph.ts';
import type { Choice } from './use-choice.ts';

/** The definition, coloured by what happened: in the iterations that are looked at, or in all. */
export function RunGraph({
  definition,
  run,
  choice,
}: {
  readonly definition: string;
  readonly run: Run;
  readonly choice: Choice;
}) {
  const graph = useGraph(definition);
  const { picks } = choice;
  const facts = useMemo(() => {
    const known = new Map<string, NodeFacts>();
    for (const state of run.byState.keys()) {
      const visits = visitsIn(run, state, picks);
      const outcome = outcomeOfAll(run, visits);
      if (outcome === undefined) continue;
      const retries = visits.reduce((sum, visit) => sum + visit.retries, 0);
      const length = visits.at(-1)?.length;
      known.set(state, {
        outcome,
        signs: [
          ...(visits.length > 1 ? [`×${visits.length}`] : []),
          ...(retries > 0 ? [`↻${retries}`] : []),
          ...(length === undefined ? [] : [`${length} items`]),
        ],
      });
    }
    for (const state of graph ? insideOfMapRuns(graph, run) : []) known.set(state, IN_CHILDREN);
    return known;
  }, [run, picks, graph]);
  const taken = useMemo(
    () =>
      new Set(
        run.visits.flatMap((visit) => (visit.previous && isIn(visit, picks) ? [`${visit.previous.state}\n${visit.state}`] : [])),
      ),
    [run, picks],
  );
  if (!graph) return <Empty title="The definition cannot be drawn" />;
  return (
    <GraphView
      graph={graph}
      facts={(state) => facts.get(state)}
      isTaken={({ from, to }) => taken.has(`${from}\n${to}`)}
      selected={choice.state}
      select={choice.chooseState}
      label="Graph of what happened"
    />
  );
}

const IN_CHILDREN: NodeFacts = { outcome: undefined, word: 'In child executions', signs: [] };

/** The states of Distributed Maps: what became of them tell their child executions. */
function insideOfMapRuns({ nodes }: Graph, { byState }: Run): readonly string[] {
  const inside = new Set<string>();
  // Those around come before those inside.
  for (const { state, within } of nodes) {
    if (within === undefined) continue;
    const isOfMapRun = byState.get(within)?.some(({ mapRunArn }) => mapRunArn !== undefined);
    if (isOfMapRun || inside.has(within)) inside.add(state);
  }
  return [...inside];
}
