import type { State } from '#asl/state.ts';
import { isObject, type Json } from '#json/json.ts';
import { SfnError } from '../errors.ts';
import { type FieldValidationMode, problemWith } from './check-against-shape.ts';
import { resultShape } from './result-shape.ts';
import type { TestedState } from './tested-state.ts';

/** Throws ValidationException unless a state of this kind can have this result; `text` is sent on as it is. */
export async function checkMockResult(text: string, tested: TestedState, mode: FieldValidationMode = 'STRICT'): Promise<void> {
  const result = parse(text);
  const { state, fields } = tested;
  // AWS: a Map's ResultWriter leaves an object, its destination — Map state, ResultWriter.
  if (state.type === 'Parallel' || (state.type === 'Map' && fields['ResultWriter'] === undefined))
    return checkMany(result, state);
  // AWS: the words were measured by others; that they hold for what calls a service and does not wait for a token, and for a Map that writes
  // its results, is (inferred).
  if (mode !== 'NONE' && hasObject(state) && !isObject(result)) throw invalid('Mocked result must be a JSON object.');
  if (state.type !== 'Task' || mode === 'NONE') return;
  const shape = await resultShape(state.resource);
  const problem = shape && problemWith('result', result, shape, mode);
  if (problem !== undefined) throw invalid(`Mock result schema validation error: ${problem}`);
}

/** Whether a state of this kind leaves an object; a task that waits for its token leaves whatever comes with it. */
const hasObject = (state: State): boolean =>
  state.type === 'Map' ||
  (state.type === 'Task' && state.resource.kind === 'service' && state.resource.pattern !== 'wait-for-task-token');

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    // AWS: whatever the fieldValidationMode — test_base_lambda_service_task_mock_is_not_json_string.
    throw invalid('Mocked result must be valid JSON');
  }
}

/** AWS: recorded for Parallel; that a Map's result has to be an array is inferred. */
function checkMany(result: Json, state: State): void {
  if (!Array.isArray(result)) throw invalid('Mocked result must be an array.');
  if (state.type === 'Parallel' && result.length !== state.branches.length) {
    throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
  }
}

const invalid = (message: string) => new SfnError('ValidationException', message);
