import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { type Answer, runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:price';

const told = (task: JsonObject, answer: Answer, input: unknown = {}, different: JsonObject = {}) => {
  const states = { T: { Type: 'Task', End: true, ...task }, Caught: { Type: 'Succeed' } };
  return story(runMachine({ StartAt: 'T', ...different, States: states }, input, { answer }).history);
};

describe('the history of Retry', () => {
  test('retries with back-off until it succeeds', () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 5, MaxAttempts: 5 }];
    const answer: Answer = ({ invocation }) => (invocation < 3 ? { error: 'Busy' } : { output: 'done' });
    expect(told({ Resource: LAMBDA, Retry, Parameters: { 'count.$': '$$.State.RetryCount' } }, answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"count":0}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionFailed error=Busy
      + 2s
      6 5 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"count":1}
      7 6 LambdaFunctionStarted
      8 7 LambdaFunctionFailed error=Busy
      + 5s
      9 8 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"count":2}
      10 9 LambdaFunctionStarted
      11 10 LambdaFunctionFailed error=Busy
      + 5s
      12 11 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"count":3}
      13 12 LambdaFunctionStarted
      14 13 LambdaFunctionSucceeded output="done"
      15 14 TaskStateExited name=T output="done"
      16 15 ExecutionSucceeded output="done""
    `);
  });

  test('waits a random part of the interval with FULL jitter', () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 1, MaxAttempts: 20, JitterStrategy: 'FULL' }];
    const history = told({ Resource: LAMBDA, Retry }, () => ({ error: 'Busy' }));
    const waits = [...history.matchAll(/^\+ (.+)s$/gm)].map(([, seconds]) => Number(seconds));
    expect(waits).toHaveLength(20);
    expect(new Set(waits).size).toBe(20);
    expect(Math.max(...waits)).toBeLessThan(10);
    expect(Math.min(...waits)).toBeLessThan(5);
  });

  test('counts retries for each retrier', () => {
    const Retry = [
      { ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 1 },
    ];
    const answer: Answer = ({ invocation }) => ({ error: invocation === 1 ? 'Odd' : 'Busy' });
    expect(told({ Resource: LAMBDA, Retry }, answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionFailed error=Busy
      + 1s
      6 5 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      7 6 LambdaFunctionStarted
      8 7 LambdaFunctionFailed error=Odd
      + 10s
      9 8 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      10 9 LambdaFunctionStarted
      11 10 LambdaFunctionFailed error=Busy
      12 11 ExecutionFailed error=Busy"
    `);
  });

  test('starts counting again when the state is entered again', () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 }];
    const states = {
      T: { Type: 'Task', Resource: LAMBDA, Retry, Catch: [{ ErrorEquals: ['Busy'], Next: 'T' }], End: true },
    };
    const answer: Answer = ({ invocation }) => (invocation < 3 ? { error: 'Busy' } : { output: 'done' });
    expect(story(runMachine({ StartAt: 'T', States: states }, {}, { answer }).history)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionFailed error=Busy
      + 1s
      6 5 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      7 6 LambdaFunctionStarted
      8 7 LambdaFunctionFailed error=Busy
      9 8 TaskStateExited name=T output={"Error":"Busy","Cause":""}
      10 9 TaskStateEntered name=T input={"Error":"Busy","Cause":""}
      11 10 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"Error":"Busy","Cause":""}
      12 11 LambdaFunctionStarted
      13 12 LambdaFunctionFailed error=Busy
      + 1s
      14 13 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={"Error":"Busy","Cause":""}
      15 14 LambdaFunctionStarted
      16 15 LambdaFunctionSucceeded output="done"
      17 16 TaskStateExited name=T output="done"
      18 17 ExecutionSucceeded output="done""
    `);
  });

  test('tries not again with MaxAttempts 0', () => {
    expect(
      told({ Resource: LAMBDA, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }] }, () => ({ error: 'Busy' })),
    ).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
      4 3 LambdaFunctionStarted
      5 4 LambdaFunctionFailed error=Busy
      6 5 ExecutionFailed error=Busy"
    `);
  });
});
