import type { Action, ActionContext, ApiParts } from './action.ts';
import type { Api } from './call.ts';
import { checkInput } from './constraints.ts';
import { SfnError } from './errors.ts';
import { refuseOtherAccounts } from './other-accounts.ts';

/**
 * Makes the API of these actions. A call is looked up, its input is checked (SerializationException, then ValidationException), then
 * whether it may name what it names (AccessDeniedException), then the action runs.
 */
export function createApi(actions: Readonly<Record<string, Action>>, parts: ApiParts): Api {
  const { storage, runtime, activityQueue, callTask, uuid, accountsAreClosed, checkStart } = parts;
  const { timeOf, now: clockNow, isLogGroupMissing, importMachine, aside } = parts;
  return async ({ action: name, input, caller, requestId, traceHeader, task, beginning, remainingMillis }) => {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action?.run === undefined) throw new SfnError('UnknownOperationException', `Unknown operation: ${name}`);
    const checked = checkInput(action.input, input);
    if (accountsAreClosed) refuseOtherAccounts(name, checked, caller);
    const told = timeOf ? timeOf(caller) : clockNow;
    const accountNow = told instanceof Promise ? await told : told;
    return action.run(checked, {
      caller,
      requestId,
      traceHeader,
      task,
      beginning,
      remainingMillis,
      now: task ? () => accountNow() + task.skippedMillis : accountNow,
      clockNow,
      timeOf,
      storage,
      runtime,
      activityQueue,
      callTask,
      uuid,
      accountsAreClosed,
      checkStart,
      isLogGroupMissing,
      importMachine,
      aside,
    } satisfies Complete<ActionContext>);
  };
}

/** Every member, also those that may be missing: a context is written out in one shape, and none may be forgotten. */
type Complete<Context> = { readonly [Member in keyof Required<Context>]: Context[Member] | undefined };
