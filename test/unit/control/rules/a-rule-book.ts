import { createNotes } from '#control/notes.ts';
import { createRules, type Rules } from '#control/rules/rules.ts';
import type { Sandbox } from '#control/sandbox.ts';
import type { TaskCall } from '#integrations/integration.ts';
import type { Json } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';

export const SANDBOX: Sandbox = { account: '123456789012', region: 'us-east-1' };

/** Rules on a storage, and a clock that the test moves. */
export interface RuleBook {
  readonly rules: Rules;
  readonly storage: Storage;
  readonly add: (...rules: Json[]) => Promise<unknown>;
  /** Rules of another process on the same storage. */
  readonly elsewhere: () => Rules;
  readonly passMillis: (millis: number) => void;
}

export function aRuleBook(): RuleBook {
  const storage = createMemoryStorage();
  let now = 1_760_000_000_000;
  const elsewhere = () => createRules(createNotes(storage, () => now));
  const rules = elsewhere();
  return {
    rules,
    storage,
    elsewhere,
    add: (...added) => rules.add(SANDBOX, added),
    passMillis: (millis) => {
      now += millis;
    },
  };
}

/** A call of the state Charge of the machine orders; say what is different. */
export function aCall(different: Partial<TaskCall> & { readonly execution?: string; readonly machine?: string } = {}): TaskCall {
  const { execution = 'e-1', machine = 'orders', ...rest } = different;
  return {
    resource: 'arn:aws:states:::lambda:invoke',
    parameters: '{"FunctionName":"charge"}',
    token: 'token',
    state: 'Charge',
    stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`,
    executionArn: `arn:aws:states:us-east-1:123456789012:execution:${machine}:${execution}`,
    invocation: 0,
    signal: new AbortController().signal,
    ...rest,
  };
}
