import { useState } from 'preact/hooks';
import { describeExecution } from '../../client/executions.ts';
import { isAbout, type ListedChild, listChildren, type MapRunCounts } from '../../client/map-runs.ts';
import { readPages } from '../../client/read-pages.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole } from '../../console-context.ts';
import { ExecutionTable } from '../../parts/execution-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';

const FILTERS: readonly (readonly [status: string, title: string, count: keyof MapRunCounts])[] = [
  ['', 'All', 'total'],
  ['FAILED', 'Failed', 'failed'],
  ['TIMED_OUT', 'Timed out', 'timedOut'],
  ['ABORTED', 'Aborted', 'aborted'],
  ['RUNNING', 'Running', 'running'],
  ['SUCCEEDED', 'Succeeded', 'succeeded'],
  ['PENDING_REDRIVE', 'Pending redrive', 'pendingRedrive'],
];

/** The child executions, a page at a time: of 10,000 nobody wants to see all. */
export function Children({
  mapRunArn,
  counts,
  status,
  setStatus,
}: {
  readonly mapRunArn: string;
  readonly counts: MapRunCounts;
  readonly status: string;
  readonly setStatus: (status: string) => void;
}) {
  const { client } = useConsole();
  const [pages, setPages] = useState(1);
  const children = useAsked(
    `children of ${mapRunArn} ${status} ${pages}`,
    () => readPages(pages, (after) => listChildren(client, mapRunArn, status, after)),
    (change) => isAbout(change, mapRunArn),
  );
  const show = (wanted: string) => {
    setPages(1);
    setStatus(wanted);
  };
  return (
    <>
      <div class="choices" role="group" aria-label="Status of the child executions">
        {FILTERS.filter(([each, , of]) => each === '' || each === status || (counts[of] ?? 0) > 0).map(([each, title, of]) => (
          <button key={each} type="button" aria-pressed={each === status} onClick={() => show(each)}>
            {title} <span class="number">{(counts[of] ?? 0).toLocaleString('en')}</span>
          </button>
        ))}
      </div>
      <Answered asked={children} what="child executions">
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={status === '' ? 'No child execution has been started yet' : 'None is like that'} />
          ) : (
            <>
              <ChildTable items={items} />
              {next !== undefined && (
                <button type="button" disabled={children.isLoading} onClick={() => setPages(pages + 1)}>
                  More, {items.length.toLocaleString('en')} are shown
                </button>
              )}
            </>
          )
        }
      </Answered>
    </>
  );
}

const HAVE_FAILED: readonly string[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

const ChildTable = ({ items }: { readonly items: readonly ListedChild[] }) => (
  <ExecutionTable
    executions={items}
    itemsOf={({ itemCount = 1 }) => itemCount}
    errorOf={({ status, executionArn }) => HAVE_FAILED.includes(status) && <ChildError arn={executionArn} />}
  />
);

/** What a child has failed with: no list says it. */
function ChildError({ arn }: { readonly arn: string }) {
  const { client } = useConsole();
  const { value, isLoading } = useAsked(
    `execution ${arn}`,
    () => describeExecution(client, arn),
    ({ executions }) => executions.has(arn),
  );
  if (value === undefined) return <span class="faint">{isLoading ? '…' : 'not known'}</span>;
  const { error = '', cause = '' } = value;
  return <span title={cause}>{[error, cause.slice(0, 80)].filter((part) => part !== '').join(': ')}</span>;
}
