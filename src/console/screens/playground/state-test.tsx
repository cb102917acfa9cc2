import { useState } from 'preact/hooks';
import type { Draft } from '../../client/explain.ts';
import { useConsole } from '../../console-context.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { OutcomeMark } from '../../parts/status.tsx';
import { complaint, useAct } from '../../parts/use-act.ts';

const LEVELS = ['INFO', 'DEBUG', 'TRACE'] as const;

/** AWS: API reference, TestState. */
interface Tested {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: object;
}

/** Has AWS's TestState run the state of a draft, with as much of what is inside as is asked for. */
export function StateTest({ draft }: { readonly draft: Draft }) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [inspectionLevel, setLevel] = useState<string>('DEBUG');
  const [tested, setTested] = useState<Tested>();
  const [refusal, setRefusal] = useState<string>();
  const run = () =>
    act(async () => {
      setTested(undefined);
      setRefusal(undefined);
      try {
        const answer = await client.action<Tested>('TestState', { ...requestOf(draft), inspectionLevel });
        setTested(answer);
        return 'TestState has answered.';
      } catch (error) {
        setRefusal(complaint(error));
        return 'TestState refuses that.';
      }
    });
  return (
    <section class="state-test" aria-label="TestState">
      <div class="dialog-row">
        <button type="button" disabled={isBusy} onClick={() => void run()}>
          Run TestState
        </button>
        <label>
          inspection level{' '}
          <select value={inspectionLevel} onChange={(event) => setLevel(event.currentTarget.value)}>
            {LEVELS.map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
        </label>
      </div>
      {refusal !== undefined && (
        <p class="refusal" role="alert">
          {refusal}
        </p>
      )}
      {tested && <TestedView tested={tested} />}
    </section>
  );
}

const TestedView = ({ tested }: { readonly tested: Tested }) => {
  const { status, output, error, cause, nextState, inspectionData } = tested;
  return (
    <>
      <p>
        <OutcomeMark
          outcome={({ SUCCEEDED: 'succeeded', CAUGHT_ERROR: 'caught', RETRIABLE: 'retrying', FAILED: 'failed' } as const)[status]}
          word={status}
        />{' '}
        {nextState !== undefined && (
          <>
            next <strong class="name">{nextState}</strong>
          </>
        )}{' '}
        {error}
      </p>
      {cause !== undefined && <p class="cause">{cause}</p>}
      {output !== undefined && <JsonView text={output} label="the output of TestState" />}
      {inspectionData && <JsonView text={JSON.stringify(inspectionData)} label="what TestState has inspected" />}
    </>
  );
};

/** Without a result or an error its work is done for real, as far as this fake lets tasks go. */
function requestOf({ definition, state, input, variables, context, result, errorOutput }: Draft): object {
  const mock =
    errorOutput.trim() === '' ? (result.trim() === '' ? undefined : { result }) : { errorOutput: errorOf(errorOutput) };
  const given = { input, variables, context };
  return {
    definition,
    stateName: state,
    mock,
    ...Object.fromEntries(Object.entries(given).filter(([, text]) => text.trim() !== '')),
  };
}

function errorOf(text: string): object {
  const { Error: error = '', Cause: cause = '' } = JSON.parse(text);
  return { error, cause };
}
