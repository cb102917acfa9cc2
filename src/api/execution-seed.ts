import { formatArn, splitTestCase } from '#arn';
import type { ExecutionSeed } from '#interpreter/continuation/new-execution.ts';
import type { ActionContext } from './action.ts';
import { SfnError } from './errors.ts';
import { executionInput } from './execution-input.ts';
import { bringIn } from './import/import.ts';
import { checkName } from './names.ts';
import { resolveStartTarget, type StartTarget } from './start-target.ts';
import { requireStateMachineArn } from './state-machine.ts';
import { stateNamesOf } from './state-names.ts';

/** What StartExecution and StartSyncExecution are given. */
export interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/** An execution that is about to be started, and what of. */
export interface Start {
  readonly target: StartTarget;
  readonly seed: ExecutionSeed;
}

/**
 * Checks a request to start an execution and says what to start. Throws InvalidArn, InvalidName, InvalidExecutionInput,
 * StateMachineDoesNotExist, StateMachineDeleting, and ValidationException for a test case or a state that is not there.
 *
 * AWS: "If both sources are provided, Step Functions will use the header value (preferred) over the value in the request body" — API
 * reference, StartExecution, traceHeader.
 */
export async function prepareStart(request: StartRequest, context: ActionContext): Promise<Start> {
  const { arn, testCase } = splitTestCase(request.stateMachineArn);
  const parsed = requireStateMachineArn(arn);
  const { name = context.uuid() } = request;
  const traceHeader = context.traceHeader ?? request.traceHeader;
  checkName(name);
  const input = executionInput(request.input);
  if (context.importMachine) await bringIn(context, parsed, 'start');
  const target = await resolveStartTarget(context, parsed);
  const { machine, revision, stateMachineVersionArn, stateMachineAliasArn } = target;
  const checked = context.checkStart({ stateMachineArn: machine.arn, testCase, states: () => stateNamesOf(revision) });
  const refusal = checked instanceof Promise ? await checked : checked;
  if (refusal !== undefined) throw new SfnError('ValidationException', refusal);
  checkStartAt(context.beginning?.startAt, revision);
  const seed: ExecutionSeed = {
    arn: executionArn(parsed, machine.type, name, context),
    name,
    type: machine.type,
    stateMachineArn: machine.arn,
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    revisionId: revision.revisionId,
    roleArn: revision.roleArn,
    input,
    startTime: context.now(),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(testCase === undefined ? {} : { testCase }),
    ...context.task,
  };
  return { target, seed };
}

function checkStartAt(state: string | undefined, revision: StartTarget['revision']): void {
  if (state === undefined || stateNamesOf(revision).has(state)) return;
  throw new SfnError(
    'ValidationException',
    `There is no state ${JSON.stringify(state)} to start at, but ${[...stateNamesOf(revision)].join(', ')}.`,
  );
}

function executionArn(
  { partition, region, account, machine }: ReturnType<typeof requireStateMachineArn>,
  type: ExecutionSeed['type'],
  name: string,
  { uuid }: ActionContext,
): string {
  const place = { partition, region, account, machine, name };
  return formatArn(type === 'STANDARD' ? { kind: 'execution', ...place } : { kind: 'express', id: uuid(), ...place });
}
