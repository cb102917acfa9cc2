import { useMemo } from 'preact/hooks';
import type { Coverage } from '#control/coverage/counted-coverage.ts';
import { readCoverage } from '../client/coverage.ts';
import { type ListedExecution, searchExecutions } from '../client/executions.ts';
import { type ListedMachine, listMachines } from '../client/machines.ts';
import { useAsked } from '../client/use-asked.ts';
import { useConsole, useHref, useOption } from '../console-context.ts';
import { groupBy } from '../model/group-by.ts';
import { percentText } from '../model/percent-text.ts';
import { ExecutionTable } from '../parts/execution-table.tsx';
import { Filter } from '../parts/filter.tsx';
import { agoText, Moment, millisOf } from '../parts/moment.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import { useTitle } from '../parts/use-title.ts';

/** How many of the latest executions are looked at. */
const LATEST = 200;

/** How many of them are listed here. */
const LISTED = 15;

/** All state machines of the account, and what has happened lately. */
export function MachinesScreen() {
  useTitle('State machines');
  const { client } = useConsole();
  const machines = useAsked(
    'machines',
    () => listMachines(client),
    () => true,
  );
  const executions = useAsked('latest', () => searchExecutions(client, { limit: LATEST }));
  const running = useAsked('running', () => searchExecutions(client, { status: 'RUNNING', limit: 1_000 }));
  const coverage = useAsked('coverage', () => readCoverage(client));
  return (
    <>
      <h1>State machines</h1>
      <Answered asked={machines} what="state machines">
        {({ items }) =>
          items.length === 0 ? (
            <NoMachines />
          ) : (
            <>
              <MachineTable
                machines={items}
                latest={executions.value?.items ?? []}
                running={running.value?.items ?? []}
                coverage={coverage.value}
              />
              <h2>Latest executions</h2>
              <Answered asked={executions} what="executions">
                {({ items: latest }) =>
                  latest.length === 0 ? (
                    <Empty title="Nothing has run yet">
                      <p>Start an execution from the page of a state machine, or with any client of Step Functions.</p>
                    </Empty>
                  ) : (
                    <ExecutionTable executions={latest.slice(0, LISTED)} hasMachine />
                  )
                }
              </Answered>
            </>
          )
        }
      </Answered>
    </>
  );
}

function NoMachines() {
  const { sandbox } = useConsole();
  const href = useHref();
  return (
    <Empty
      title={`There are no state machines in ${sandbox.account === undefined ? 'this account' : `account ${sandbox.account}`}`}
    >
      <p>
        Create one with any client whose endpoint is this address, register those of a project with{' '}
        <code>fake-sfn seed PATH</code>, or <a href={href({ screen: 'new' })}>write one here</a>.{' '}
        <a href={href({ screen: 'new', options: { tab: 'demo' } })}>The demo</a> brings something to look at. Each account and
        region has its own: another one is chosen at the top.
      </p>
    </Empty>
  );
}

interface MachineRow {
  readonly machine: ListedMachine;
  readonly last: ListedExecution | undefined;
  readonly failed: number;
  readonly running: number;
}

function MachineTable({
  machines,
  latest,
  running,
  coverage,
}: {
  readonly machines: readonly ListedMachine[];
  readonly latest: readonly ListedExecution[];
  readonly running: readonly ListedExecution[];
  readonly coverage: Coverage | undefined;
}) {
  const href = useHref();
  const [filter, setFilter] = useOption('filter');
  const rows = useMemo(() => rowsOf(machines, latest, running), [machines, latest, running]);
  const wanted = filter.toLowerCase();
  const shown = rows.filter(({ machine }) => machine.name.toLowerCase().includes(wanted));
  return (
    <>
      <Filter label="Filter state machines" value={filter} set={setFilter} found={`${shown.length} of ${rows.length}`} />
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Running</th>
              <th scope="col" title={`Among the latest ${LATEST} executions of the account`}>
                Failed lately
              </th>
              <th scope="col">Last run</th>
              {coverage && (
                <th scope="col" title="How much of the definition that ran last has been come to since the fake was started">
                  Coverage
                </th>
              )}
              <th scope="col">Created</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ machine, last, failed, running: runs }) => (
              <tr key={machine.stateMachineArn}>
                <td>
                  <a class="name" href={href({ screen: 'machines', arn: machine.stateMachineArn })}>
                    {machine.name}
                  </a>
                </td>
                <td>{machine.type === 'EXPRESS' ? 'Express' : 'Standard'}</td>
                <td class="number">{runs === 0 ? <span class="faint">0</span> : runs}</td>
                <td class="number">
                  {failed === 0 ? <span class="faint">0</span> : <strong class="outcome failed">{failed}</strong>}
                </td>
                <td>{last ? <LastRun last={last} /> : <span class="faint">never</span>}</td>
                {coverage && (
                  <td class="number">
                    <Covered machine={machine} coverage={coverage} />
                  </td>
                )}
                <td class="number">
                  <Moment time={machine.creationDate} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <Empty title={`No name has “${filter}” in it`} />}
      </div>
    </>
  );
}

function Covered({ machine, coverage }: { readonly machine: ListedMachine; readonly coverage: Coverage }) {
  const href = useHref();
  const last = coverage.machines.findLast(({ name }) => name === machine.name);
  if (!last) return <span class="faint">–</span>;
  return (
    <a href={href({ screen: 'machines', arn: machine.stateMachineArn, options: { tab: 'coverage' } })}>
      {percentText(last.covered, last.total)}
    </a>
  );
}

function LastRun({ last }: { readonly last: ListedExecution }) {
  const href = useHref();
  return (
    <a class="last-run" href={href({ screen: 'executions', arn: last.executionArn })}>
      <Status status={last.status} /> <span class="faint">{agoText(millisOf(last.startDate))}</span>
    </a>
  );
}

function rowsOf(
  machines: readonly ListedMachine[],
  latest: readonly ListedExecution[],
  running: readonly ListedExecution[],
): readonly MachineRow[] {
  const of = (executions: readonly ListedExecution[]) => groupBy(executions, ({ stateMachineArn }) => stateMachineArn);
  const [latestOf, runningOf] = [of(latest), of(running)];
  return machines
    .map((machine): MachineRow => {
      const own = latestOf.get(machine.stateMachineArn) ?? [];
      return {
        machine,
        last: own[0],
        failed: own.filter(({ status }) => status === 'FAILED' || status === 'TIMED_OUT').length,
        running: runningOf.get(machine.stateMachineArn)?.length ?? 0,
      };
    })
    .sort((a, b) => startOf(b.last) - startOf(a.last) || a.machine.name.localeCompare(b.machine.name));
}

const startOf = (execution: ListedExecution | undefined): number => (execution ? millisOf(execution.startDate) : 0);
