import { graphOf } from '#control/picture/graph-of.ts';
import { isObject } from '#json/json.ts';
import { type Draft, GIVEN } from '../../client/explain.ts';
import { Editor } from '../../editor/editor.tsx';
import { jsonProblem } from '../../model/json-problem.ts';
import { TextField } from '../../parts/text-field.tsx';

const FIELDS: Readonly<Record<(typeof GIVEN)[number], readonly [label: string, rows: number, hint: string]>> = {
  input: ['Input', 8, '{}'],
  variables: ['Variables', 3, '{"price": 4}'],
  context: ['Context object (one is made up where it is empty)', 3, '{"Execution": {"Name": "e-1"}}'],
  result: ['Result of its work', 4, '{"Payload": {}}'],
  errorOutput: ['Or the error that its work fails with', 2, '{"Error": "Busy", "Cause": "…"}'],
};

/** What is tried out, and with what: all of it can be changed. */
export function DraftFields({ draft, set }: { readonly draft: Draft; readonly set: (draft: Draft) => void }) {
  const isState = draft.of === 'state';
  return (
    <>
      {isState ? (
        <>
          <div class="field">
            <span>Definition</span>
            <Editor
              label="Definition, JSON"
              text={draft.definition}
              rows={16}
              set={(definition) => set({ ...draft, definition })}
            />
          </div>
          <StateSelect draft={draft} set={set} />
        </>
      ) : (
        <TextField label="Expression" text={draft.expression} rows={4} set={(expression) => set({ ...draft, expression })} />
      )}
      {GIVEN.map((name) => {
        const [label, rows, hint] = FIELDS[name];
        if (name === 'errorOutput' && !isState) return null;
        return (
          <TextField
            key={name}
            label={`${label}, JSON`}
            text={draft[name]}
            rows={rows}
            hint={hint}
            problem={draft[name].trim() === '' ? undefined : jsonProblem(draft[name])}
            set={(text) => set({ ...draft, [name]: text })}
          />
        );
      })}
    </>
  );
}

function StateSelect({ draft, set }: { readonly draft: Draft; readonly set: (draft: Draft) => void }) {
  const names = statesIn(draft.definition);
  const all = names.includes(draft.state) || draft.state === '' ? names : [draft.state, ...names];
  return (
    <label class="field">
      <span>State</span>
      <select value={draft.state} onChange={(event) => set({ ...draft, state: event.currentTarget.value })}>
        {all.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

function statesIn(definition: string): readonly string[] {
  if (jsonProblem(definition) !== undefined) return [];
  const value: unknown = JSON.parse(definition);
  return isObject(value) ? graphOf(value).nodes.map(({ state }) => state) : [];
}

/** What keeps a draft from being sent. */
export function problemIn(draft: Draft): string | undefined {
  const texts = [...(draft.of === 'state' ? [draft.definition] : []), ...GIVEN.map((name) => draft[name]).filter(isWritten)];
  return texts.map(jsonProblem).find((problem) => problem !== undefined);
}

const isWritten = (text: string): boolean => text.trim() !== '';
