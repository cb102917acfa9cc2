import type { Json } from '#asl/json.ts';
import type { State } from '#asl/state.ts';
import { SfnError } from '../errors.ts';
import { type FieldValidationMode, problemWith } from './check-against-shape.ts';
import { resultShape } from './result-shape.ts';

/** Throws ValidationException unless a state of this kind can have this result; `text` is sent on as it is. */
export async function checkMockResult(text: string, state: State, mode: FieldValidationMode = 'STRICT'): Promise<void> {
  const result = parse(text);
  if (state.type === 'Parallel' || state.type === 'Map') return checkMany(result, state);
  if (state.type !== 'Task' || mode === 'NONE') return;
  const shape = await resultShape(state.resource);
  const problem = shape && problemWith('result', result, shape, mode);
  if (problem !== undefined) throw invalid(`Mock result schema validation error: ${problem}`);
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    // AWS: whatever the fieldValidationMode — test_base_lambda_service_task_mock_is_not_json_string.
    throw invalid('Mocked result must be valid JSON');
  }
}

/** AWS: recorded for Parallel. A Map's result is one for each item, so it is an array as well (inferred), unless a ResultWriter makes it an object. */
function checkMany(result: Json, state: Extract<State, { type: 'Parallel' | 'Map' }>): void {
  if (state.type === 'Map' && state.mode === 'DISTRIBUTED') return;
  if (!Array.isArray(result)) throw invalid('Mocked result must be an array.');
  if (state.type === 'Parallel' && result.length !== state.branches.length) {
    throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
  }
}

const invalid = (message: string) => new SfnError('ValidationException', message);
