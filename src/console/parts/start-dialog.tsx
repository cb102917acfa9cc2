import { useState } from 'preact/hooks';
import { machineNameOf } from '#arn';
import { go, useConsole, useHref } from '../console-context.ts';
import { jsonProblem } from '../model/json-problem.ts';
import { Dialog } from './dialog.tsx';
import { JsonView } from './json-view.tsx';
import { useAct } from './use-act.ts';

export interface StartDialogProps {
  readonly title: string;
  readonly machineArn: string;
  readonly input: string;
  /** Whether the answer is waited for: who is EXPRESS can be started in no other way that shows what came of it. */
  readonly isSync?: boolean;
  readonly close: () => void;
}

/** Starts an execution with an input that can be changed first. */
export function StartDialog({ title, machineArn, input, isSync = false, close }: StartDialogProps) {
  const { client } = useConsole();
  const href = useHref();
  const { isBusy, act } = useAct();
  const [text, setText] = useState(() => writtenOut(input));
  const [name, setName] = useState('');
  const [answer, setAnswer] = useState<SyncAnswer>();
  const problem = jsonProblem(text);
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = { stateMachineArn: machineArn, input: text, ...(name !== '' && { name }) };
    const isDone = await act(async () => {
      if (isSync) {
        const came: SyncAnswer = await client.action('StartSyncExecution', given);
        setAnswer(came);
        return `It has ${came.status === 'SUCCEEDED' ? 'succeeded' : 'failed'}.`;
      }
      const { executionArn } = await client.action<{ readonly executionArn: string }>('StartExecution', given);
      go(href({ screen: 'executions', arn: executionArn }));
      return 'Started.';
    });
    if (isDone && !isSync) close();
  };
  return (
    <Dialog title={title} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <p class="hint">
          State machine <strong class="name">{machineNameOf(machineArn)}</strong>
        </p>
        <label class="field">
          <span>Name (one is made up where it is empty)</span>
          <input value={name} maxLength={80} spellcheck={false} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>Input, JSON</span>
          <textarea
            rows={12}
            spellcheck={false}
            value={text}
            aria-invalid={problem !== undefined}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        {problem !== undefined && (
          <p class="refusal" role="alert">
            {problem}
          </p>
        )}
        {answer && (
          <section aria-label="Result">
            <p class={`outcome ${answer.status === 'SUCCEEDED' ? 'succeeded' : 'failed'}`}>
              {answer.status} {answer.error}
            </p>
            <JsonView text={answer.output ?? answer.cause ?? ''} label="the result" />
          </section>
        )}
        <div class="dialog-foot">
          <button type="submit" class="primary" disabled={isBusy || problem !== undefined}>
            Start
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface SyncAnswer {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Only as far as nothing of it changes by that: numbers stay as they are spelled. */
function writtenOut(text: string): string {
  try {
    const out = JSON.stringify(JSON.parse(text), undefined, 2);
    return JSON.stringify(JSON.parse(out)) === text.replace(/\s*\n\s*/g, '') ? out : text;
  } catch {
    return text;
  }
}
