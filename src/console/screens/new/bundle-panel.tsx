import { useState } from 'preact/hooks';
import { isObject } from '#json/json.ts';
import type { Replayed } from '../../client/replay.ts';
import { go, useConsole, useHref } from '../../console-context.ts';
import { Editor } from '../../editor/editor.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { Divergence } from './divergence.tsx';

/** Another definition than the one that ran. */
interface Other {
  readonly name: string;
  readonly text: string;
}

/** Takes in an execution of elsewhere, or runs it again with its own answers and shows where it parts. */
export function BundlePanel() {
  const { client } = useConsole();
  const href = useHref();
  const { isBusy, act } = useAct();
  const [text, setText] = useState('');
  const [other, setOther] = useState<Other>();
  const [compares, setCompares] = useState('values');
  const [replayed, setReplayed] = useState<Replayed>();
  const problem = bundleProblem(text);
  const change = (now: string) => {
    setText(now);
    setReplayed(undefined);
  };
  const take = () =>
    act(async () => {
      const { executionArn } = await client.fake<{ readonly executionArn: string }>('POST bundles', { body: text });
      go(href({ screen: 'executions', arn: executionArn }));
      return 'Imported: it can be looked at, and not changed.';
    });
  const replay = () =>
    act(async () => {
      const { definitionIn } = await import('#source-text/definition-in.ts');
      const read = other && definitionIn(other.text);
      if (read && 'problem' in read) throw new Error(`${other?.name} is neither JSON nor YAML: ${read.problem.message}`);
      // The bundle goes as it is written: its numbers may be more than JavaScript has.
      const more = `${read ? `,"definition":${JSON.stringify(read.definition)}` : ''},"compares":${JSON.stringify(compares)}`;
      const answer = await client.fake<Replayed>('POST replay', { body: `{"bundle":${text}${more}}` });
      setReplayed(answer);
      return answer.same ? 'The same.' : 'It parts.';
    });
  return (
    <>
      <p class="hint">
        A bundle is what Export on the page of an execution saves, or{' '}
        <code>{'{"definition": …, "execution": …, "history": …}'}</code> with what describe-state-machine-for-execution,
        describe-execution and get-execution-history of the AWS CLI print.
      </p>
      <div class="actions tool-row">
        <FileButton label="Bundle from a file" accept=".json" read={(_, content) => change(content)} />
        <button type="button" disabled={isBusy || problem !== undefined} onClick={() => void take()}>
          Import
        </button>
        <button type="button" class="primary" disabled={isBusy || problem !== undefined} onClick={() => void replay()}>
          Replay
        </button>
        <FileButton
          label={other ? `Against ${other.name}` : 'Against another definition'}
          accept=".json,.asl,.yaml,.yml"
          read={(name, content) => setOther({ name, text: content })}
        />
        {other && (
          <button type="button" class="quiet" onClick={() => setOther(undefined)}>
            Against its own
          </button>
        )}
        <select aria-label="What is compared" value={compares} onChange={(event) => setCompares(event.currentTarget.value)}>
          <option value="values">Compare events and data</option>
          <option value="events">Compare events alone</option>
        </select>
      </div>
      {text !== '' && problem !== undefined && (
        <p class="refusal" role="alert">
          {problem}
        </p>
      )}
      {replayed && <Divergence replayed={replayed} />}
      <Editor label="Bundle, JSON" text={text} set={change} rows={20} />
    </>
  );
}

function bundleProblem(text: string): string | undefined {
  try {
    return isObject(JSON.parse(text)) ? undefined : 'A bundle is a JSON object.';
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
