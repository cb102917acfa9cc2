import { beforeEach, describe, expect, it } from 'vitest';
import type { SelfCall } from '#integrations/call-self.ts';
import { createIntegrations } from '#integrations/index.ts';
import type { TaskCall, TaskOutcome } from '#integrations/integration.ts';
import { taskCall } from '../task-call.ts';

const CHILD = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Child';
const EXECUTION = 'arn:aws:states:eu-west-1:123456789012:execution:Child:run';
const started = { executionArn: EXECUTION, startDate: new Date('2030-01-02T03:04:05.678Z') };
const running = {
  ...started,
  stateMachineArn: CHILD,
  name: 'run',
  status: 'RUNNING',
  input: '{"a":1}',
  inputDetails: { included: true },
};

let calls: SelfCall[];
let answers: Record<string, object | Error>;
const integrate = createIntegrations({
  callSelf: async (call) => {
    calls.push(call);
    const answer = answers[call.action] ?? apiError('UnknownOperationException', '', 400);
    if (answer instanceof Error) throw answer;
    return answer;
  },
});
const apiError = (code: string, message: string, status = 400): Error => Object.assign(new Error(message), { code, status });
const callOf = (suffix: string, parameters: unknown, given: Partial<TaskCall> = {}): TaskCall =>
  taskCall({ resource: `arn:aws:states:::states:startExecution${suffix}`, parameters: JSON.stringify(parameters), ...given });
const run = (suffix: string, parameters: unknown): Promise<TaskOutcome> => integrate(callOf(suffix, parameters));
const parse = (outcome: TaskOutcome | { kind: string }): Record<string, unknown> => {
  if (!('output' in outcome)) throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.output);
};

beforeEach(() => {
  calls = [];
  answers = { StartExecution: started, DescribeExecution: running, StopExecution: { stopDate: new Date(0) } };
});

describe('states:startExecution', () => {
  it('starts an execution in this fake, an input object as its JSON text', async () => {
    const output = parse(await run('', { StateMachineArn: CHILD, Name: 'run', Input: { a: 1 } }));
    expect(calls).toEqual([
      {
        action: 'StartExecution',
        input: { stateMachineArn: CHILD, name: 'run', input: '{"a":1}' },
        caller: { account: '123456789012', region: 'eu-west-1', partition: 'aws' },
        executionArn: expect.stringContaining(':execution:'),
        attempt: expect.stringMatching(/^[0-9a-f-]{36}$/),
        nesting: { generation: 1, depth: 0 },
        skippedMillis: 0,
        requestId: expect.any(String),
      },
    ]);
    const RequestId = calls[0]?.requestId;
    expect(output).toEqual({
      ExecutionArn: EXECUTION,
      SdkHttpMetadata: {
        AllHttpHeaders: expect.objectContaining({ 'x-amzn-RequestId': [RequestId], connection: ['keep-alive'] }),
        HttpHeaders: expect.objectContaining({
          'Content-Length': String(`{"executionArn":"${EXECUTION}","startDate":1893553445.678}`.length),
          'Content-Type': 'application/x-amz-json-1.0',
          Date: 'Wed, 02 Jan 2030 03:04:05 GMT',
        }),
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId },
      StartDate: started.startDate.getTime(),
    });
    expect(Object.keys(output)).toEqual(['ExecutionArn', 'SdkHttpMetadata', 'SdkResponseMetadata', 'StartDate']);
  });

  it('gives an execution without a name the same name when the same call is made again, and another one to another call', async () => {
    const names = async (given: Partial<TaskCall>) => {
      await integrate(callOf('', { StateMachineArn: CHILD, Input: null }, given));
      return calls.at(-1)?.input;
    };
    const first = await names({ attempt: '1/7' });
    expect(first).toEqual({ stateMachineArn: CHILD, name: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) });
    expect(await names({ attempt: '1/7' })).toEqual(first);
    expect(await names({ attempt: '1/9' })).not.toEqual(first);
  });

  it.each([
    ['', 0],
    ['.sync', 4],
    ['.sync:2', 4],
    ['.waitForTaskToken', 4],
  ])('%s says how far what it starts is from what a client started', async (suffix, depth) => {
    await integrate(callOf(suffix, { StateMachineArn: CHILD }, { nesting: { generation: 7, depth: 3 } }));
    expect(calls[0]?.nesting).toEqual({ generation: 8, depth });
  });

  it('acts as the account of its role', async () => {
    await integrate(callOf('', { StateMachineArn: CHILD }, { roleArn: 'arn:aws:iam::210987654321:role/other' }));
    expect(calls[0]?.caller).toEqual({ account: '210987654321', region: 'eu-west-1', partition: 'aws' });
  });

  it('names errors as the Java client does', async () => {
    answers['StartExecution'] = apiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${CHILD}'`);
    expect(await run('.sync', { StateMachineArn: CHILD })).toEqual({
      kind: 'failed',
      error: 'StepFunctions.StateMachineDoesNotExistException',
      cause: `State Machine Does Not Exist: '${CHILD}' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: ${calls[0]?.requestId}; Proxy: null)`,
    });
  });

  it('refuses parameters that it does not have', async () => {
    expect(await run('', { StateMachineArn: CHILD, Inputs: {} })).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('The field "Inputs" is not supported by Step Functions'),
    });
    expect(calls).toEqual([]);
  });

  it('hands a token out and waits', async () => {
    expect(await run('.waitForTaskToken', { StateMachineArn: CHILD })).toEqual({
      kind: 'submitted',
      output: expect.stringContaining(EXECUTION),
    });
  });

  it('lets a bug through', async () => {
    answers['StartExecution'] = new TypeError('a bug');
    await expect(run('', { StateMachineArn: CHILD })).rejects.toThrow('a bug');
  });
});

