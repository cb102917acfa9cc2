import { useMemo, useState } from 'preact/hooks';
import { executionNameOf, machineNameOf } from '#arn';
import type { Coverage } from '#control/coverage/counted-coverage.ts';
import { isMissing } from '../client/call-error.ts';
import { readCoverage } from '../client/coverage.ts';
import { searchExecutions } from '../client/executions.ts';
import { type DescribedMachine, describeMachine } from '../client/machines.ts';
import { readPages } from '../client/read-pages.ts';
import { useAsked } from '../client/use-asked.ts';
import { useConsole, useHref, useOption } from '../console-context.ts';
import { GraphView } from '../graph/graph-view.tsx';
import { percentText } from '../model/percent-text.ts';
import { stateText } from '../model/state-text.ts';
import { Copyable } from '../parts/copyable.tsx';
import { Crumbs } from '../parts/crumbs.tsx';
import { ExecutionTable } from '../parts/execution-table.tsx';
import { Filter } from '../parts/filter.tsx';
import { Icon } from '../parts/icon.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Moment } from '../parts/moment.tsx';
import { StartDialog } from '../parts/start-dialog.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useGraph } from '../parts/use-graph.ts';
import { useTitle } from '../parts/use-title.ts';
import { CoverageOf } from './machine-coverage.tsx';
import { Versions } from './machine-versions.tsx';

/** A state machine: its executions, its definition as a graph and as a text, its versions and aliases. */
export function MachineScreen({ arn }: { readonly arn: string }) {
  const name = machineNameOf(arn) ?? arn;
  useTitle(name);
  const { client } = useConsole();
  const href = useHref();
  const machine = useAsked(
    `machine ${arn}`,
    () => describeMachine(client, arn),
    () => false,
  );
  const coverage = useAsked(
    `coverage of ${arn}`,
    () => readCoverage(client, name),
    ({ executions }) => [...executions].some((each) => machineNameOf(each) === name),
  ).value;
  const [tab, setTab] = useOption('tab', 'executions');
  const [isStarting, setStarting] = useState(false);
  if (isMissing(machine.error))
    return (
      <Empty title={`There is no state machine ${name} any more`}>
        <p>
          <a href={href({ screen: 'machines' })}>Those that there are</a>
        </p>
      </Empty>
    );
  return (
    <Answered asked={machine} what="the state machine">
      {(there) => (
        <>
          <Crumbs ways={[{ href: href({ screen: 'machines' }), title: 'State machines' }]} />
          <header class="screen-head">
            <h1 class="name">{there.name}</h1>
            <div class="actions">
              <button type="button" class="primary" onClick={() => setStarting(true)}>
                <Icon name="play" /> Start execution
              </button>
            </div>
          </header>
          <Facts machine={there} />
          <Tabs
            label={`State machine ${there.name}`}
            chosen={tab}
            choose={setTab}
            tabs={[
              {
                name: 'executions',
                title: 'Executions',
                show: () => <Executions machine={there} start={() => setStarting(true)} />,
              },
              { name: 'graph', title: 'Graph', show: () => <MachineGraph definition={there.definition} /> },
              {
                name: 'definition',
                title: 'Definition',
                show: () => (
                  <>
                    <p>
                      <a class="button" href={href({ screen: 'new', options: { from: arn } })}>
                        Change it
                      </a>
                    </p>
                    <JsonView text={there.definition} label="the definition" />
                  </>
                ),
              },
              ...(coverage
                ? [
                    {
                      name: 'coverage',
                      title: `Coverage ${shareOf(coverage, there.definition)}`,
                      show: () => <CoverageOf coverage={coverage} definition={there.definition} />,
                    },
                  ]
                : []),
              { name: 'versions', title: 'Versions and aliases', show: () => <Versions arn={arn} /> },
            ]}
          />
          {isStarting && (
            <StartDialog
              title="Start an execution"
              machineArn={arn}
              input="{}"
              isSync={there.type === 'EXPRESS'}
              close={() => setStarting(false)}
            />
          )}
        </>
      )}
    </Answered>
  );
}

/** How much of the definition as it is now has been come to. */
function shareOf({ machines }: Coverage, definition: string): string {
  const { covered, total } = machines.find((each) => each.definition === definition) ?? { covered: 0, total: 1 };
  return percentText(covered, total);
}

const Facts = ({ machine }: { readonly machine: DescribedMachine }) => (
  <dl class="facts">
    <div>
      <dt>Type</dt>
      <dd>{machine.type === 'EXPRESS' ? 'Express' : 'Standard'}</dd>
    </div>
    <div>
      <dt>Status</dt>
      <dd>{machine.status}</dd>
    </div>
    <div>
      <dt>Created</dt>
      <dd>
        <Moment time={machine.creationDate} />
      </dd>
    </div>
    <div class="wide">
      <dt>ARN</dt>
      <dd>
        <Copyable text={machine.stateMachineArn} what="the ARN" />
      </dd>
    </div>
  </dl>
);

const STATUSES = ['', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

function Executions({ machine, start }: { readonly machine: DescribedMachine; readonly start: () => void }) {
  const { client } = useConsole();
  const [status, setStatus] = useOption('status');
  const [filter, setFilter] = useOption('filter');
  const [pages, setPages] = useState(1);
  const arn = machine.stateMachineArn;
  const executions = useAsked(
    `executions of ${arn} ${status} ${pages}`,
    () => readPages(pages, (after) => searchExecutions(client, { machine: arn, status }, after)),
    ({ executions: changed }) => [...changed].some((each) => machineNameOf(each) === machine.name),
  );
  if (machine.type === 'EXPRESS')
    return (
      <Empty title="Express executions are not kept">
        <p>Start one here to see its result, or log them: a logging configuration says where to.</p>
      </Empty>
    );
  return (
    <Answered asked={executions} what="executions">
      {({ items, next }) => {
        const shown = items.filter((each) => executionNameOf(each.executionArn).toLowerCase().includes(filter.toLowerCase()));
        return (
          <>
            <Filter label="Filter executions by name" value={filter} set={setFilter} found={`${shown.length}${next ? '+' : ''}`}>
              <select aria-label="Status" value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
                {STATUSES.map((each) => (
                  <option key={each} value={each}>
                    {each === '' ? 'Any status' : each}
                  </option>
                ))}
              </select>
            </Filter>
            {shown.length === 0 ? (
              <Empty title={items.length === 0 && status === '' ? 'It has not run yet' : 'None is like that'}>
                <button type="button" onClick={start}>
                  Start an execution
                </button>
              </Empty>
            ) : (
              <ExecutionTable executions={shown} />
            )}
            {next !== undefined && (
              <button type="button" disabled={executions.isLoading} onClick={() => setPages(pages + 1)}>
                More executions
              </button>
            )}
          </>
        );
      }}
    </Answered>
  );
}

function MachineGraph({ definition }: { readonly definition: string }) {
  const graph = useGraph(definition);
  const [state, setState] = useOption('state');
  const written = useMemo(() => (state === '' ? undefined : stateText(definition, state)), [definition, state]);
  if (!graph) return <Empty title="The definition cannot be drawn" />;
  return (
    <div class="split">
      <GraphView graph={graph} selected={state} select={setState} label="Graph of the definition" />
      <section class="panel" aria-label="State">
        {written === undefined ? (
          <Empty title="Choose a state to see how it is written" />
        ) : (
          <>
            <h2 class="name">{state}</h2>
            <JsonView text={written} label="the definition of the state" />
          </>
        )}
      </section>
    </div>
  );
}
