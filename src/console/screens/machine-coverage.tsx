import { useMemo } from 'preact/hooks';
import type { Coverage } from '#control/coverage/counted-coverage.ts';
import type { CoveredPoint, MachineCoverage } from '#control/coverage/coverage.ts';
import { placedHits } from '#control/picture/coverage-looks.ts';
import { useOption } from '../console-context.ts';
import { GraphView, type NodeFacts } from '../graph/graph-view.tsx';
import { percentText } from '../model/percent-text.ts';
import { Icon } from '../parts/icon.tsx';
import { Empty } from '../parts/states.tsx';
import { useGraph } from '../parts/use-graph.ts';

/** What executions of a state machine have come to since the fake has been started, of each definition that has run by itself. */
export function CoverageOf({ coverage: { machines }, definition }: { readonly coverage: Coverage; readonly definition: string }) {
  const [chosen, choose] = useOption('revision');
  const current = machines.findIndex((each) => each.definition === definition);
  const index = chosen === '' ? current : Number(chosen);
  const shown = machines[index];
  return (
    <>
      {(machines.length > 1 || (machines.length === 1 && current < 0)) && (
        <label class="dialog-row">
          Definition{' '}
          <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">as it is now</option>
            {machines.map((each, at) =>
              at === current ? null : (
                <option key={each.definition} value={String(at)}>
                  an earlier one, {percentText(each.covered, each.total)}
                </option>
              ),
            )}
          </select>
        </label>
      )}
      {shown ? (
        <CoveredGraph covered={shown} />
      ) : (
        <Empty title="Nothing of it has run since the fake was started">
          <p>Start an execution: what it comes to is counted from the first state on.</p>
        </Empty>
      )}
    </>
  );
}

function CoveredGraph({ covered }: { readonly covered: MachineCoverage }) {
  const { definition, points } = covered;
  const graph = useGraph(definition);
  const [state, setState] = useOption('state');
  const hits = useMemo(() => placedHits(points), [points]);
  if (!graph) return <Empty title="The definition cannot be drawn" />;
  const facts = (name: string): NodeFacts | undefined => {
    const count = hits.node(name);
    if (count === undefined) return { outcome: undefined, word: 'Not counted', signs: ['not counted'] };
    return count === 0
      ? { outcome: undefined, word: 'Never come to', signs: ['never'] }
      : { outcome: 'succeeded', word: 'Come to', signs: [`${count}×`] };
  };
  const isTaken: Parameters<typeof GraphView>[0]['isTaken'] = (edge) => {
    const count = hits.edge(edge);
    return count === undefined ? undefined : count > 0;
  };
  const own = points.filter((point) => point.state === state);
  return (
    <div class="split coverage">
      <GraphView
        graph={graph}
        facts={facts}
        isTaken={isTaken}
        selected={state}
        select={setState}
        label="Graph of what was come to"
      />
      <section class="panel" aria-label="Coverage">
        <h2>{own.length === 0 ? 'Never come to' : state}</h2>
        <p class="faint">
          {covered.covered} of {covered.total} places, {percentText(covered.covered, covered.total)}
        </p>
        {own.length === 0 ? <Missing points={points} choose={setState} /> : <Places points={own} all={() => setState('')} />}
      </section>
    </div>
  );
}

/** What no execution has come to, a line each. */
function Missing({ points, choose }: { readonly points: readonly CoveredPoint[]; readonly choose: (state: string) => void }) {
  const missing = points.filter(({ hits }) => hits === 0);
  if (missing.length === 0) return <p>Everything has been come to.</p>;
  return (
    <ul class="places-list">
      {missing.map(({ state, place, text, location }) => (
        <li key={`${location} ${place}`}>
          <button type="button" class="link name" onClick={() => choose(state)}>
            {state}
          </button>{' '}
          {place === 'entered' ? '' : text}
        </li>
      ))}
    </ul>
  );
}

/** The places of one state. */
const Places = ({ points, all }: { readonly points: readonly CoveredPoint[]; readonly all: () => void }) => (
  <>
    <ul class="places-list">
      {points.map(({ place, text, hits }) => (
        <li key={place}>
          <span class={`outcome ${hits > 0 ? 'succeeded' : 'aborted'}`}>
            <Icon name={hits > 0 ? 'check' : 'dash'} /> {hits > 0 ? `${hits}×` : 'never'}
          </span>{' '}
          {place === 'entered' ? 'entered' : text}
        </li>
      ))}
    </ul>
    <button type="button" onClick={all}>
      All that was never come to
    </button>
  </>
);