describe('a nested execution that is waited for', () => {
  const job = async (suffix = '.sync') => {
    const call = callOf(suffix, { StateMachineArn: CHILD });
    const outcome = await integrate(call);
    if (outcome.kind !== 'submitted' || outcome.job === undefined) throw new Error(JSON.stringify(outcome));
    return { call, job: outcome.job };
  };

  it('is looked after while it runs', async () => {
    const { call, job: first } = await job();
    expect(await integrate.check(call, first.state)).toEqual({ kind: 'running', job: first });
    expect(calls.at(-1)).toMatchObject({ action: 'DescribeExecution', input: { executionArn: EXECUTION } });
  });

  const succeeded = {
    ...running,
    status: 'SUCCEEDED',
    output: '{"b":2}',
    stopDate: new Date('2030-01-02T03:04:06Z'),
    redriveCount: 0,
  };

  it('answers its description, sorted, data as texts', async () => {
    const { call, job: first } = await job();
    answers['DescribeExecution'] = succeeded;
    const outcome = await integrate.check(call, first.state);
    expect(outcome).toMatchObject({ kind: 'succeeded' });
    const output = parse(outcome);
    expect(output).toEqual({
      ExecutionArn: EXECUTION,
      Input: '{"a":1}',
      InputDetails: { Included: true },
      Name: 'run',
      Output: '{"b":2}',
      RedriveCount: 0,
      StartDate: started.startDate.getTime(),
      StateMachineArn: CHILD,
      Status: 'SUCCEEDED',
      StopDate: succeeded.stopDate.getTime(),
    });
    expect(Object.keys(output)).toEqual(Object.keys(output).toSorted());
  });

  it('answers data as JSON with .sync:2', async () => {
    const { call, job: first } = await job('.sync:2');
    answers['DescribeExecution'] = succeeded;
    expect(parse(await integrate.check(call, first.state))).toMatchObject({ Input: { a: 1 }, Output: { b: 2 } });
  });

  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('fails with its description as the cause when it ends %s', async (status) => {
    const { call, job: first } = await job();
    answers['DescribeExecution'] = { ...running, status, error: 'Oops', cause: 'because' };
    const outcome = await integrate.check(call, first.state);
    expect(outcome).toMatchObject({ kind: 'failed', error: 'States.TaskFailed' });
    const cause = 'cause' in outcome ? JSON.parse(outcome.cause ?? '') : undefined;
    expect(cause).toMatchObject({ Cause: 'because', Error: 'Oops', Status: status });
  });

  it('is stopped, or it is said why not', async () => {
    const { call, job: first } = await job();
    expect(await integrate.stop(call, first.state)).toBeUndefined();
    expect(calls.at(-1)).toMatchObject({ action: 'StopExecution', input: { executionArn: EXECUTION } });
    answers['StopExecution'] = apiError('ExecutionDoesNotExist', 'gone');
    expect(await integrate.stop(call, first.state)).toContain('StepFunctions.ExecutionDoesNotExistException: gone');
  });
});

describe('aws-sdk:sfn', () => {
  const sdk = (action: string, parameters: unknown): Promise<TaskOutcome> =>
    integrate(taskCall({ resource: `arn:aws:states:::aws-sdk:sfn:${action}`, parameters: JSON.stringify(parameters) }));

  it('calls any action of this fake', async () => {
    expect(parse(await sdk('startExecution', { StateMachineArn: CHILD, Input: { key: 'value' } }))).toEqual({
      ExecutionArn: EXECUTION,
      StartDate: '2030-01-02T03:04:05.678Z',
    });
    expect(calls[0]).toMatchObject({ action: 'StartExecution', input: { stateMachineArn: CHILD, input: '{"key":"value"}' } });
  });

  it('names errors as the newer Java client does', async () => {
    answers['SendTaskFailure'] = apiError('InvalidToken', "Invalid Token: 'Invalid token'");
    expect(await sdk('sendTaskFailure', { TaskToken: 'x' })).toEqual({
      kind: 'failed',
      error: 'Sfn.InvalidTokenException',
      cause: `Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: ${calls[0]?.requestId}) (SDK Attempt Count: 1)`,
    });
  });

  it('says that an action does not exist', async () => {
    expect(await sdk('doSomething', {})).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('no action DoSomething'),
    });
  });
});
