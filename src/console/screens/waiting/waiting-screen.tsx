import { useState } from 'preact/hooks';
import { readPages } from '../../client/read-pages.ts';
import { useAsked } from '../../client/use-asked.ts';
import { listWaiting, type Waiting } from '../../client/waiting.ts';
import { useConsole, useOption } from '../../console-context.ts';
import { Filter } from '../../parts/filter.tsx';
import { Icon } from '../../parts/icon.tsx';
import { SkipDialog } from '../../parts/skip-dialog.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { KINDS, WaitingItem } from './waiting-item.tsx';

/** What is being done with something that waits; the answer goes to one token, however the list changes meanwhile. */
type Doing = { readonly what: 'answer' | 'skip'; readonly item: Waiting } | { readonly what: 'skip all' };

/** Everything that waits, soonest first. */
export function WaitingScreen() {
  useTitle('Waiting');
  const { client } = useConsole();
  const [kind, setKind] = useOption('kind');
  const [filter, setFilter] = useOption('filter');
  const [pages, setPages] = useState(1);
  const [doing, setDoing] = useState<Doing>();
  const asked = useAsked(`waiting ${pages}`, () => readPages(pages, (after) => listWaiting(client, after)));
  const close = () => setDoing(undefined);
  return (
    <>
      <header class="screen-head">
        <h1>Waiting</h1>
        <div class="actions">
          <button type="button" onClick={() => setDoing({ what: 'skip all' })}>
            <Icon name="skip" /> Skip time for all
          </button>
        </div>
      </header>
      <Answered asked={asked} what="what waits">
        {({ items, next }) => {
          const wanted = filter.toLowerCase();
          const shown = items.filter(
            (item) => (kind === '' || item.kind === kind) && `${item.executionArn} ${item.state}`.toLowerCase().includes(wanted),
          );
          return (
            <>
              {items.length > 0 && (
                <Filter
                  label="Filter by execution or state"
                  value={filter}
                  set={setFilter}
                  found={`${shown.length} of ${items.length}${next === undefined ? '' : '+'}`}
                >
                  <select aria-label="Kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
                    <option value="">Whatever waits</option>
                    {Object.entries(KINDS).map(([name, { word }]) => (
                      <option key={name} value={name}>
                        {word}
                      </option>
                    ))}
                  </select>
                </Filter>
              )}
              {items.length === 0 ? <NothingWaits /> : shown.length === 0 && <Empty title="None is like that" />}
              <ul class="waiting-list">
                {shown.map((item) => (
                  <WaitingItem
                    key={`${item.executionArn} ${item.token ?? `${item.state} ${item.since}`}`}
                    item={item}
                    answer={() => setDoing({ what: 'answer', item })}
                    skip={() => setDoing({ what: 'skip', item })}
                  />
                ))}
              </ul>
              {next !== undefined && (
                <button type="button" disabled={asked.isLoading} onClick={() => setPages(pages + 1)}>
                  More that waits
                </button>
              )}
            </>
          );
        }}
      </Answered>
      {doing?.what === 'answer' && <AnswerDialog item={doing.item} close={close} />}
      {doing?.what === 'skip' && <SkipDialog executionArn={doing.item.executionArn} close={close} />}
      {doing?.what === 'skip all' && <SkipDialog close={close} />}
    </>
  );
}

const NothingWaits = () => (
  <Empty title="Nothing waits">
    <p>
      Here stand executions that wait for a task token, for a worker of an activity, for the end of a Wait state or of a retry's
      delay, for a job, or for their children. A rule that answers <code>{'{"pending": true}'}</code> has a task wait for you.
    </p>
  </Empty>
);
