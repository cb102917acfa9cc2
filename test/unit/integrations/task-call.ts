import type { TaskCall } from '#integrations/integration.ts';

/** A call of the state `Charge` of the state machine `Orders`, but for what is given. */
export const taskCall = (given: Partial<TaskCall>): TaskCall => ({
  resource: 'arn:aws:states:::lambda:invoke',
  parameters: '{}',
  token: 'a token',
  state: 'Charge',
  stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders',
  executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:Orders:one',
  invocation: 0,
  signal: new AbortController().signal,
  ...given,
});
