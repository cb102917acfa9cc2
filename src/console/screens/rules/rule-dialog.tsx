import { useState } from 'preact/hooks';
import { useConsole } from '../../console-context.ts';
import { Editor } from '../../editor/editor.tsx';
import { jsonProblem } from '../../model/json-problem.ts';
import { NEW_DRAFT, ruleOf } from '../../model/rule-draft.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAct } from '../../parts/use-act.ts';
import { RuleForm } from './rule-form.tsx';

/** Adds a rule, by a form for what is common, or as JSON for everything. */
export function RuleDialog({ close, added }: { readonly close: () => void; readonly added: () => void }) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [tab, setTab] = useState('form');
  const [draft, setDraft] = useState(NEW_DRAFT);
  const [text, setText] = useState('');
  const read = ruleOf(draft);
  const problem = tab === 'json' ? jsonProblem(text) : 'problem' in read ? read.problem : undefined;
  const choose = (chosen: string) => {
    // Who goes on in JSON goes on from what the form says.
    if (chosen === 'json' && 'rule' in read) setText(JSON.stringify(read.rule, undefined, 2));
    setTab(chosen);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const isDone = await act(async () => {
      await client.fake('POST rules', { body: tab === 'json' ? text : 'rule' in read ? read.rule : {} });
      return 'The rule counts from now on.';
    });
    if (isDone) added();
  };
  return (
    <Dialog title="Add a rule" close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Tabs
          label="How to write it"
          chosen={tab}
          choose={choose}
          tabs={[
            { name: 'form', title: 'Form', show: () => <RuleForm draft={draft} set={setDraft} /> },
            {
              name: 'json',
              title: 'JSON',
              show: () => (
                <>
                  <p class="hint">
                    A rule <code>{'{"where": {…}, "then": {…}}'}</code>, or a list of rules. <code>then</code> may be a list of
                    answers, used up one call after the other.
                  </p>
                  <Editor label="The rule, JSON" text={text} set={setText} rows={16} />
                </>
              ),
            },
          ]}
        />
        {problem !== undefined && (
          <p class="refusal" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-foot">
          <button type="submit" class="primary" disabled={isBusy || problem !== undefined}>
            Add
          </button>
        </div>
      </form>
    </Dialog>
  );
}
