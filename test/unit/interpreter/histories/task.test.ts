import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { type Answer, runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const SERVICE = 'arn:aws:states:::sqs:sendMessage';
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:price';

const told = (task: JsonObject, answer: Answer, input: unknown = {}, different: JsonObject = {}) => {
  const states = { T: { Type: 'Task', End: true, ...task }, Caught: { Type: 'Succeed' } };
  return story(runMachine({ StartAt: 'T', ...different, States: states }, input, { answer }).history);
};

describe('the history of Task', () => {
  test('calls a service', () => {
    const task = { Resource: SERVICE, Parameters: { 'MessageBody.$': '$.m' } };
    expect(told(task, () => ({ output: { MessageId: '1' }, after: 2 }), { m: 'hi' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"m":"hi"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"m":"hi"}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage region=us-east-1 parameters={"MessageBody":"hi"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage
      + 2s
      5 4 TaskSucceeded resourceType=sqs resource=sendMessage output={"MessageId":"1"}
      6 5 TaskStateExited name=T output={"MessageId":"1"}
      7 6 ExecutionSucceeded output={"MessageId":"1"}"
    `);
  });

  test('calls a Lambda function by its ARN', () => {
    expect(told({ Resource: LAMBDA }, () => ({ output: 12.5 }), { id: 7 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"id":7} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"id":7}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"id":7}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionSucceeded output=12.5
      6 5 TaskStateExited name=T output=12.5
      7 6 ExecutionSucceeded output=12.5"
    `);
  });

  test('shapes the result', () => {
    const task = { Resource: LAMBDA, ResultSelector: { 'price.$': '$.a[0]' }, ResultPath: '$.found', OutputPath: '$.found' };
    expect(told(task, () => ({ output: { a: [5, 6] } }), { id: 7 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"id":7} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"id":7}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"id":7}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionSucceeded output={"a":[5,6]}
      6 5 TaskStateExited name=T output={"price":5}
      7 6 ExecutionSucceeded output={"price":5}"
    `);
  });

  test('forgets the result with a null ResultPath', () => {
    expect(told({ Resource: LAMBDA, ResultPath: null }, () => ({ output: 1 }), { id: 7 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"id":7} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"id":7}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"id":7}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionSucceeded output=1
      6 5 TaskStateExited name=T output={"id":7}
      7 6 ExecutionSucceeded output={"id":7}"
    `);
  });

  test('names the role of its credentials and its timeouts', () => {
    const task = {
      Resource: SERVICE,
      Credentials: { RoleArn: 'arn:aws:iam::1:role/other' },
      TimeoutSecondsPath: '$.t',
      HeartbeatSeconds: 5,
    };
    expect(told(task, () => ({ output: null }), { t: 10 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"t":10} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"t":10}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage region=us-east-1 parameters={"t":10} timeoutInSeconds=10 heartbeatInSeconds=5 taskCredentials={"roleArn":"arn:aws:iam::1:role/other"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage
      5 4 TaskSucceeded resourceType=sqs resource=sendMessage output=null
      6 5 TaskStateExited name=T output=null
      7 6 ExecutionSucceeded output=null"
    `);
  });

  test('fails with the error of a service', () => {
    expect(told({ Resource: SERVICE }, () => ({ error: 'SQS.AmazonSQSException', cause: 'no queue' }))).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage region=us-east-1 parameters={}
      4 3 TaskStarted resourceType=sqs resource=sendMessage
      5 4 TaskFailed resourceType=sqs resource=sendMessage error=SQS.AmazonSQSException cause=no queue
      6 5 ExecutionFailed error=SQS.AmazonSQSException cause=no queue"
    `);
  });

  test('fails as a state, uncaught, when the parameters cannot start the task', () => {
    const task = { Resource: SERVICE, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'T' }] };
    const answer = { error: 'States.Runtime', cause: 'The Parameters …', stage: 'start' } as const;
    expect(told(task, () => answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage region=us-east-1 parameters={}
      4 3 TaskStarted resourceType=sqs resource=sendMessage
      5 4 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'T' (entered at the event id #2). The Parameters …"
    `);
  });

  test('fails with the error of a Lambda function', () => {
    expect(told({ Resource: LAMBDA }, () => ({ error: 'KeyError', cause: '{"errorType":"KeyError"}' }))).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionFailed error=KeyError cause={"errorType":"KeyError"}
      6 5 ExecutionFailed error=KeyError cause={"errorType":"KeyError"}"
    `);
  });

  test('times out', () => {
    expect(told({ Resource: SERVICE, TimeoutSeconds: 3 }, () => ({ output: 1, after: 4 }))).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage region=us-east-1 parameters={} timeoutInSeconds=3
      4 3 TaskStarted resourceType=sqs resource=sendMessage
      + 3s
      5 4 TaskTimedOut resourceType=sqs resource=sendMessage error=States.Timeout
      6 5 ExecutionFailed error=States.Timeout"
    `);
    expect(told({ Resource: LAMBDA, TimeoutSeconds: 3 }, () => undefined)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={} timeoutInSeconds=3
      4 3 LambdaFunctionStarted
      + 3s
      5 4 LambdaFunctionTimedOut error=States.Timeout
      6 5 ExecutionFailed error=States.Timeout"
    `);
  });

  test('leaves by the first Catch that means the error, with its ResultPath', () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'T' },
      { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Caught' },
    ];
    expect(told({ Resource: LAMBDA, Catch }, () => ({ error: 'Oops' }), { id: 7 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"id":7} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"id":7}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"id":7}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionFailed error=Oops
      6 5 TaskStateExited name=T output={"id":7,"error":{"Error":"Oops","Cause":""}}
      7 6 SucceedStateEntered name=Caught input={"id":7,"error":{"Error":"Oops","Cause":""}}
      8 7 SucceedStateExited name=Caught output={"id":7,"error":{"Error":"Oops","Cause":""}}
      9 8 ExecutionSucceeded output={"id":7,"error":{"Error":"Oops","Cause":""}}"
    `);
  });

  test('catches a timeout by name, not as States.TaskFailed', () => {
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'T' },
      { ErrorEquals: ['States.Timeout'], Next: 'Caught' },
    ];
    expect(told({ Resource: LAMBDA, TimeoutSeconds: 3, Catch }, () => undefined)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={} timeoutInSeconds=3
      4 3 LambdaFunctionStarted
      + 3s
      5 4 LambdaFunctionTimedOut error=States.Timeout
      6 5 TaskStateExited name=T output={"Error":"States.Timeout","Cause":""}
      7 6 SucceedStateEntered name=Caught input={"Error":"States.Timeout","Cause":""}
      8 7 SucceedStateExited name=Caught output={"Error":"States.Timeout","Cause":""}
      9 8 ExecutionSucceeded output={"Error":"States.Timeout","Cause":""}"
    `);
  });

  test('does not catch States.Runtime', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    expect(
      told({ Resource: LAMBDA, ResultSelector: { 'x.$': '$.no' }, Retry, Catch }, () => ({ output: {} })),
    ).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionSucceeded output={}
      6 5 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'T' (entered at the event id #2). The JSONPath '$.no' specified for the field 'x.$' could not be found in the input '{}'"
    `);
  });

  test('computes Arguments and Output in JSONata', () => {
    const task = {
      Resource: SERVICE,
      Arguments: { MessageBody: '{% $states.input.m %}' },
      Output: '{% $states.result.id & $states.input.m %}',
    };
    expect(told(task, () => ({ output: { id: 1 } }), { m: 'hi' }, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"m":"hi"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"m":"hi"}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage region=us-east-1 parameters={"MessageBody":"hi"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage
      5 4 TaskSucceeded resourceType=sqs resource=sendMessage output={"id":1}
      6 5 TaskStateExited name=T output="1hi"
      7 6 ExecutionSucceeded output="1hi""
    `);
  });

  test('catches failed evaluation in JSONata', () => {
    const task = {
      Resource: SERVICE,
      Arguments: { MessageBody: '{% $states.input.no %}' },
      Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
    };
    expect(told(task, () => ({ output: 1 }), {}, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 0 EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'T' (entered at the event id #2). The JSONata expression '$states.input.no' specified for the field 'Arguments/MessageBody' returned nothing (undefined). state=T location=Arguments/MessageBody
      4 3 TaskStateExited name=T output="States.QueryEvaluationError"
      5 4 SucceedStateEntered name=Caught input="States.QueryEvaluationError"
      6 5 SucceedStateExited name=Caught output="States.QueryEvaluationError"
      7 6 ExecutionSucceeded output="States.QueryEvaluationError""
    `);
  });

  test.each([0, -1])('fails when it has %i seconds', (seconds) => {
    const paths = { Resource: LAMBDA, TimeoutSecondsPath: '$.t', HeartbeatSecondsPath: '$.h' };
    expect(told(paths, () => undefined, { t: seconds, h: 1 })).toContain('ExecutionFailed error=States.Runtime');
    expect(told(paths, () => undefined, { t: 9, h: seconds })).toContain('ExecutionFailed error=States.Runtime');
    const computed = { Resource: LAMBDA, TimeoutSeconds: '{% $states.input.t %}' };
    const history = told(computed, () => undefined, { t: seconds }, { QueryLanguage: 'JSONata' });
    expect(history).toContain('EvaluationFailed error=States.QueryEvaluationError');
    expect(history).toContain('state=T location=TimeoutSeconds');
    expect(history).not.toContain('LambdaFunctionScheduled');
  });

  test('sees the time of its state without a fraction of zero', () => {
    const history = told(
      { Resource: LAMBDA, Parameters: { 'entered.$': '$$.State.EnteredTime', 'started.$': '$$.Execution.StartTime' } },
      () => undefined,
      {},
    );
    expect(history).toContain('"started":"2026-01-02T03:04:05.678Z"');
    const waiting = {
      StartAt: 'W',
      States: {
        W: { Type: 'Wait', Timestamp: '2026-01-02T03:05:00Z', Next: 'T' },
        T: { Type: 'Pass', Parameters: { 'entered.$': '$$.State.EnteredTime' }, End: true },
      },
    };
    expect(runMachine(waiting).execution.output).toBe('{"entered":"2026-01-02T03:05:00Z"}');
  });
});
