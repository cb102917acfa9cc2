import { useState } from 'preact/hooks';
import { listRules, type Rule } from '../../client/rules.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole } from '../../console-context.ts';
import { answerText, whereText } from '../../model/rule-text.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useAct } from '../../parts/use-act.ts';
import { RuleDialog } from './rule-dialog.tsx';

/** The rules, in the order in which they are looked at, with what each has answered. */
export function RuleList() {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [open, setOpen] = useState<'add' | 'remove all'>();
  const asked = useAsked('rules', () => listRules(client));
  const close = () => setOpen(undefined);
  const remove = async (id?: string) => {
    const isDone = await act(async () => {
      await client.fake(id === undefined ? 'DELETE rules' : `DELETE rules/${encodeURIComponent(id)}`);
      return id === undefined ? 'There are no rules any more.' : 'The rule is gone.';
    });
    if (isDone) close();
    asked.again();
  };
  return (
    <>
      <div class="actions tool-row">
        <button type="button" class="primary" onClick={() => setOpen('add')}>
          <Icon name="plus" /> Add a rule
        </button>
        {(asked.value?.length ?? 0) > 0 && (
          <button type="button" onClick={() => setOpen('remove all')}>
            Remove all
          </button>
        )}
      </div>
      <Answered asked={asked} what="rules">
        {(rules) =>
          rules.length === 0 ? (
            <Empty title="There are no rules">
              <p>
                A rule answers calls of tasks in place of a service: with a result, an error, after a while, or not at all until
                somebody has the token. Rules stand in front of mock files.
              </p>
            </Empty>
          ) : (
            <RuleTable rules={rules.toReversed()} isBusy={isBusy} remove={(id) => void remove(id)} />
          )
        }
      </Answered>
      {open === 'add' && (
        <RuleDialog
          close={close}
          added={() => {
            close();
            asked.again();
          }}
        />
      )}
      {open === 'remove all' && (
        <Dialog title="Remove all rules" close={close}>
          <p>
            All {asked.value?.length} rules of this account and region are removed. Calls go to mock files and services again.
          </p>
          <div class="dialog-foot">
            <button type="button" class="primary" disabled={isBusy} onClick={() => void remove()}>
              Remove all rules
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

const RuleTable = ({
  rules,
  isBusy,
  remove,
}: {
  readonly rules: readonly Rule[];
  readonly isBusy: boolean;
  readonly remove: (id: string) => void;
}) => (
  <>
    <p class="hint">
      The first of these that fits a call answers it: a rule that comes later stands in front of those before it.
    </p>
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">Calls of</th>
            <th scope="col">Answer, one call after the other</th>
            <th scope="col">Hits</th>
            <th scope="col">
              <span class="unseen">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ id, where, then, hits }) => (
            <tr key={id}>
              <td class="rule-where">
                {whereText(where).map((phrase) => (
                  <div key={phrase} class="name">
                    {phrase}
                  </div>
                ))}
              </td>
              <td class="answers">
                <ol>
                  {then.map((answer, index) => (
                    <li key={index} class="summary">
                      {answerText(answer)}
                    </li>
                  ))}
                </ol>
              </td>
              <td class="number">{hits === 0 ? <span class="faint">0</span> : hits}</td>
              <td>
                <button
                  type="button"
                  disabled={isBusy}
                  aria-label={`Remove the rule for ${whereText(where).join(', ')}`}
                  onClick={() => remove(id)}
                >
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
);
