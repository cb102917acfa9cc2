import { useMemo } from 'preact/hooks';
import { executionNameOf, machineNameOf, stateMachineOf } from '#arn';
import { durationText } from '#control/picture/duration-text.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { isMissing } from '../../client/call-error.ts';
import { type DescribedExecution, describeExecution } from '../../client/executions.ts';
import { createHistoryReader } from '../../client/history-reader.ts';
import { describeMachineFor } from '../../client/machines.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole, useHref, useOption } from '../../console-context.ts';
import { type Run, runOf } from '../../model/run.ts';
import { Crumbs } from '../../parts/crumbs.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Moment, millisOf } from '../../parts/moment.tsx';
import { Answered, Empty, Failure } from '../../parts/states.tsx';
import { Status } from '../../parts/status.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { Actions } from './actions.tsx';
import { ErrorPanel } from './error-panel.tsx';
import { EventTable } from './event-table.tsx';
import { RunGraph } from './run-graph.tsx';
import { Timeline } from './timeline.tsx';
import { useChoice } from './use-choice.ts';
import { VisitPanel } from './visit-panel.tsx';

/** An execution: how it ended, what happened in its states and when, and what can be done with it. */
export function ExecutionScreen({ arn }: { readonly arn: string }) {
  const name = executionNameOf(arn);
  useTitle(name);
  const { client } = useConsole();
  const href = useHref();
  const isIts = ({ executions }: { readonly executions: ReadonlySet<string> }) => executions.has(arn);
  const described = useAsked(`execution ${arn}`, () => describeExecution(client, arn), isIts);
  const reader = useMemo(() => createHistoryReader(client, arn), [client, arn]);
  const history = useAsked<readonly HistoryEvent[]>(`history of ${arn}`, (told) => reader.read(told), isIts);
  const status = described.value?.status ?? 'RUNNING';
  const run = useMemo(() => runOf(history.value ?? [], status), [history.value, status]);
  if (isMissing(described.error))
    return (
      <Empty title={`There is no execution ${name} any more`}>
        <p>
          It was forgotten, or is another account's. <a href={href({ screen: 'machines' })}>State machines</a>
        </p>
      </Empty>
    );
  return (
    <Answered asked={described} what="the execution">
      {(execution) => (
        <>
          <Crumbs
            ways={[
              { href: href({ screen: 'machines' }), title: 'State machines' },
              {
                href: href({ screen: 'machines', arn: stateMachineOf(execution.stateMachineArn) }),
                title: <span class="name">{machineNameOf(execution.stateMachineArn)}</span>,
              },
              ...(execution.mapRunArn === undefined
                ? []
                : [{ href: href({ screen: 'map-runs', arn: execution.mapRunArn }), title: 'Map Run' }]),
            ]}
          />
          <header class="screen-head">
            <h1>
              <span class="name">{name}</span> <Status status={execution.status} />
            </h1>
            <Actions execution={execution} />
          </header>
          <ExecutionFacts execution={execution} run={run} />
          {history.error !== undefined && <Failure error={history.error} again={history.again} />}
          <Happened execution={execution} run={run} isReading={history.isLoading && history.value === undefined} />
        </>
      )}
    </Answered>
  );
}

function Happened({
  execution,
  run,
  isReading,
}: {
  readonly execution: DescribedExecution;
  readonly run: Run;
  readonly isReading: boolean;
}) {
  const { client } = useConsole();
  const machine = useAsked(
    `machine of ${execution.executionArn}`,
    () => describeMachineFor(client, execution.executionArn),
    () => false,
  );
  const choice = useChoice(run);
  const [tab, setTab] = useOption('tab', 'events');
  return (
    <>
      {execution.status !== 'RUNNING' && execution.status !== 'SUCCEEDED' && (
        <ErrorPanel execution={execution} run={run} choice={choice} />
      )}
      <div class="split">
        <Answered asked={machine} what="the definition">
          {({ definition }) => <RunGraph definition={definition} run={run} choice={choice} />}
        </Answered>
        <VisitPanel definition={machine.value?.definition} run={run} choice={choice} />
      </div>
      <Tabs
        label="What happened"
        chosen={tab}
        choose={setTab}
        tabs={[
          {
            name: 'events',
            title: `Events ${run.events.length === 0 ? '' : run.events.length.toLocaleString('en')}`,
            show: () => <EventTable run={run} choice={choice} isReading={isReading} />,
          },
          { name: 'timeline', title: 'Timeline', show: () => <Timeline run={run} choice={choice} /> },
          { name: 'data', title: 'Input and output', show: () => <Data execution={execution} /> },
        ]}
      />
    </>
  );
}

function ExecutionFacts({ execution, run }: { readonly execution: DescribedExecution; readonly run: Run }) {
  const { startDate, stopDate, redriveCount = 0, executionArn, stateMachineVersionArn, stateMachineAliasArn } = execution;
  const last = run.events.at(-1)?.timestamp;
  const end = stopDate === undefined ? last : millisOf(stopDate);
  const facts: readonly Fact[] = [
    ['Started', <Moment key="started" time={startDate} />],
    ['Took', end === undefined ? '–' : `${durationText(end - millisOf(startDate))}${stopDate === undefined ? ' so far' : ''}`],
    ...(redriveCount > 0 ? [['Redriven', `${redriveCount} ×`] as const] : []),
    ...(stateMachineAliasArn ? [['Alias', stateMachineAliasArn.split(':')[7] ?? ''] as const] : []),
    ...(stateMachineVersionArn ? [['Version', stateMachineVersionArn.split(':')[7] ?? ''] as const] : []),
    ...(execution.imported ? [['Origin', 'imported, read only'] as const] : []),
  ];
  return <Facts facts={facts} arn={executionArn} />;
}

const Data = ({ execution: { input, output, status } }: { readonly execution: DescribedExecution }) => (
  <div class="pair">
    <section>
      <h3>Input</h3>
      <JsonView text={input ?? ''} label="the input" />
    </section>
    <section>
      <h3>Output</h3>
      {output === undefined ? (
        <Empty title={status === 'RUNNING' ? 'It has not ended yet' : 'It has none: it did not succeed'} />
      ) : (
        <JsonView text={output} label="the output" />
      )}
    </section>
  </div>
);
