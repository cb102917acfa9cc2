import { listMachines } from '../../client/machines.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole } from '../../console-context.ts';
import type { AnswerKind, RuleDraft } from '../../model/rule-draft.ts';

const KINDS: Readonly<Record<AnswerKind, string>> = {
  throw: 'fail with an error',
  return: 'return a result',
  pending: 'wait for their token',
  real: 'ask the real service',
};

const isKind = (text: string): text is AnswerKind => Object.hasOwn(KINDS, text);

/** The shapes that most rules have. */
export function RuleForm({ draft, set }: { readonly draft: RuleDraft; readonly set: (draft: RuleDraft) => void }) {
  const { client } = useConsole();
  const machines = useAsked(
    'machines',
    () => listMachines(client),
    () => false,
  );
  const text = (name: Exclude<keyof RuleDraft, 'kind'>, label: string, more: object = {}) => (
    <label class="field">
      <span>{label}</span>
      <input
        value={draft[name]}
        spellcheck={false}
        {...more}
        onInput={(event) => set({ ...draft, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <fieldset class="fields">
        <legend>Calls of (what is empty may be any)</legend>
        {text('machine', 'State machine', { list: 'rule-machines' })}
        <datalist id="rule-machines">
          {(machines.value?.items ?? []).map(({ name, stateMachineArn }) => (
            <option key={stateMachineArn} value={name} />
          ))}
        </datalist>
        {text('state', 'State, or /regular expression/')}
        {text('execution', 'Executions whose name begins with')}
        {text('call', 'Which calls in each execution: 3, or 2-5')}
      </fieldset>
      <fieldset class="fields">
        <legend>They</legend>
        <label class="field">
          <span>What they do</span>
          <select
            value={draft.kind}
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (isKind(value)) set({ ...draft, kind: value });
            }}
          >
            {Object.entries(KINDS).map(([kind, says]) => (
              <option key={kind} value={kind}>
                {says}
              </option>
            ))}
          </select>
        </label>
        {draft.kind === 'throw' && (
          <>
            {text('error', 'Error (what Retry and Catch look at)')}
            {text('cause', 'Cause')}
          </>
        )}
        {draft.kind === 'return' && (
          <label class="field whole">
            <span>Result, JSON</span>
            <textarea
              rows={4}
              spellcheck={false}
              value={draft.result}
              onInput={(event) => set({ ...draft, result: event.currentTarget.value })}
            />
          </label>
        )}
        {text('seconds', 'After so many seconds of the execution’s time', { inputMode: 'decimal' })}
        {text('times', 'Only so often, then the real service', { inputMode: 'numeric' })}
      </fieldset>
    </>
  );
}
