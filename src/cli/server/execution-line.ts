import { machineNameOf } from '#arn';
import type { JsonObject } from '#json/json.ts';
import type { Paint } from '../terminal.ts';
import { textIn } from './execution-of.ts';
import { momentOf } from './moment-of.ts';

/** An execution in a line: `12:01:07 orders/e-17 FAILED States.QueryEvaluationError`, by the time at which it ended, or began. */
export function executionLine(execution: JsonObject, paint: Paint): string {
  const status = textIn(execution, 'status');
  const moment = momentOf(execution.stopDate ?? execution.startDate);
  const time = moment === undefined ? '' : new Date(moment).toTimeString().slice(0, 8);
  const name = `${machineNameOf(textIn(execution, 'stateMachineArn'))}/${textIn(execution, 'name')}`;
  const colour = status === 'SUCCEEDED' ? paint.green : status === 'RUNNING' ? paint.cyan : paint.red;
  return [paint.dim(time), name, colour(status), textIn(execution, 'error')].filter((part) => part !== '').join(' ');
}
