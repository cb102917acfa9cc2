import { useState } from 'preact/hooks';
import type { Position } from '#source-text/document.ts';
import { machineNameOfFile } from '#source-text/machine-name-of-file.ts';
import { createMachine, existingArn, type NewMachine, updateMachine } from '../../client/save-machine.ts';
import { go, useConsole, useHref } from '../../console-context.ts';
import { Editor } from '../../editor/editor.tsx';
import { GraphView } from '../../graph/graph-view.tsx';
import { TEMPLATES } from '../../model/templates.ts';
import { FileButton } from '../../parts/file-button.tsx';
import { Empty } from '../../parts/states.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useGraph } from '../../parts/use-graph.ts';
import { Remarks } from './remarks.tsx';
import { type Checked, useChecked } from './use-checked.ts';

/** Writes a definition, shows what is wrong with it and its graph, and makes a state machine of it; with an ARN, changes that one. */
export function DefinitionForm({ begin, arn }: { readonly begin: NewMachine; readonly arn?: string }) {
  const { client } = useConsole();
  const href = useHref();
  const { isBusy, act } = useAct();
  const [name, setName] = useState(begin.name);
  const [type, setType] = useState(begin.type);
  const [roleArn, setRoleArn] = useState(begin.roleArn);
  const [text, setText] = useState(begin.definition);
  const [place, setPlace] = useState<Position>();
  /** The state machine that has the name already, when that has turned out. */
  const [taken, setTaken] = useState<string>();
  const checked = useChecked(text, type);
  const isChecked = checked?.text === text;
  const hasErrors = checked?.remarks.some(({ severity }) => severity === 'error') ?? false;
  const isFine = isChecked && checked.definition !== undefined && !hasErrors && name !== '';

  const save = (target: string | undefined) =>
    act(async () => {
      const machine = { name, type, roleArn, definition: checked?.definition ?? text };
      try {
        if (target !== undefined) await updateMachine(client, target, machine);
        const saved = target ?? (await createMachine(client, machine));
        go(href({ screen: 'machines', arn: saved, options: { tab: 'graph' } }));
        return target === undefined ? `${name} is there.` : `${name} has changed.`;
      } catch (error) {
        if (target === undefined) setTaken(existingArn(error));
        throw error;
      }
    });
  const read = (file: string, content: string) => {
    setText(content);
    if (arn === undefined) setName(machineNameOfFile(file));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(arn);
      }}
    >
      {arn === undefined && (
        <div class="actions tool-row">
          <FileButton label="From a file" accept=".json,.asl,.yaml,.yml" read={read} />
          <select
            aria-label="From a template"
            value=""
            onChange={(event) => {
              const template = TEMPLATES.find((each) => each.name === event.currentTarget.value);
              if (template === undefined) return;
              setText(JSON.stringify(template.definition, undefined, 2));
              if (name === '' || TEMPLATES.some((each) => each.name === name)) setName(template.name);
            }}
          >
            <option value="">From a template …</option>
            {TEMPLATES.map((each) => (
              <option key={each.name} value={each.name}>
                {each.title}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="fields">
        <label class="field">
          <span>Name</span>
          <input
            value={name}
            required
            maxLength={80}
            spellcheck={false}
            readOnly={arn !== undefined}
            onInput={(event) => {
              setName(event.currentTarget.value);
              setTaken(undefined);
            }}
          />
        </label>
        <label class="field">
          <span>Type</span>
          <select
            value={type}
            disabled={arn !== undefined}
            onChange={(event) => setType(event.currentTarget.value === 'EXPRESS' ? 'EXPRESS' : 'STANDARD')}
          >
            <option value="STANDARD">Standard</option>
            <option value="EXPRESS">Express</option>
          </select>
        </label>
        <label class="field">
          <span>Role (nobody looks whether it is there)</span>
          <input value={roleArn} required spellcheck={false} onInput={(event) => setRoleArn(event.currentTarget.value)} />
        </label>
      </div>
      <div class="split writing">
        <Editor
          label="Definition, JSON or YAML"
          text={text}
          set={setText}
          remarks={isChecked ? checked.remarks : []}
          place={place}
          rows={28}
        />
        <Preview checked={checked} />
      </div>
      <Verdict checked={checked} isChecked={isChecked} goTo={setPlace} />
      <div class="actions">
        <button type="submit" class="primary" disabled={isBusy || !isFine}>
          {arn === undefined ? 'Create' : 'Save'}
        </button>
        {taken !== undefined && (
          <button type="button" disabled={isBusy || !isFine} onClick={() => void save(taken)}>
            Change {name} instead, which is there
          </button>
        )}
      </div>
    </form>
  );
}

function Preview({ checked }: { readonly checked: Checked | undefined }) {
  const drawn = useGraph(checked?.definition);
  const [state, setState] = useState('');
  if (!drawn) return <Empty title="What is written cannot be drawn yet" />;
  return <GraphView graph={drawn} selected={state} select={setState} label="Graph of what is written" />;
}

function Verdict({
  checked,
  isChecked,
  goTo,
}: {
  readonly checked: Checked | undefined;
  readonly isChecked: boolean;
  readonly goTo: (place: Position) => void;
}) {
  return (
    <section aria-label="What is wrong with it" class="verdict">
      <p role="status" class={checked?.problem === undefined ? 'faint' : 'refusal'}>
        {!checked || !isChecked
          ? 'It is looked at …'
          : (checked.problem ??
            (checked.remarks.length === 0 ? 'Nothing is wrong with it.' : `${checked.remarks.length} to look at:`))}
      </p>
      {checked && isChecked && <Remarks remarks={checked.remarks} goTo={goTo} />}
    </section>
  );
}
