import { parseResource } from '#asl/resource.ts';
import type { Integration, TaskOutcome } from '#integrations/integration.ts';
import type { CancelTask, Effect, InvokeTask } from '#interpreter/effects.ts';
import type { ExecutionEvent } from '#interpreter/events.ts';
import type { Execution } from '#interpreter/execution.ts';
import { errorFacts, type Log } from './log.ts';

/** Performs the effects of committed steps. */
export interface Tasks {
  readonly perform: (execution: Execution, effects: readonly Effect[], deliver: (event: ExecutionEvent) => void) => void;
  /** How many calls are out. */
  readonly callsOut: () => number;
  /** Resolves when no call is out. */
  readonly quiet: () => Promise<void>;
  /** Gives up on all calls that are out. */
  readonly close: () => void;
}

/** Makes calls through `integration`, at most one at a time for an attempt. */
export function createTasks(integration: Integration, log: Log): Tasks {
  const out = new Map<string, AbortController>();
  const waitingForQuiet: (() => void)[] = [];

  async function call(execution: Execution, effect: InvokeTask, signal: AbortSignal): Promise<TaskOutcome> {
    try {
      return await integration({
        resource: effect.resource,
        parameters: effect.parameters,
        token: effect.token,
        state: effect.state,
        stateMachineArn: execution.stateMachineArn,
        executionArn: execution.arn,
        invocation: effect.invocation,
        signal,
        ...(effect.roleArn === undefined ? {} : { roleArn: effect.roleArn }),
        ...(execution.testCase === undefined ? {} : { testCase: execution.testCase }),
      });
    } catch (error) {
      log({
        level: 'error',
        message: 'a call went wrong inside the fake',
        resource: effect.resource,
        executionArn: execution.arn,
        ...errorFacts(error),
      });
      return {
        kind: 'failed',
        error: 'States.Runtime',
        cause: `Internal error of the fake while it called ${effect.resource}: see its log.`,
      };
    }
  }

  async function invoke(execution: Execution, effect: InvokeTask, deliver: (event: ExecutionEvent) => void): Promise<void> {
    const key = keyOf(execution, effect);
    if (out.has(key)) return;
    const controller = new AbortController();
    out.set(key, controller);
    let outcome: TaskOutcome | undefined = await call(execution, effect, controller.signal);
    if (out.get(key) === controller) out.delete(key);
    if (controller.signal.aborted) outcome = undefined;
    const { frame, attempt } = effect;
    // A mock answers without a worker. AWS: a task of an activity has been started by one — recorded in every history of the kind.
    if (outcome && outcome.kind !== 'pending' && isActivity(effect)) deliver({ kind: 'activity-started', frame, attempt });
    while (outcome && outcome.kind !== 'pending') {
      const current: TaskOutcome = outcome;
      outcome = current.kind === 'submitted' ? current.outcome : undefined;
      if (current.kind === 'failed') deliver({ ...current, kind: 'task-failed', frame, attempt });
      else deliver({ kind: `task-${current.kind}`, frame, attempt, output: current.output });
    }
    if (out.size === 0) for (const resolve of waitingForQuiet.splice(0)) resolve();
  }

  return {
    perform(execution, effects, deliver) {
      for (const effect of effects) {
        if (effect.kind === 'invoke-task') {
          void invoke(execution, effect, deliver);
        } else if (effect.kind === 'cancel-task') {
          const key = keyOf(execution, effect);
          out.get(key)?.abort();
          out.delete(key);
        }
      }
    },
    callsOut: () => out.size,
    quiet: () => (out.size === 0 ? Promise.resolve() : new Promise((resolve) => waitingForQuiet.push(resolve))),
    close() {
      for (const controller of out.values()) controller.abort();
      out.clear();
    },
  };
}

const keyOf = (execution: Execution, { frame, attempt }: InvokeTask | CancelTask) => `${execution.arn}/${frame}/${attempt}`;

const isActivity = ({ resource }: InvokeTask) => parseResource(resource).kind === 'activity';
