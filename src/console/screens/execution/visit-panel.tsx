import { useMemo } from 'preact/hooks';
import { durationText } from '#control/picture/duration-text.ts';
import type { StateVisit } from '#control/picture/visits.ts';
import { useConsole, useHref, useOption } from '../../console-context.ts';
import { outcomeOf } from '../../model/outcome.ts';
import { type Run, visitsIn } from '../../model/run.ts';
import { stateText } from '../../model/state-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { momentText } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { OutcomeMark } from '../../parts/status.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { IterationPicker } from './iteration-picker.tsx';
import type { Choice } from './use-choice.ts';
import { Attempts, VisitData, VisitVariables } from './visit-data.tsx';

/** All that is known of one visit of a state. */
export function VisitPanel({
  definition,
  run,
  choice,
}: {
  readonly definition: string | undefined;
  readonly run: Run;
  readonly choice: Choice;
}) {
  const { visit, state } = choice;
  const written = useMemo(
    () => (definition === undefined || state === undefined ? undefined : stateText(definition, state)),
    [definition, state],
  );
  const [tab, setTab] = useOption('see', 'data');
  if (state === undefined)
    return (
      <section class="panel" aria-label="State">
        <Empty title="Choose a state in the graph, the events or the timeline">
          <p>What went into it and came out, its calls, its variables and its errors are shown here.</p>
        </Empty>
      </section>
    );
  const definitionTab = {
    name: 'definition',
    title: 'Definition',
    show: () =>
      written ? <JsonView text={written} label="the definition of the state" /> : <Empty title="It is not in the definition" />,
  };
  return (
    <section class="panel" aria-label="State">
      <header class="panel-head">
        <h2 class="name">{state}</h2>
        {visit ? <OutcomeMark outcome={outcomeOf(visit, run.status)} /> : <span class="faint">Not reached</span>}
      </header>
      {visit && <VisitFacts visit={visit} run={run} choice={choice} />}
      <Tabs
        label={`State ${state}`}
        chosen={tab}
        choose={setTab}
        tabs={
          visit
            ? [
                { name: 'data', title: 'Data', show: () => <VisitData visit={visit} /> },
                ...(visit.attempts.length > 0
                  ? [{ name: 'calls', title: `Calls ${visit.attempts.length}`, show: () => <Attempts visit={visit} /> }]
                  : []),
                { name: 'variables', title: 'Variables', show: () => <VisitVariables visit={visit} /> },
                definitionTab,
              ]
            : [definitionTab]
        }
      />
    </section>
  );
}

function VisitFacts({ visit, run, choice }: { readonly visit: StateVisit; readonly run: Run; readonly choice: Choice }) {
  const href = useHref();
  const { route } = useConsole();
  const start = run.events[0]?.timestamp ?? visit.enteredAt;
  const siblings = visitsIn(run, visit.state, choice.picks);
  const index = siblings.indexOf(visit);
  const error = visit.failures.at(-1);
  const step = (by: number) => {
    const next = siblings[index + by];
    if (next) choice.chooseVisit(next);
  };
  return (
    <>
      <p class="visit-facts">
        {visit.type} · entered after <span title={momentText(visit.enteredAt)}>{durationText(visit.enteredAt - start)}</span>
        {visit.exitedAt !== undefined && <> · took {durationText(visit.exitedAt - visit.enteredAt)}</>}
        {visit.retries > 0 && <> · tried again {visit.retries} ×</>}
        {visit.mapRunArn && (
          <>
            {' · '}
            <a href={href({ screen: 'map-runs', arn: visit.mapRunArn })}>Map Run</a>
          </>
        )}
        {' · '}
        <a
          href={href({
            screen: 'playground',
            options: { execution: route.arn, state: visit.state, event: String(visit.id) },
          })}
        >
          Try it in the playground
        </a>
      </p>
      {siblings.length > 1 && (
        <div class="pager">
          <button type="button" class="quiet" aria-label="The visit before" disabled={index <= 0} onClick={() => step(-1)}>
            <Icon name="back" />
          </button>
          <span class="number">
            visit {index + 1} of {siblings.length}
          </span>
          <button
            type="button"
            class="quiet"
            aria-label="The visit after"
            disabled={index >= siblings.length - 1}
            onClick={() => step(1)}
          >
            <Icon name="fold" />
          </button>
        </div>
      )}
      <IterationPicker visit={visit} run={run} choice={choice} />
      {error && (
        <div class="visit-error">
          <strong>{error.error}</strong>
          {error.location !== '' && (
            <>
              {' '}
              in <code>{error.location}</code>
            </>
          )}
          {error.cause !== '' && <JsonView text={error.cause} label="the cause" />}
        </div>
      )}
    </>
  );
}
