import { useMemo } from 'preact/hooks';
import { durationText } from '#control/picture/duration-text.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { useOption } from '../../console-context.ts';
import { eventSummary, isFailureEvent } from '../../model/event-facts.ts';
import type { Run } from '../../model/run.ts';
import { Filter } from '../../parts/filter.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { momentText } from '../../parts/moment.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { type Column, VirtualRows } from '../../parts/virtual-rows.tsx';
import type { Choice } from './use-choice.ts';

const ROW_HEIGHT = 27;

const SHOWN = [
  ['', 'All events'],
  ['failures', 'Failures'],
  ['state', 'The chosen state'],
  ['visit', 'The chosen visit'],
] as const;

/** The history, an event a line: the graph in words. What is chosen here is chosen there. */
export function EventTable({
  run,
  choice,
  isReading,
}: {
  readonly run: Run;
  readonly choice: Choice;
  readonly isReading: boolean;
}) {
  const [filter, setFilter] = useOption('find');
  const [show, setShow] = useOption('show');
  const shown = useMemo(() => {
    const wanted = filter.toLowerCase();
    return run.events.filter((event) => {
      const visit = run.visitOf.get(event.id);
      if (show === 'failures' && !isFailureEvent(event)) return false;
      if (show === 'state' && visit?.state !== choice.state) return false;
      if (show === 'visit' && visit !== choice.visit) return false;
      if (wanted === '') return true;
      return `${event.id} ${event.type} ${visit?.state ?? ''} ${eventSummary(event)}`.toLowerCase().includes(wanted);
    });
  }, [run, filter, show, choice.state, choice.visit]);
  if (isReading) return <Loading what="events" />;
  const selected = choice.event ? shown.indexOf(choice.event) : -1;
  return (
    <>
      <Filter
        label="Filter events"
        value={filter}
        set={setFilter}
        found={`${shown.length.toLocaleString('en')} of ${run.events.length.toLocaleString('en')}`}
      >
        <select aria-label="Which events" value={show} onChange={(event) => setShow(event.currentTarget.value)}>
          {SHOWN.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </Filter>
      <div class="split events">
        <VirtualRows
          label="Events"
          count={shown.length}
          rowHeight={ROW_HEIGHT}
          selected={selected}
          select={(index) => {
            const event = shown[index];
            if (event) choice.chooseEvent(event);
          }}
          rowClass={(index) => {
            const event = shown[index];
            return event && isFailureEvent(event) ? 'failed' : '';
          }}
          columns={columnsOf(run, shown)}
        />
        <section class="panel" aria-label="Event">
          {choice.event ? (
            <>
              <h3>
                {choice.event.id} {choice.event.type}
              </h3>
              <p class="faint number">{momentText(choice.event.timestamp)}</p>
              <JsonView
                text={JSON.stringify({ ...choice.event, timestamp: new Date(choice.event.timestamp) })}
                label="the event"
              />
            </>
          ) : (
            <Empty title="Choose an event to see all of it" />
          )}
        </section>
      </div>
    </>
  );
}

/** What is shown of these events. */
function columnsOf(run: Run, shown: readonly HistoryEvent[]): readonly Column[] {
  const start = run.events[0]?.timestamp ?? 0;
  const of = (show: (event: HistoryEvent) => string | number) => (index: number) => {
    const event = shown[index];
    return event ? show(event) : '';
  };
  return [
    { title: 'Id', kind: 'number', cell: of(({ id }) => id) },
    { title: 'Type', cell: of(({ type }) => type) },
    { title: 'State', kind: 'name', cell: of(({ id }) => run.visitOf.get(id)?.state ?? '') },
    {
      title: 'After',
      kind: 'number',
      cell: of(({ timestamp }) => durationText(timestamp - start)),
      hint: (index) => momentText(shown[index]?.timestamp ?? start),
    },
    { title: 'What', kind: 'summary', cell: of(eventSummary) },
  ];
}
