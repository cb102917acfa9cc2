import { useMemo, useState } from 'preact/hooks';
import { executionNameOf, machineNameOf } from '#arn';
import { mocksFrom, rulesFrom } from '#control/picture/mocks-from.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { writeJson } from '#json/write-json.ts';
import { searchExecutions } from '../../client/executions.ts';
import { createHistoryReader } from '../../client/history-reader.ts';
import { saveFile } from '../../client/save-file.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole, useHref, useOption } from '../../console-context.ts';
import { answerText } from '../../model/rule-text.ts';
import { Answered, Empty } from '../../parts/states.tsx';
import { useAct } from '../../parts/use-act.ts';
import { Warnings } from './mock-file.tsx';

/** How many executions are offered. */
const OFFERED = 50;

/** Makes rules, or a mock file, of what the calls of an execution came to. */
export function Record() {
  const { client } = useConsole();
  const [from, setFrom] = useOption('from');
  const latest = useAsked('latest to record', () => searchExecutions(client, { limit: OFFERED }));
  return (
    <>
      <p class="hint">
        What the calls of an execution came to, to be answered again: as rules, which count for every execution of its state
        machine, or as a mock file, which counts for those that ask for its test case.
      </p>
      <label class="field from">
        <span>Execution: its ARN</span>
        <input
          value={from}
          list="recordable"
          placeholder="arn:aws:states:…:execution:…"
          spellcheck={false}
          onInput={(event) => setFrom(event.currentTarget.value.trim())}
        />
      </label>
      <datalist id="recordable">
        {(latest.value?.items ?? []).map(({ executionArn, status }) => (
          <option key={executionArn} value={executionArn}>
            {status}
          </option>
        ))}
      </datalist>
      {/^arn:[^:]+:states:[^:]+:\d+:execution:.+/.test(from) ? (
        <Recorded key={from} executionArn={from} />
      ) : (
        <Empty title="Choose an execution">
          <p>Its page leads here, too: Record.</p>
        </Empty>
      )}
    </>
  );
}

function Recorded({ executionArn }: { readonly executionArn: string }) {
  const { client } = useConsole();
  const href = useHref();
  const { isBusy, act } = useAct();
  const [warnings, setWarnings] = useState<readonly string[]>();
  const reader = useMemo(() => createHistoryReader(client, executionArn), [client, executionArn]);
  const asked = useAsked<readonly HistoryEvent[]>(
    `history of ${executionArn}`,
    (told) => reader.read(told),
    ({ executions }) => executions.has(executionArn),
  );
  const machine = machineNameOf(executionArn) ?? 'machine';
  return (
    <Answered asked={asked} what="what its calls came to">
      {(history) => {
        const rules = rulesFrom(history, machine);
        if (rules.length === 0)
          return (
            <Empty title="It has called nothing">
              <p>Or nothing has come of its calls yet.</p>
            </Empty>
          );
        const mocks = mocksFrom(history, { machine, testCase: 'recorded' });
        const addRules = () =>
          act(async () => {
            await client.fake('POST rules', { body: writeJson(rules) });
            return `${rules.length} ${rules.length === 1 ? 'rule counts' : 'rules count'} from now on.`;
          });
        const useMocks = () =>
          act(async () => {
            const body = writeJson(mocks);
            setWarnings((await client.fake<{ readonly warnings: readonly string[] }>('PUT mock-config', { body })).warnings);
            return `Started as ${machine}#recorded, its tasks are answered so.`;
          });
        return (
          <>
            <div class="table-frame">
              <table>
                <thead>
                  <tr>
                    <th scope="col">State</th>
                    <th scope="col">
                      What its calls came to in{' '}
                      <a href={href({ screen: 'executions', arn: executionArn })}>{executionNameOf(executionArn)}</a>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rules.map(({ where, then }) => (
                    <tr key={where.state}>
                      <td class="name">{where.state}</td>
                      <td class="answers">
                        <ol>
                          {then.map((answer, call) => (
                            <li key={call} class="summary">
                              {answerText(answer)}
                            </li>
                          ))}
                        </ol>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div class="actions">
              <button type="button" class="primary" disabled={isBusy} onClick={() => void addRules()}>
                Add as rules
              </button>
              <button type="button" disabled={isBusy} onClick={() => void useMocks()}>
                Use as the mock file
              </button>
              <button type="button" onClick={() => saveFile(`${machine}.mocks.json`, writeJson(mocks))}>
                Save the mock file
              </button>
            </div>
            <Warnings warnings={warnings} />
          </>
        );
      }}
    </Answered>
  );
}
