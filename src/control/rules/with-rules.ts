import type { FieldValidationMode } from '#api/test-state/check-against-shape.ts';
import { parseResource } from '#asl/resource.ts';
import type { Integration, TaskCall, TaskFailure, TaskOutcome } from '#integrations/integration.ts';
import { asMocked } from '#integrations/mock.ts';
import { taskSuffix } from '#integrations/task-resource.ts';
import type { Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { type Answer, type AnswerFunction, type Returned, TaskError, type Thrown, type Validation } from './rule.ts';
import type { Rules } from './rules.ts';

/** What answers a call that no rule is about, and one that a rule leaves to the real service. */
export interface Behind {
  /** Mock files, then services. */
  readonly integration: Integration;
  readonly real: Integration;
}

/** An integration that asks the rules first. What they answer makes the same history events, retries and errors as real calls. */
export function withRules(rules: Rules, { integration, real }: Behind): Integration {
  const invoke = async (call: TaskCall): Promise<TaskOutcome> => {
    const hit = await rules.answer(call);
    return hit === undefined ? integration(call) : outcomeOf(hit.answer, call, real);
  };
  const isMocked = async (call: TaskCall) =>
    (await rules.answer(call)) !== undefined || (await integration.isMocked?.(call)) === true;
  const refuse = (call: TaskCall) =>
    integration.refuse?.(call)?.then(async (refusal) => (refusal && (await isMocked(call)) ? undefined : refusal));
  return Object.assign(invoke, integration, { isMocked, refuse });
}

/** What an answer makes of a call. */
export async function outcomeOf(answer: Answer, call: TaskCall, real: Integration): Promise<TaskOutcome> {
  if ('real' in answer) return real(call);
  if ('pending' in answer) return taskSuffix(call.resource) === '' ? { kind: 'pending' } : { kind: 'submitted', output: '{}' };
  if ('times' in answer) return outcomeOf(answer.then, call, real);
  if ('takes' in answer)
    return { kind: 'delayed', afterMillis: answer.takes * 1_000, outcome: await outcomeOf(answer.then, call, real) };
  return asMocked(call.resource, 'answer' in answer ? await ask(answer.answer, call) : await written(answer, call));
}

/** What a function says. What it throws besides TaskError is a mistake in the test. */
async function ask(answer: AnswerFunction, call: TaskCall): Promise<TaskOutcome> {
  const { state, resource, token, executionArn, stateMachineArn, signal, invocation } = call;
  const input = readJson(call.parameters);
  try {
    const output = await answer({ state, resource, token, executionArn, stateMachineArn, signal, input, call: invocation + 1 });
    return { kind: 'succeeded', output: writeJson(output) };
  } catch (error) {
    if (error instanceof TaskError) return failed(error);
    return mistake(`The rule for the state '${state}' threw ${error instanceof Error ? error.stack : String(error)}`);
  }
}

async function written(answer: Returned | Thrown, { resource, state }: TaskCall): Promise<TaskOutcome> {
  if ('throw' in answer) return failed(answer.throw);
  const problem = await problemWithResult(resource, answer.return, answer.validate ?? 'none');
  if (problem !== undefined)
    return mistake(`What a rule returns for the state '${state}' is no answer of ${resource}: ${problem}`);
  return { kind: 'succeeded', output: writeJson(answer.return) };
}

/** What AWS's response model has against a result; `undefined` where nothing, or where no model is known. */
async function problemWithResult(resource: string, result: Json, validate: Validation): Promise<string | undefined> {
  const mode = MODES[validate];
  if (mode === 'NONE') return undefined;
  const [{ resultShape }, { problemWith }] = await Promise.all([
    import('#api/test-state/result-shape.ts'),
    import('#api/test-state/check-against-shape.ts'),
  ]);
  const shape = await resultShape(parseResource(resource));
  return shape && problemWith('result', result, shape, mode);
}

const MODES = { strict: 'STRICT', present: 'PRESENT', none: 'NONE' } as const satisfies Record<Validation, FieldValidationMode>;

function failed({ error, cause }: { readonly error?: string | undefined; readonly cause?: string | undefined }): TaskFailure {
  return { kind: 'failed', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** States.Runtime, so that no `States.ALL` catches what is a mistake in a rule. */
const mistake = (cause: string): TaskFailure => ({ kind: 'failed', error: 'States.Runtime', cause });
