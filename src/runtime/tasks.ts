import { parseResource } from '#asl/resource.ts';
import type { Clock } from '#clock';
import type { Integration, JobOutcome, TaskCall, TaskFailure, TaskOutcome } from '#integrations/integration.ts';
import type { CancelTask, CheckTask, Effect, InvokeTask } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent, Moment, Refusal, TaskEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { resultLimitExceeded } from '#interpreter/continuation/failure.ts';
import { errorFacts, type Log } from '#log';
import { StorageTrouble, VersionConflict } from '#storage/storage.ts';
import type { CommittedStep } from './perform.ts';
import { createQuiet, type Quiet } from './quiet.ts';
import { tryAgain } from './try-again.ts';

type Deliver = (event: ExecutionEvent) => void;
type Refusals = NonNullable<Moment['refusals']>;
type TaskEffect = InvokeTask | CheckTask | CancelTask;

/** Performs the effects of committed steps that have to do with tasks. Quiet when no call is out. */
export interface Tasks extends Quiet {
  /** Quiet when no call is out but those that wait for an execution of this fake, which may wait itself. */
  readonly others: Quiet;
  /** Why tasks cannot even be scheduled that a step would schedule; `execution`: before that step. */
  readonly refuse: (execution: Execution, effects: readonly Effect[]) => Promise<Refusals> | undefined;
  readonly invoke: (effect: InvokeTask, step: CommittedStep) => void;
  readonly check: (effect: CheckTask, step: CommittedStep) => void;
  /** Resolves when the job that the attempt has started, if it has, was told to stop. */
  readonly cancel: (effect: CancelTask, step: CommittedStep) => Promise<void>;
  /** Gives up on all calls that are out. */
  readonly close: () => void;
}

/** Makes calls through `integration`, at most one at a time for an attempt. */
export function createTasks(integration: Integration, clock: Clock, log: Log): Tasks {
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
    const outcome = await whileStorageIsInTrouble(execution, effect, () =>
      signal.aborted ? Promise.resolve(undefined) : work(callOf(execution, effect, signal)),
    ).catch((error: unknown): TaskOutcome | undefined =>
      // A call that has been given up may fail as it likes: that is not logged.
      signal.aborted || isStorageTrouble(error) ? undefined : ourFault(execution, effect, error),
    );
    if (out.get(key) === controller) forget(key);
    if (!signal.aborted && outcome !== undefined) report(outcome);
    ended();
  }

  /**
   * Some calls are answered by this fake's own storage: nested executions, activities. It may be away for a moment, which is no failure of
   * the task: the call is made again for a while, and then left to whoever comes when the lease of the attempt has ended.
   */
  const whileStorageIsInTrouble = <Result>(
    { arn: executionArn }: Execution,
    { resource }: TaskEffect,
    work: () => Promise<Result>,
  ): Promise<Result> =>
    tryAgain(clock, work, (error, tries) => {
      if (!isStorageTrouble(error)) throw error;
      log({
        level: 'WARN',
        message: 'the storage failed a call of its own fake',
        resource,
        executionArn,
        tries,
        ...errorFacts(error),
      });
    });

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
      if (outcome.kind !== 'pending' && isActivity(effect)) deliver({ kind: 'activity-started', frame, attempt });
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
    const { jobState } = effect;
    const stop = async () => await integration.stop?.(call, jobState);
    const problem = await whileStorageIsInTrouble(execution, effect, stop).catch((error: unknown) => errorFacts(error).error);
    if (problem)
      log({
        level: 'WARN',
        message: `a job could not be stopped: ${problem}`,
        resource: effect.resource,
        executionArn: execution.arn,
      });
  }

  function refuse(execution: Execution, effects: readonly Effect[]): Promise<Refusals> | undefined {
    const asked: [frame: number, refusal: Promise<TaskFailure | undefined>][] = [];
    for (const effect of effects) {
      // What was scheduled in an earlier step is called again, and refused no more.
      if (effect.kind !== 'invoke-task' || effect.attempt <= execution.lastEventId) continue;
      const refusal = integration.refuse?.(callOf(execution, effect, NEVER));
      if (refusal) asked.push([effect.frame, refusal]);
    }
    return asked.length > 0 ? refusalsOf(asked) : undefined;
  }

  return {
    refuse,
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

const isStorageTrouble = (error: unknown): boolean => error instanceof StorageTrouble || error instanceof VersionConflict;

const callOf = (execution: Execution, effect: TaskEffect, signal: AbortSignal): TaskCall => ({
  resource: effect.resource,
  parameters: effect.parameters,
  token: effect.token,
  state: effect.state,
  stateMachineArn: execution.stateMachineArn,
  executionArn: execution.arn,
  invocation: effect.invocation,
  skippedMillis: execution.skippedMillis,
  // With the time: there may have been an execution of that name before, which has been forgotten.
  attempt: `${execution.startTime}/${effect.attempt}`,
  signal,
  ...(effect.roleArn === undefined ? {} : { roleArn: effect.roleArn }),
  ...(execution.testCase === undefined ? {} : { testCase: execution.testCase }),
  ...(execution.nesting === undefined ? {} : { nesting: execution.nesting }),
  ...(execution.root === undefined ? {} : { root: execution.root }),
});

async function refusalsOf(
  asked: readonly (readonly [frame: number, refusal: Promise<TaskFailure | undefined>])[],
): Promise<Refusals> {
  const refusals: Record<number, Refusal> = {};
  for (const [frame, answer] of asked) {
    const refusal = await answer;
    if (refusal) refusals[frame] = refusal;
  }
  return refusals;
}

/** Nobody gives up on what takes no time. */
const NEVER = new AbortController().signal;

const keyOf = (execution: Execution, { frame, attempt }: TaskEffect) => `${execution.arn}/${frame}/${attempt}`;

const isActivity = ({ resource }: InvokeTask) => parseResource(resource).kind === 'activity';
