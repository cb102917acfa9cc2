import { machineNameOf } from '#arn';
import type { Integration, TaskCall, TaskOutcome } from '#integrations/integration.ts';
import { type Sandbox, sandboxOf } from './sandbox.ts';

/** A call that a task has made, and what came back; texts are JSON texts. */
export interface RecordedCall {
  /** Epoch milliseconds by the clock. */
  readonly at: number;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly state: string;
  readonly resource: string;
  readonly parameters: string;
  /** Which call of this state it is in its execution, from 1. */
  readonly call: number;
  /** There where the call has ended. */
  readonly outcome?: TaskOutcome;
}

/** Which calls are asked for. */
export interface CallFilter {
  /** The state machine's name. */
  readonly machine?: string;
  readonly state?: string;
}

/** The last calls that tasks of this process have made. */
export interface Calls {
  /** Those of an account and region, oldest first. */
  readonly list: (sandbox: Sandbox, filter?: CallFilter) => RecordedCall[];
  /** Those of one account, or of all. */
  readonly forget: (sandbox?: Sandbox) => void;
  /** Has the calls of this integration noted down. */
  readonly noting: (integration: Integration) => Integration;
}

/** So many calls are kept for each account and region. */
const KEPT = 1_000;

/** How much of their texts is kept of all accounts together, in UTF-16 code units: a call may have twice 262,144. */
const MAX_UNITS = 32 * 1024 * 1024;

/** Of how many accounts: who has not made any for longest is forgotten. */
const MAX_ACCOUNTS = 1_000;

/** The calls of an account, oldest first. */
interface Kept {
  readonly calls: RecordedCall[];
  units: number;
}

export function createCalls(now: () => number): Calls {
  const kept = new Map<string, Kept>();
  let units = 0;

  const keyOf = ({ account, region }: Sandbox) => `${account}/${region}`;

  function forget(key: string): void {
    units -= kept.get(key)?.units ?? 0;
    kept.delete(key);
  }

  function grow(account: Kept, by: number): void {
    account.units += by;
    units += by;
  }

  /** Forgets the oldest calls of an account. */
  function cut(account: Kept, count: number): void {
    grow(account, -sum(account.calls.splice(0, count).map(unitsOf)));
  }

  function callsOf(key: string): Kept {
    const account = kept.get(key) ?? { calls: [], units: 0 };
    kept.delete(key);
    kept.set(key, account);
    const [oldest] = kept.keys();
    if (kept.size > MAX_ACCOUNTS && oldest !== undefined) forget(oldest);
    return account;
  }

  /** Half of who has most goes at once: not with every call that is noted. */
  function makeRoom(): void {
    if (units <= MAX_UNITS) return;
    const [largest] = [...kept.values()].toSorted((one, other) => other.units - one.units);
    if (largest) cut(largest, Math.ceil(largest.calls.length / 2));
  }

  /** Notes a call; gives how to add its outcome. */
  function note(call: TaskCall): (outcome: TaskOutcome) => void {
    const account = callsOf(keyOf(sandboxOf(call.executionArn)));
    const { calls } = account;
    const { executionArn, stateMachineArn, state, resource, parameters, invocation } = call;
    const begun: RecordedCall = { at: now(), executionArn, stateMachineArn, state, resource, parameters, call: invocation + 1 };
    calls.push(begun);
    grow(account, unitsOf(begun));
    // Taking from the front costs the length of the list: once in a while, for many at once.
    if (calls.length > 2 * KEPT) cut(account, calls.length - KEPT);
    makeRoom();
    return (outcome) => {
      const index = calls.lastIndexOf(begun);
      if (index < 0) return;
      const ended = { ...begun, outcome };
      calls[index] = ended;
      grow(account, unitsOf(ended) - unitsOf(begun));
      makeRoom();
    };
  }

  return {
    list: (sandbox, { machine, state } = {}) =>
      (kept.get(keyOf(sandbox))?.calls ?? [])
        .slice(-KEPT)
        .filter((call) => machine === undefined || machineNameOf(call.stateMachineArn) === machine)
        .filter((call) => state === undefined || call.state === state),
    forget(sandbox) {
      for (const key of sandbox === undefined ? [...kept.keys()] : [keyOf(sandbox)]) forget(key);
    },
    noting(integration) {
      const invoke = async (call: TaskCall): Promise<TaskOutcome> => {
        const ended = note(call);
        const outcome = await integration(call);
        ended(outcome);
        return outcome;
      };
      return Object.assign(invoke, integration);
    },
  };
}

/** How much a call's texts take; the rest of it is small, or shared. */
const unitsOf = ({ parameters, outcome }: RecordedCall): number => parameters.length + (outcome ? textsOf(outcome) : 0);

function textsOf(outcome: TaskOutcome): number {
  const later = 'outcome' in outcome && outcome.outcome ? textsOf(outcome.outcome) : 0;
  return sum(Object.values(outcome).map((value) => (typeof value === 'string' ? value.length : 0))) + later;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
