import { useMemo } from 'preact/hooks';
import { durationText } from '#control/picture/duration-text.ts';
import type { StateVisit } from '#control/picture/visits.ts';
import { OUTCOME_WORDS, type Outcome, outcomeOf } from '../../model/outcome.ts';
import type { Run } from '../../model/run.ts';
import { type Scale, scaleOf } from '../../model/timeline.ts';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/states.tsx';
import { OUTCOME_ICONS } from '../../parts/status.tsx';
import { type Column, VirtualRows } from '../../parts/virtual-rows.tsx';
import type { Choice } from './use-choice.ts';

const ROW_HEIGHT = 27;

/** When each state was entered and left; where nothing happens for long, time is folded. */
export function Timeline({ run, choice }: { readonly run: Run; readonly choice: Choice }) {
  const scale = useMemo(() => scaleOf(run.events.map(({ timestamp }) => timestamp)), [run]);
  if (run.visits.length === 0) return <Empty title="No state has been entered yet" />;
  return (
    <div class="timeline">
      <VirtualRows
        label="Timeline"
        count={run.visits.length}
        rowHeight={ROW_HEIGHT}
        selected={choice.visit ? run.visits.indexOf(choice.visit) : -1}
        select={(index) => {
          const visit = run.visits[index];
          if (visit) choice.chooseVisit(visit);
        }}
        columns={columnsOf(run, scale)}
      />
    </div>
  );
}

function columnsOf(run: Run, scale: Scale): readonly Column[] {
  const folds = scale.stretches.filter(({ isFolded }) => isFolded);
  const of =
    <Shown,>(show: (visit: StateVisit, outcome: Outcome) => Shown) =>
    (index: number) => {
      const visit = run.visits[index];
      return visit && show(visit, outcomeOf(visit, run.status));
    };
  return [
    {
      title: 'State',
      kind: (index) => `name outcome ${of((_, outcome) => outcome)(index) ?? ''}`,
      cell: of((visit, outcome) => (
        <span style={{ paddingLeft: `${depthOf(visit) * 14}px` }}>
          <Icon name={OUTCOME_ICONS[outcome]} /> <span>{visit.state}</span>
          {visit.iteration !== undefined && <span class="faint"> #{visit.iteration}</span>}
        </span>
      )),
    },
    { title: 'Took', kind: 'number', cell: of((visit) => durationText(endOf(visit, run) - visit.enteredAt)) },
    {
      label: 'When',
      kind: 'bars',
      title: folds.map(({ from, to, start, end }) => (
        <span
          key={from}
          class="fold-label"
          style={{ left: percent((start + end) / 2) }}
          title={`${durationText(to - from)} in which nothing happened`}
        >
          {durationText(to - from)}
        </span>
      )),
      hint: (index) => of((_, outcome) => OUTCOME_WORDS[outcome])(index) ?? '',
      cell: of((visit, outcome) => {
        const [start, end] = [scale.at(visit.enteredAt), scale.at(endOf(visit, run))];
        return (
          <>
            {folds.map((fold) => (
              <span key={fold.from} class="fold" style={{ left: percent(fold.start), width: percent(fold.end - fold.start) }} />
            ))}
            <span class={`bar ${outcome}`} style={{ left: percent(start), width: percent(end - start) }} />
            {visit.attempts.slice(1).map(({ scheduledAt }) => (
              <span key={scheduledAt} class="again" title="tried again" style={{ left: percent(scale.at(scheduledAt)) }} />
            ))}
          </>
        );
      }),
    },
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;

/** A visit that goes on lasts until the last thing that is known. */
const endOf = (visit: StateVisit, run: Run): number =>
  visit.exitedAt ?? (visit.isCutOff ? visit.lastAt : (run.events.at(-1)?.timestamp ?? visit.lastAt));

const depthOf = ({ within }: StateVisit): number => (within === undefined ? 0 : 1 + depthOf(within));
