import { useState } from 'preact/hooks';
import { useConsole } from '../../console-context.ts';
import { Editor } from '../../editor/editor.tsx';
import { jsonProblem } from '../../model/json-problem.ts';
import { FileButton } from '../../parts/file-button.tsx';
import { useAct } from '../../parts/use-act.ts';

const EXAMPLE = JSON.stringify(
  {
    StateMachines: { orders: { TestCases: { happy: { Charge: 'Charged' } } } },
    MockedResponses: { Charged: { '0': { Return: { StatusCode: 200, Payload: { payment: 'p-1' } } } } },
  },
  undefined,
  2,
);

/** Gives the account a mock file of Step Functions Local. */
export function MockFile() {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [text, setText] = useState(EXAMPLE);
  const [warnings, setWarnings] = useState<readonly string[]>();
  const problem = jsonProblem(text);
  const use = () =>
    act(async () => {
      const answer = await client.fake<{ readonly warnings: readonly string[] }>('PUT mock-config', { body: text });
      setWarnings(answer.warnings);
      return 'The mock file counts from now on.';
    });
  return (
    <>
      <p class="hint">
        A mock file as Step Functions Local takes it. It counts for executions that are started with a test case behind the ARN:{' '}
        <code>…:stateMachine:orders#happy</code>. It stands in place of the one in the settings, for this account and region.
      </p>
      <div class="actions tool-row">
        <FileButton label="From a file" accept=".json,application/json" read={(_, content) => setText(content)} />
        <button type="button" class="primary" disabled={isBusy || problem !== undefined} onClick={() => void use()}>
          Use it
        </button>
      </div>
      {problem !== undefined && (
        <p class="refusal" role="alert">
          {problem}
        </p>
      )}
      <Warnings warnings={warnings} />
      <Editor label="Mock file, JSON" text={text} set={setText} />
    </>
  );
}

/** What a mock file says that cannot be meant. */
export const Warnings = ({ warnings }: { readonly warnings: readonly string[] | undefined }) =>
  warnings === undefined || warnings.length === 0 ? null : (
    <section class="failure" aria-label="Warnings">
      <p class="failure-title">It counts, but for this:</p>
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </section>
  );
