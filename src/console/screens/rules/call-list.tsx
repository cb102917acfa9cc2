import { useMemo } from 'preact/hooks';
import { executionNameOf, machineNameOf } from '#arn';
import { listCalls, type RecordedCall } from '../../client/rules.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole, useHref, useOption } from '../../console-context.ts';
import { Filter } from '../../parts/filter.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { momentText } from '../../parts/moment.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { VirtualRows } from '../../parts/virtual-rows.tsx';

/** The last calls of tasks, newest first, with what they were given and what came back. */
export function CallList() {
  const { client } = useConsole();
  const asked = useAsked('calls', () => listCalls(client));
  return (
    <Answered asked={asked} what="calls">
      {(calls) =>
        calls.length === 0 ? (
          <Empty title="Nothing has been called yet">
            <p>
              The last 1,000 calls that tasks make are kept, whoever answers them; in a Lambda function those of the process that
              answers this page.
            </p>
          </Empty>
        ) : (
          <Calls calls={calls} />
        )
      }
    </Answered>
  );
}

const idOf = ({ at, executionArn, state, call }: RecordedCall): string => `${at} ${executionArn} ${state} ${call}`;

function Calls({ calls }: { readonly calls: readonly RecordedCall[] }) {
  const [filter, setFilter] = useOption('filter');
  const [chosen, setChosen] = useOption('call');
  const shown = useMemo(() => {
    const wanted = filter.toLowerCase();
    return calls.filter((call) =>
      `${call.executionArn} ${call.state} ${call.resource} ${outcomeText(call)}`.toLowerCase().includes(wanted),
    );
  }, [calls, filter]);
  const selected = chosen === '' ? 0 : shown.findIndex((call) => idOf(call) === chosen);
  const call = shown[selected];
  const at = (index: number, show: (call: RecordedCall) => string): string => {
    const one = shown[index];
    return one ? show(one) : '';
  };
  return (
    <>
      <Filter label="Filter calls" value={filter} set={setFilter} found={`${shown.length} of ${calls.length}`} />
      <div class="split calls">
        <VirtualRows
          label="Calls"
          columns={[
            { title: 'Time', cell: (index) => at(index, (one) => momentText(one.at)), kind: 'number' },
            { title: 'State', cell: (index) => at(index, ({ state }) => state), kind: 'name' },
            {
              title: 'Execution',
              cell: (index) => at(index, (one) => `${machineNameOf(one.stateMachineArn)} / ${executionNameOf(one.executionArn)}`),
            },
            { title: 'Came to', cell: (index) => at(index, outcomeText), kind: 'summary' },
          ]}
          count={shown.length}
          rowHeight={26}
          rowClass={(index) => (shown[index]?.outcome?.kind === 'failed' ? 'failed' : '')}
          selected={selected}
          select={(index) => setChosen(at(index, idOf))}
        />
        <section class="panel" aria-label="Call">
          {call ? <Call call={call} /> : <Empty title="Choose a call" />}
        </section>
      </div>
    </>
  );
}

function Call({ call }: { readonly call: RecordedCall }) {
  const href = useHref();
  const { executionArn, state, resource, parameters, outcome } = call;
  return (
    <>
      <h2 class="name">{state}</h2>
      <p class="visit-facts">
        call {call.call} of it in{' '}
        <a class="name" href={href({ screen: 'executions', arn: executionArn, options: { state } })}>
          {executionNameOf(executionArn)}
        </a>
      </p>
      <p>
        <code>{resource}</code>
      </p>
      <h3>What it was called with</h3>
      <JsonView text={parameters} label="what it was called with" />
      <h3>What came back</h3>
      {outcome === undefined ? (
        <p class="faint">Nothing yet.</p>
      ) : outcome.output === undefined ? (
        <p class={outcome.kind === 'failed' ? 'visit-error' : 'faint'}>
          {outcomeText(call)} {outcome.cause}
        </p>
      ) : (
        <JsonView text={outcome.output} label="what came back" />
      )}
    </>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  submitted: 'accepted, it waits',
  pending: 'waits for a worker',
  delayed: 'comes later',
  'too-large': 'too much for a task',
};

function outcomeText({ outcome }: RecordedCall): string {
  if (outcome === undefined) return '…';
  if (outcome.kind === 'succeeded') return outcome.output ?? '';
  if (outcome.kind === 'failed') return outcome.error ?? 'failed';
  return WORDS[outcome.kind] ?? outcome.kind;
}
