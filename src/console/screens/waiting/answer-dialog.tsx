import { useState } from 'preact/hooks';
import type { Waiting } from '../../client/waiting.ts';
import { useConsole } from '../../console-context.ts';
import { jsonProblem } from '../../model/json-problem.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAct } from '../../parts/use-act.ts';

/** Answers a task token, as whoever has it would: SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat. */
export function AnswerDialog({ item, close }: { readonly item: Waiting; readonly close: () => void }) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [tab, setTab] = useState('succeed');
  const [output, setOutput] = useState('{}');
  const [error, setError] = useState('');
  const [cause, setCause] = useState('');
  const { state, token: taskToken = '', payload } = item;
  const problem = jsonProblem(output);
  const send = async (action: string, input: object, said: string) => {
    const isDone = await act(async () => {
      await client.action(action, { taskToken, ...input });
      return said;
    });
    if (isDone && action !== 'SendTaskHeartbeat') close();
  };
  const succeed = (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send('SendTaskSuccess', { output }, `${state} has succeeded.`);
      }}
    >
      <label class="field">
        <span>Output, JSON</span>
        <textarea
          rows={6}
          spellcheck={false}
          value={output}
          aria-invalid={problem !== undefined}
          onInput={(event) => setOutput(event.currentTarget.value)}
        />
      </label>
      {problem !== undefined && (
        <p class="refusal" role="alert">
          {problem}
        </p>
      )}
      <div class="dialog-foot">
        <button type="submit" class="primary" disabled={isBusy || problem !== undefined}>
          Succeed
        </button>
      </div>
    </form>
  );
  const fail = (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const said = { ...(error !== '' && { error }), ...(cause !== '' && { cause }) };
        void send('SendTaskFailure', said, `${state} has failed.`);
      }}
    >
      <label class="field">
        <span>Error (what Retry and Catch look at)</span>
        <input value={error} maxLength={256} spellcheck={false} onInput={(event) => setError(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>Cause</span>
        <textarea rows={3} value={cause} maxLength={32_768} onInput={(event) => setCause(event.currentTarget.value)} />
      </label>
      <div class="dialog-foot">
        <button type="submit" class="primary" disabled={isBusy}>
          Fail
        </button>
      </div>
    </form>
  );
  const beat = (
    <>
      <p class="hint">
        Says that somebody is at work: the time until the next heartbeat begins anew, and nothing else changes.
        {item.heartbeatAt === undefined && ' This state expects none.'}
      </p>
      <div class="dialog-foot">
        <button
          type="button"
          class="primary"
          disabled={isBusy}
          onClick={() => void send('SendTaskHeartbeat', {}, 'The heartbeat was taken.')}
        >
          Send a heartbeat
        </button>
      </div>
    </>
  );
  return (
    <Dialog title={`Answer ${state}`} close={close}>
      <details class="part">
        <summary>What was sent</summary>
        <JsonView text={JSON.stringify(payload)} label="what was sent" />
      </details>
      <p class="token">
        <Copyable text={taskToken} what="the token" />
      </p>
      <Tabs
        label="Answer"
        chosen={tab}
        choose={setTab}
        tabs={[
          { name: 'succeed', title: 'Succeed', show: () => succeed },
          { name: 'fail', title: 'Fail', show: () => fail },
          { name: 'heartbeat', title: 'Heartbeat', show: () => beat },
        ]}
      />
    </Dialog>
  );
}
