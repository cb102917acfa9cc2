import type { ComponentChildren } from 'preact';
import { machineNameOf } from '#arn';
import type { ListedExecution } from '../client/executions.ts';
import { useHref } from '../console-context.ts';
import { Moment, Took } from './moment.tsx';
import { Status } from './status.tsx';

/** Executions, a line each; `hasMachine` where they are not all of the same one, `itemsOf` where they are of items of a Map Run. */
export function ExecutionTable<Listed extends ListedExecution>({
  executions,
  hasMachine = false,
  itemsOf,
  errorOf = ({ error = '', cause }) => <span title={cause}>{error}</span>,
}: {
  readonly executions: readonly Listed[];
  readonly hasMachine?: boolean;
  readonly itemsOf?: (execution: Listed) => number;
  readonly errorOf?: (execution: Listed) => ComponentChildren;
}) {
  const href = useHref();
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">Execution</th>
            {hasMachine && <th scope="col">State machine</th>}
            <th scope="col">Status</th>
            {itemsOf && <th scope="col">Items</th>}
            <th scope="col">Started</th>
            <th scope="col">Took</th>
            <th scope="col">Error</th>
          </tr>
        </thead>
        <tbody>
          {executions.map((execution) => (
            <tr key={execution.executionArn}>
              <td>
                <a class="name" href={href({ screen: 'executions', arn: execution.executionArn })}>
                  {execution.name}
                </a>
                {execution.imported && <span class="tag">imported</span>}
              </td>
              {hasMachine && (
                <td>
                  <a class="name" href={href({ screen: 'machines', arn: execution.stateMachineArn })}>
                    {machineNameOf(execution.stateMachineArn)}
                  </a>
                </td>
              )}
              <td>
                <Status status={execution.status} />
              </td>
              {itemsOf && <td class="number">{itemsOf(execution)}</td>}
              <td class="number">
                <Moment time={execution.startDate} />
              </td>
              <td class="number">
                <Took from={execution.startDate} to={execution.stopDate} />
              </td>
              <td class="error-name">{errorOf(execution)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
