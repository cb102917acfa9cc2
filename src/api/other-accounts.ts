import { splitArn } from '#arn';
import { readTaskToken } from '#interpreter/continuation/task-token.ts';
import type { Caller } from './call.ts';
import { SfnError } from './errors.ts';

/**
 * Refuses a call that names something of another account; throws AccessDeniedException.
 *
 * AWS: resources of Step Functions have no policies that could let in another account — Service Authorization Reference, AWS Step Functions;
 * the sentence is that of an access denied for want of one — IAM user guide, Troubleshoot access denied error messages. "Tokens won't work
 * if you send them from principals in a different AWS account" — API reference, SendTaskSuccess; with which error is inferred, and that the
 * input is checked before the account.
 */
export function refuseOtherAccounts(action: string, input: Readonly<Record<string, unknown>>, caller: Caller): void {
  for (const arn of resourcesIn(input)) {
    const account = splitArn(arn)?.account;
    if (account !== undefined && account !== caller.account) throw accessDenied(action, arn, caller);
  }
}

/** The ARNs of Step Functions that an input names: of what it is about, of the versions an alias leads to, of a token's execution. */
function* resourcesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'object') yield* resourcesIn(member);
    else if (typeof member !== 'string') continue;
    else if (/Arn$/.test(name)) yield member;
    else if (name === 'taskToken') yield readTaskToken(member)?.executionArn ?? '';
  }
}

/** Whoever has keys of an account may do everything in it, as its root user may: there are no other users here. */
const accessDenied = (action: string, resource: string, { partition, account }: Caller): SfnError =>
  new SfnError(
    'AccessDeniedException',
    `User: arn:${partition}:iam::${account}:root is not authorized to perform: states:${action} on resource: ${resource} ` +
      `because no resource-based policy allows the states:${action} action`,
  );
