import { isNestedTooDeep, TOO_DEEP_MESSAGE } from '#asl/json-depth.ts';
import { jsonError } from '#asl/validate/json-error.ts';
import { SfnError } from './errors.ts';

/** AWS: what an execution gets that is started without an input — recorded as `{}` in every history of such a start. */
const NO_INPUT = '{}';

/**
 * The input of an execution, as it was sent: any JSON value, white space and all. Throws InvalidExecutionInput with the words of AWS's parser,
 * without the position (test_invalid_start_execution_input).
 */
export function executionInput(text: string = NO_INPUT): string {
  // Nothing but blanks is no value to AWS's parser, not a mistake in one: recorded for "", inferred for blanks.
  if (/^[ \t\r\n]*$/.test(text)) throw invalidInput('Invalid execution input.');
  try {
    JSON.parse(text);
  } catch {
    throw invalidInput(jsonError(text).message);
  }
  if (isNestedTooDeep(text)) throw invalidInput(TOO_DEEP_MESSAGE);
  return text;
}

function invalidInput(complaint: string): SfnError {
  return new SfnError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${complaint}'`);
}
