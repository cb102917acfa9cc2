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

export function createCalls(now: () => number): Calls {
  const kept = new Map<string, RecordedCall[]>();

  const keyOf = ({ account, region }: Sandbox) => `${account}/${region}`;

  /** Notes a call; gives how to add its outcome. */
  function note(call: TaskCall): (outcome: TaskOutcome) => void {
    const key = keyOf(sandboxOf(call.executionArn));
    const calls = kept.get(key) ?? [];
    kept.set(key, calls);
    const { executionArn, stateMachineArn, state, resource, parameters, invocation } = call;
    const begun: RecordedCall = { at: now(), executionArn, stateMachineArn, state, resource, parameters, call: invocation + 1 };
    calls.push(begun);
    // Taking from the front costs the length of the list: once in a while, for many at once.
    if (calls.length > 2 * KEPT) calls.splice(0, calls.length - KEPT);
    return (outcome) => {
      const index = calls.lastIndexOf(begun);
      if (index >= 0) calls[index] = { ...begun, outcome };
    };
  }

  return {
    list: (sandbox, { machine, state } = {}) =>
      (kept.get(keyOf(sandbox)) ?? [])
        .slice(-KEPT)
        .filter((call) => machine === undefined || machineNameOf(call.stateMachineArn) === machine)
        .filter((call) => state === undefined || call.state === state),
    forget: (sandbox) => (sandbox === undefined ? kept.clear() : void kept.delete(keyOf(sandbox))),
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
