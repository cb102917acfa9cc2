import type { StateVisit } from '#control/picture/visits.ts';
import { OUTCOME_WORDS } from '../../model/outcome.ts';
import { iterationsOf, type Run } from '../../model/run.ts';
import type { Choice } from './use-choice.ts';

/** Where in Map and Parallel states a visit is, and which iteration is looked at: another one is chosen here. */
export function IterationPicker({
  visit,
  run,
  choice,
}: {
  readonly visit: StateVisit;
  readonly run: Run;
  readonly choice: Choice;
}) {
  const around = placesOf(visit);
  if (around.length === 0) return null;
  return (
    <div class="places">
      {around.map((place) => (
        <Place key={place.container.id} {...place} run={run} choice={choice} isOwn={place.container === visit} />
      ))}
    </div>
  );
}

interface PlaceOf {
  readonly container: StateVisit;
  readonly iteration: number | undefined;
}

/** The states around a visit from the outside, and the visit itself where it has iterations. */
function placesOf(visit: StateVisit): readonly PlaceOf[] {
  const places: PlaceOf[] = [];
  for (let each = visit; each.within !== undefined; each = each.within)
    places.unshift({ container: each.within, iteration: each.iteration });
  // The items of a Distributed Map have executions of their own: its Map Run lists them.
  if (visit.type === 'Map' && visit.length !== undefined && visit.mapRunArn === undefined)
    places.push({ container: visit, iteration: undefined });
  return places;
}

function Place({
  container,
  iteration,
  run,
  choice,
  isOwn,
}: PlaceOf & { readonly run: Run; readonly choice: Choice; readonly isOwn: boolean }) {
  const name = (
    <button type="button" class="link name" aria-current={isOwn} onClick={() => choice.chooseVisit(container)}>
      {container.state}
    </button>
  );
  if (container.type !== 'Map') return <span class="place">in {name}</span>;
  const iterations = iterationsOf(run, container);
  if (iterations.length === 0) return <span class="place">in {name}</span>;
  return (
    <label class="place">
      {isOwn ? 'Iteration' : <>in {name}, iteration</>}{' '}
      <select
        value={iteration === undefined ? '' : String(iteration)}
        onChange={(event) => {
          const first = iterations[Number(event.currentTarget.value)]?.first;
          choice.chooseVisit(event.currentTarget.value === '' || !first ? container : first);
        }}
      >
        <option value="">all {iterations.length}</option>
        {iterations.map(({ index, outcome, first }) => (
          <option key={index} value={String(index)} disabled={first === undefined}>
            {index} · {OUTCOME_WORDS[outcome]}
          </option>
        ))}
      </select>
    </label>
  );
}
