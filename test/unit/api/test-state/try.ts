import { input, run } from '#api/actions/test-state.ts';
import { checkInput } from '#api/constraints.ts';
import type { CallTask } from '#api/test-state/call-task.ts';
import { anApi, CALLER } from '../an-api.ts';

const ROLE = 'arn:aws:iam::123456789012:role/any';

/** TestState of a state or a machine, given as an object; other members as the API takes them. */
export function tryState(
  definition: object,
  request: object = {},
  { callTask = refusing, remaining = Number.POSITIVE_INFINITY } = {},
) {
  const { parts } = anApi();
  const context = { ...parts, callTask, clockNow: parts.now, caller: CALLER, requestId: 'a', remainingMillis: () => remaining };
  return run(checkInput(input, { definition: JSON.stringify(definition), roleArn: ROLE, ...request }), context);
}

const refusing: CallTask = () => {
  throw new Error('nothing is called here');
};

/** A Task that calls an action of a service; `arn:aws:states:::` is put in front. */
export const task = (resource: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Parameters: {},
  End: true,
  ...fields,
});
