import type { Action, ApiParts } from './action.ts';
import type { Api } from './call.ts';
import { checkInput } from './constraints.ts';
import { SfnError } from './errors.ts';
import { refuseOtherAccounts } from './other-accounts.ts';

/**
 * Makes the API of these actions. A call is looked up, its input is checked (SerializationException, then ValidationException), then
 * whether it may name what it names (AccessDeniedException), then the action runs.
 */
export function createApi(actions: Readonly<Record<string, Action>>, parts: ApiParts): Api {
  return async ({ action: name, input, ...call }) => {
    const { caller, task } = call;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action?.run === undefined) throw new SfnError('UnknownOperationException', `Unknown operation: ${name}`);
    const checked = checkInput(action.input, input);
    if (parts.accountsAreClosed) refuseOtherAccounts(name, checked, caller);
    const accountNow = parts.timeOf ? await parts.timeOf(caller) : parts.now;
    const now = task ? () => accountNow() + task.skippedMillis : accountNow;
    return await action.run(checked, { ...call, ...parts, now, clockNow: parts.now });
  };
}
