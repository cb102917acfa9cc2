import { useState } from 'preact/hooks';
import { labelOf, machineNameOf, machinePathOf, stateMachineOf } from '#arn';
import { isMissing } from '../../client/call-error.ts';
import { type DescribedMapRun, describeMapRun, isAbout } from '../../client/map-runs.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole, useHref, useOption } from '../../console-context.ts';
import { Crumbs } from '../../parts/crumbs.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { Moment, Took } from '../../parts/moment.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { Status } from '../../parts/status.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { Children } from './children.tsx';
import { CountsPanel } from './counts-panel.tsx';
import { LimitsDialog } from './limits-dialog.tsx';
import { RedriveNote } from './redrive-note.tsx';

/** A Map Run: how far it is, what it may do at a time, and its child executions. */
export function MapRunScreen({ arn }: { readonly arn: string }) {
  const label = labelOf(arn) ?? '';
  useTitle(`Map Run ${label}`);
  const { client } = useConsole();
  const href = useHref();
  const described = useAsked(
    `map run ${arn}`,
    () => describeMapRun(client, arn),
    (change) => isAbout(change, arn),
  );
  if (isMissing(described.error))
    return (
      <Empty title="There is no such Map Run any more">
        <p>
          It was forgotten with its execution, or is another account's. <a href={href({ screen: 'machines' })}>State machines</a>
        </p>
      </Empty>
    );
  return (
    <Answered asked={described} what="the Map Run">
      {(mapRun) => <There mapRun={mapRun} label={label} again={described.again} />}
    </Answered>
  );
}

function There({
  mapRun,
  label,
  again,
}: {
  readonly mapRun: DescribedMapRun;
  readonly label: string;
  readonly again: () => void;
}) {
  const href = useHref();
  const { mapRunArn, executionArn, status, itemCounts, executionCounts } = mapRun;
  const [wanted, setWanted] = useOption('status');
  const [isLimiting, setLimiting] = useState(false);
  const machine = stateMachineOf(executionArn.replace(':execution:', ':stateMachine:'));
  return (
    <>
      <Crumbs
        ways={[
          { href: href({ screen: 'machines' }), title: 'State machines' },
          { href: href({ screen: 'machines', arn: machine }), title: <span class="name">{machineNameOf(machine)}</span> },
          {
            href: href({ screen: 'executions', arn: executionArn, options: { mapRun: mapRunArn } }),
            title: <span class="name">{executionArn.split(':')[7]}</span>,
          },
        ]}
      />
      <header class="screen-head">
        <h1>
          Map Run <span class="name">{label}</span> <Status status={status} />
        </h1>
        <div class="actions">
          <a class="button" href={href({ screen: 'executions', arn: executionArn, options: { mapRun: mapRunArn } })}>
            To its state
          </a>
          {status === 'RUNNING' && (
            <button type="button" onClick={() => setLimiting(true)}>
              Change limits
            </button>
          )}
        </div>
      </header>
      <MapRunFacts mapRun={mapRun} />
      <RedriveNote mapRun={mapRun} />
      <div class="pair">
        <CountsPanel title="Items" counts={itemCounts} />
        <CountsPanel title="Child executions" counts={executionCounts} />
      </div>
      <h2>Child executions</h2>
      <Children mapRunArn={mapRunArn} counts={executionCounts} status={wanted} setStatus={setWanted} />
      {isLimiting && <LimitsDialog mapRun={mapRun} changed={again} close={() => setLimiting(false)} />}
    </>
  );
}

function MapRunFacts({ mapRun }: { readonly mapRun: DescribedMapRun }) {
  const { mapRunArn, startDate, stopDate, maxConcurrency, itemCounts } = mapRun;
  const bad = itemCounts.failed + itemCounts.timedOut;
  const facts: readonly Fact[] = [
    ['Started', <Moment key="started" time={startDate} />],
    ['Took', <Took key="took" from={startDate} to={stopDate} />],
    ['At a time', maxConcurrency === 0 ? 'as many as there can be' : `at most ${count(maxConcurrency)}`],
    ['Failures tolerated', `${toleratedText(mapRun)}; ${count(bad)} so far`],
    [
      'State',
      <span key="state" class="name">
        {machinePathOf(mapRunArn)}
      </span>,
    ],
  ];
  return <Facts facts={facts} arn={mapRunArn} />;
}

/** AWS: a Map Run fails where either of the two is exceeded — Developer Guide, Setting failure thresholds for Distributed Map states. */
function toleratedText({ toleratedFailureCount, toleratedFailurePercentage }: DescribedMapRun): string {
  const limits = [
    ...(toleratedFailureCount > 0 ? [`${count(toleratedFailureCount)} items`] : []),
    ...(toleratedFailurePercentage > 0 ? [`${toleratedFailurePercentage} % of the items`] : []),
  ];
  return limits.length === 0 ? 'none' : limits.join(', or ');
}

const count = (value: number): string => value.toLocaleString('en');
