import { parseResource } from '#asl/resource.ts';
import type { Integration, JobOutcome, TaskCall, TaskOutcome } from '#integrations/integration.ts';
import type { CancelTask, CheckTask, InvokeTask } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent, TaskEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { resultLimitExceeded } from '#interpreter/continuation/failure.ts';
import { errorFacts, type Log } from '#log';
import type { CommittedStep } from './perform.ts';
import { createQuiet, type Quiet } from './quiet.ts';

type Deliver = (event: ExecutionEvent) => void;
type TaskEffect = InvokeTask | CheckTask | CancelTask;

/** Performs the effects of committed steps that have to do with tasks. Quiet when no call is out. */
export interface Tasks extends Quiet {
  /** Quiet when no call is out but those that wait for an execution of this fake, which may wait itself. */
  readonly others: Quiet;
  readonly invoke: (effect: InvokeTask, step: CommittedStep) => void;
  readonly check: (effect: CheckTask, step: CommittedStep) => void;
  /** Resolves when the job that the attempt has started, if it has, was told to stop. */
  readonly cancel: (effect: CancelTask, step: CommittedStep) => Promise<void>;
  /** Gives up on all calls that are out. */
  readonly close: () => void;
}

/** Makes calls through `integration`, at most one at a time for an attempt. */
export function createTasks(integration: Integration, log: Log): Tasks {
  const out = new Map<string, AbortController>();
  const waiting = new Set<string>();
  const all = createQuiet(() => out.size === 0);
  const others = createQuiet(() => out.size === waiting.size);

  function forget(key: string): void {
    out.delete(key);
    waiting.delete(key);
  }

  function ended(): void {
    all.ended();
    others.ended();
  }

  /** Calls out for an attempt unless a call is out already; `report` is told how it went, unless nobody cares any more. */
  async function callOut<Outcome>(
    execution: Execution,
    effect: InvokeTask | CheckTask,
    work: (call: TaskCall) => Promise<Outcome>,
    report: (outcome: Outcome | TaskOutcome) => void,
  ): Promise<void> {
    const key = keyOf(execution, effect);
    if (out.has(key)) return;
    const controller = new AbortController();
    out.set(key, controller);
    if (effect.resource.endsWith(':aws-sdk:sfn:startSyncExecution')) waiting.add(key);
    const { signal } = controller;
    const outcome = await work(callOf(execution, effect, signal)).catch(
      (error: unknown): TaskOutcome =>
        // A call that has been given up may fail as it likes: that is not logged.
        signal.aborted ? { kind: 'failed' } : ourFault(execution, effect, error),
    );
    if (out.get(key) === controller) forget(key);
    if (!signal.aborted) report(outcome);
    ended();
  }

  function ourFault(execution: Execution, { resource }: TaskEffect, error: unknown): TaskOutcome {
    log({
      level: 'ERROR',
      message: 'a call went wrong inside the fake',
      resource,
      executionArn: execution.arn,
      ...errorFacts(error),
    });
    return {
      kind: 'failed',
      error: 'States.Runtime',
      cause: `Internal error of the fake while it called ${resource}: see its log.`,
    };
  }

  const invoke = (execution: Execution, effect: InvokeTask, deliver: Deliver) =>
    callOut(execution, effect, integration, (outcome) => {
      // A mock answers without a worker. AWS: a task of an activity has been started by one — recorded in every history of the kind.
      const { frame, attempt } = effect;
      const wasTaken = outcome.kind !== 'pending' && !(outcome.kind === 'failed' && outcome.isUnscheduled);
      if (wasTaken && isActivity(effect)) deliver({ kind: 'activity-started', frame, attempt });
      for (const event of eventsOf(outcome, effect, 'call')) deliver(event);
    });

  const check = (execution: Execution, effect: CheckTask, deliver: Deliver) =>
    callOut<JobOutcome>(
      execution,
      effect,
      async (call) => {
        if (!integration.check) throw new Error(`nobody looks after jobs of ${effect.resource}`);
        return await integration.check(call, effect.jobState);
      },
      (outcome) => {
        const { frame, attempt } = effect;
        if (outcome.kind === 'running') deliver({ kind: 'task-still-running', frame, attempt, job: outcome.job });
        else for (const event of eventsOf(outcome, effect)) deliver(event);
      },
    );

  async function cancel(effect: CancelTask, { execution }: CommittedStep): Promise<void> {
    const key = keyOf(execution, effect);
    out.get(key)?.abort();
    forget(key);
    // The call may still run: its answer is thrown away.
    ended();
    if (effect.jobState === undefined) return;
    const call = callOf(execution, effect, new AbortController().signal);
    const problem = await integration.stop?.(call, effect.jobState).catch((error: unknown) => errorFacts(error).error);
    if (problem)
      log({
        level: 'WARN',
        message: `a job could not be stopped: ${problem}`,
        resource: effect.resource,
        executionArn: execution.arn,
      });
  }

  return {
    invoke: (effect, { execution, post }) => void invoke(execution, effect, post),
    check: (effect, { execution, post }) => void check(execution, effect, post),
    cancel,
    isQuiet: all.isQuiet,
    quiet: all.quiet,
    others,
    close() {
      for (const controller of out.values()) controller.abort();
      out.clear();
      waiting.clear();
    },
  };
}

/** What came of a call, and what comes after it where that is known already (a mock); `stage` where it is the call itself that may have failed. */
function eventsOf(outcome: TaskOutcome, effect: InvokeTask | CheckTask, stage?: 'call'): TaskEvent[] {
  const { frame, attempt } = effect;
  switch (outcome.kind) {
    case 'failed': {
      const { error, cause, isUnstarted } = outcome;
      return [
        {
          kind: 'task-failed',
          frame,
          attempt,
          ...(error === undefined ? {} : { error }),
          ...(cause === undefined ? {} : { cause }),
          ...(stage === undefined ? {} : { stage: isUnstarted ? 'start' : stage }),
        },
      ];
    }
    case 'too-large':
      return [{ kind: 'task-failed', frame, attempt, ...resultLimitExceeded(parseResource(effect.resource)) }];
    case 'succeeded':
      return [{ kind: 'task-succeeded', frame, attempt, output: outcome.output }];
    case 'submitted':
      return [
        { kind: 'task-submitted', frame, attempt, output: outcome.output, ...(outcome.job ? { job: outcome.job } : {}) },
        ...(outcome.outcome ? eventsOf(outcome.outcome, effect) : []),
      ];
    case 'delayed':
      return [
        {
          kind: 'task-delayed',
          frame,
          attempt,
          afterMillis: outcome.afterMillis,
          events: eventsOf(outcome.outcome, effect, stage),
        },
      ];
    case 'pending':
      return [];
  }
}

const callOf = (execution: Execution, effect: TaskEffect, signal: AbortSignal): TaskCall => ({
  resource: effect.resource,
  parameters: effect.parameters,
  token: effect.token,
  state: effect.state,
  stateMachineArn: execution.stateMachineArn,
  executionArn: execution.arn,
  invocation: effect.invocation,
  skippedMillis: execution.skippedMillis,
  signal,
  ...(effect.roleArn === undefined ? {} : { roleArn: effect.roleArn }),
  ...(execution.testCase === undefined ? {} : { testCase: execution.testCase }),
  ...(execution.root === undefined ? {} : { root: execution.root }),
});

const keyOf = (execution: Execution, { frame, attempt }: TaskEffect) => `${execution.arn}/${frame}/${attempt}`;

const isActivity = ({ resource }: InvokeTask) => parseResource(resource).kind === 'activity';
