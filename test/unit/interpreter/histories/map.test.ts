import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { type Answer, runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const PASS = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', SecondsPath: '$', End: true } } };
const TASK = { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, End: true } } };

const run = (
  ItemProcessor: JsonObject,
  fields: JsonObject = {},
  input: unknown = [],
  answer: Answer = () => undefined,
  different: JsonObject = {},
) => {
  const states = { M: { Type: 'Map', ItemProcessor, End: true, ...fields }, Caught: { Type: 'Succeed' } };
  return runMachine({ StartAt: 'M', ...different, States: { ...states } }, input, { answer });
};
const told = (...of: Parameters<typeof run>) => story(run(...of).history);

describe('the history of Map', () => {
  test('runs all iterations side by side without MaxConcurrency', () => {
    expect(told(WAIT, {}, [20, 10])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[20,10] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[20,10]
      3 2 MapStateStarted length=2
      4 3 MapIterationStarted name=M index=0
      5 3 MapIterationStarted name=M index=1
      6 4 WaitStateEntered name=W input=20
      7 5 WaitStateEntered name=W input=10
      + 10s
      8 7 WaitStateExited name=W output=10
      9 8 MapIterationSucceeded name=M index=1
      + 10s
      10 6 WaitStateExited name=W output=20
      11 10 MapIterationSucceeded name=M index=0
      12 11 MapStateSucceeded
      13 11 MapStateExited name=M output=[20,10]
      14 13 ExecutionSucceeded output=[20,10]"
    `);
  });

  test('runs one iteration after the other with MaxConcurrency 1', () => {
    expect(told(WAIT, { MaxConcurrency: 1 }, [20, 10])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[20,10] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[20,10]
      3 2 MapStateStarted length=2
      4 3 MapIterationStarted name=M index=0
      5 4 WaitStateEntered name=W input=20
      + 20s
      6 5 WaitStateExited name=W output=20
      7 6 MapIterationSucceeded name=M index=0
      8 6 MapIterationStarted name=M index=1
      9 8 WaitStateEntered name=W input=10
      + 10s
      10 9 WaitStateExited name=W output=10
      11 10 MapIterationSucceeded name=M index=1
      12 11 MapStateSucceeded
      13 11 MapStateExited name=M output=[20,10]
      14 13 ExecutionSucceeded output=[20,10]"
    `);
  });

  test('starts the next iteration when one of two has ended with MaxConcurrency 2', () => {
    expect(told(WAIT, { MaxConcurrency: 2 }, [20, 10, 5])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[20,10,5] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[20,10,5]
      3 2 MapStateStarted length=3
      4 3 MapIterationStarted name=M index=0
      5 3 MapIterationStarted name=M index=1
      6 4 WaitStateEntered name=W input=20
      7 5 WaitStateEntered name=W input=10
      + 10s
      8 7 WaitStateExited name=W output=10
      9 8 MapIterationSucceeded name=M index=1
      10 8 MapIterationStarted name=M index=2
      11 10 WaitStateEntered name=W input=5
      + 5s
      12 11 WaitStateExited name=W output=5
      13 12 MapIterationSucceeded name=M index=2
      + 5s
      14 6 WaitStateExited name=W output=20
      15 14 MapIterationSucceeded name=M index=0
      16 15 MapStateSucceeded
      17 15 MapStateExited name=M output=[20,10,5]
      18 17 ExecutionSucceeded output=[20,10,5]"
    `);
  });

  test('has no more than 40 iterations under way', () => {
    const { history } = run(WAIT, { MaxConcurrency: 100 }, Array(50).fill(1));
    const before = history.findIndex(({ type }) => type === 'MapIterationSucceeded');
    expect(history.slice(0, before).filter(({ type }) => type === 'MapIterationStarted').length).toBe(40);
  });

  test('ends at once without items', () => {
    expect(told(PASS, {}, [])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[]
      3 2 MapStateStarted length=0
      4 3 MapStateSucceeded
      5 3 MapStateExited name=M output=[]
      6 5 ExecutionSucceeded output=[]"
    `);
  });

  test('selects items, shapes each of them, and shapes the result', () => {
    const fields = {
      InputPath: '$.in',
      ItemsPath: '$.list',
      ItemSelector: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value', 'all.$': '$.name' },
      ResultSelector: { 'last.$': '$[1]' },
      ResultPath: '$.r',
      OutputPath: '$.r',
    };
    expect(told(PASS, fields, { in: { list: ['a', 'b'], name: 'x' } })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"in":{"list":["a","b"],"name":"x"}} roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input={"in":{"list":["a","b"],"name":"x"}}
      3 2 MapStateStarted length=2
      4 3 MapIterationStarted name=M index=0
      5 3 MapIterationStarted name=M index=1
      6 4 PassStateEntered name=A input={"all":"x","v":"a","i":0}
      7 6 PassStateExited name=A output={"all":"x","v":"a","i":0}
      8 7 MapIterationSucceeded name=M index=0
      9 5 PassStateEntered name=A input={"all":"x","v":"b","i":1}
      10 9 PassStateExited name=A output={"all":"x","v":"b","i":1}
      11 10 MapIterationSucceeded name=M index=1
      12 11 MapStateSucceeded
      13 11 MapStateExited name=M output={"last":{"all":"x","v":"b","i":1}}
      14 13 ExecutionSucceeded output={"last":{"all":"x","v":"b","i":1}}"
    `);
  });

  test('forgets its result with a null ResultPath', () => {
    expect(told(PASS, { ItemsPath: '$.list', ResultPath: null }, { list: [1] })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"list":[1]} roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input={"list":[1]}
      3 2 MapStateStarted length=1
      4 3 MapIterationStarted name=M index=0
      5 4 PassStateEntered name=A input=1
      6 5 PassStateExited name=A output=1
      7 6 MapIterationSucceeded name=M index=0
      8 7 MapStateSucceeded
      9 7 MapStateExited name=M output={"list":[1]}
      10 9 ExecutionSucceeded output={"list":[1]}"
    `);
  });

  test('fails when its input is no array', () => {
    expect(told(PASS, {}, { no: 'array' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"no":"array"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input={"no":"array"}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'M' (entered at the event id #2). Reference path "$" must point to array."
    `);
  });

  test('fails with its first iteration that fails, and stops the others', () => {
    const answer: Answer = ({ parameters }) => (parameters === '2' ? { error: 'Oops', cause: 'two' } : undefined);
    const { history, effects } = run(TASK, {}, [1, 2, 3], answer);
    expect(story(history)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[1,2,3] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[1,2,3]
      3 2 MapStateStarted length=3
      4 3 MapIterationStarted name=M index=0
      5 3 MapIterationStarted name=M index=1
      6 3 MapIterationStarted name=M index=2
      7 4 TaskStateEntered name=T input=1
      8 7 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=1
      9 8 LambdaFunctionStarted
      10 5 TaskStateEntered name=T input=2
      11 10 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=2
      12 11 LambdaFunctionStarted
      13 6 TaskStateEntered name=T input=3
      14 13 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=3
      15 14 LambdaFunctionStarted
      16 12 LambdaFunctionFailed error=Oops cause=two
      17 16 TaskStateAborted
      18 16 MapIterationFailed name=M index=1
      19 16 TaskStateAborted
      20 16 MapIterationAborted name=M index=0
      21 16 TaskStateAborted
      22 16 MapIterationAborted name=M index=2
      23 16 MapStateFailed
      24 23 ExecutionFailed error=Oops cause=two"
    `);
    expect(effects.map(({ kind }) => kind)).toEqual(['invoke-task', 'invoke-task', 'invoke-task', 'cancel-task', 'cancel-task']);
  });

  test('leaves by its Catch when an iteration fails', () => {
    const Catch = [{ ErrorEquals: ['Oops'], Next: 'Caught' }];
    expect(told(TASK, { Catch }, [1], () => ({ error: 'Oops' }))).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[1] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[1]
      3 2 MapStateStarted length=1
      4 3 MapIterationStarted name=M index=0
      5 4 TaskStateEntered name=T input=1
      6 5 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=1
      7 6 LambdaFunctionStarted
      8 7 LambdaFunctionFailed error=Oops
      9 8 TaskStateAborted
      10 8 MapIterationFailed name=M index=0
      11 8 MapStateFailed
      12 11 MapStateExited name=M output={"Error":"Oops","Cause":""}
      13 12 SucceedStateEntered name=Caught input={"Error":"Oops","Cause":""}
      14 13 SucceedStateExited name=Caught output={"Error":"Oops","Cause":""}
      15 14 ExecutionSucceeded output={"Error":"Oops","Cause":""}"
    `);
  });

  test('runs all iterations again in a retry', () => {
    const Retry = [{ ErrorEquals: ['Oops'], IntervalSeconds: 7, MaxAttempts: 1 }];
    const answer: Answer = ({ invocation }) => (invocation === 1 ? { error: 'Oops' } : { output: invocation });
    expect(told(TASK, { Retry, MaxConcurrency: 1 }, [1, 2], answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[1,2] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[1,2]
      3 2 MapStateStarted length=2
      4 3 MapIterationStarted name=M index=0
      5 4 TaskStateEntered name=T input=1
      6 5 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=1
      7 6 LambdaFunctionStarted
      8 7 LambdaFunctionSucceeded output=0
      9 8 TaskStateExited name=T output=0
      10 9 MapIterationSucceeded name=M index=0
      11 9 MapIterationStarted name=M index=1
      12 11 TaskStateEntered name=T input=2
      13 12 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=2
      14 13 LambdaFunctionStarted
      15 14 LambdaFunctionFailed error=Oops
      16 15 TaskStateAborted
      17 15 MapIterationFailed name=M index=1
      + 7s
      18 15 MapStateStarted length=2
      19 18 MapIterationStarted name=M index=0
      20 19 TaskStateEntered name=T input=1
      21 20 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=1
      22 21 LambdaFunctionStarted
      23 22 LambdaFunctionSucceeded output=2
      24 23 TaskStateExited name=T output=2
      25 24 MapIterationSucceeded name=M index=0
      26 24 MapIterationStarted name=M index=1
      27 26 TaskStateEntered name=T input=2
      28 27 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=2
      29 28 LambdaFunctionStarted
      30 29 LambdaFunctionSucceeded output=3
      31 30 TaskStateExited name=T output=3
      32 31 MapIterationSucceeded name=M index=1
      33 32 MapStateSucceeded
      34 32 MapStateExited name=M output=[2,3]
      35 34 ExecutionSucceeded output=[2,3]"
    `);
  });

  test('computes Items, ItemSelector and Output in JSONata', () => {
    const fields = {
      Items: '{% $states.input.list %}',
      ItemSelector: { v: '{% $states.context.Map.Item.Value %}' },
      Output: '{% $sum($states.result.v) %}',
    };
    expect(told(PASS, fields, { list: [1, 2] }, undefined, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"list":[1,2]} roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input={"list":[1,2]}
      3 2 MapStateStarted length=2
      4 3 MapIterationStarted name=M index=0
      5 3 MapIterationStarted name=M index=1
      6 4 PassStateEntered name=A input={"v":1}
      7 6 PassStateExited name=A output={"v":1}
      8 7 MapIterationSucceeded name=M index=0
      9 5 PassStateEntered name=A input={"v":2}
      10 9 PassStateExited name=A output={"v":2}
      11 10 MapIterationSucceeded name=M index=1
      12 11 MapStateSucceeded
      13 11 MapStateExited name=M output=3
      14 13 ExecutionSucceeded output=3"
    `);
  });

  test('fails in JSONata when MaxConcurrency is negative', () => {
    const history = told(PASS, { Items: [1], MaxConcurrency: '{% 0 - 1 %}' }, {}, undefined, { QueryLanguage: 'JSONata' });
    expect(history).toContain('EvaluationFailed error=States.QueryEvaluationError');
    expect(history).toContain('MaxConcurrency cannot be negative. state=M location=MaxConcurrency');
  });
});
