import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { type Answer, runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

const pass = (name: string, fields: JsonObject = {}) => ({
  StartAt: name,
  States: { [name]: { Type: 'Pass', End: true, ...fields } },
});
const task = (name: string, fields: JsonObject = {}) => ({
  StartAt: name,
  States: { [name]: { Type: 'Task', Resource: LAMBDA, End: true, ...fields } },
});
const wait = (name: string, seconds: number) => ({
  StartAt: name,
  States: { [name]: { Type: 'Wait', Seconds: seconds, End: true } },
});
const fail = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Fail', Error: 'Oops', Cause: name } } });

const run = (Branches: JsonObject[], fields: JsonObject = {}, answer: Answer = () => undefined, different: JsonObject = {}) => {
  const states = { P: { Type: 'Parallel', Branches, End: true, ...fields }, Caught: { Type: 'Succeed' } };
  return runMachine({ StartAt: 'P', ...different, States: { ...states } }, { n: 1 }, { answer });
};
const told = (...of: Parameters<typeof run>) => story(run(...of).history);

describe('the history of Parallel', () => {
  test('runs its branches in turn, and lists their outputs in order', () => {
    const two = { StartAt: 'B1', States: { B1: { Type: 'Pass', Next: 'B2' }, B2: { Type: 'Pass', Result: 'b', End: true } } };
    expect(told([two, pass('A', { Result: 'a' })])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 PassStateEntered name=B1 input={"n":1}
      5 4 PassStateExited name=B1 output={"n":1}
      6 3 PassStateEntered name=A input={"n":1}
      7 6 PassStateExited name=A output="a"
      8 5 PassStateEntered name=B2 input={"n":1}
      9 8 PassStateExited name=B2 output="b"
      10 9 ParallelStateSucceeded
      11 9 ParallelStateExited name=P output=["b","a"]
      12 11 ExecutionSucceeded output=["b","a"]"
    `);
  });

  test('ends with its slowest branch', () => {
    expect(told([wait('Slow', 60), wait('Fast', 5)])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 WaitStateEntered name=Slow input={"n":1}
      5 3 WaitStateEntered name=Fast input={"n":1}
      + 5s
      6 5 WaitStateExited name=Fast output={"n":1}
      + 55s
      7 4 WaitStateExited name=Slow output={"n":1}
      8 7 ParallelStateSucceeded
      9 7 ParallelStateExited name=P output=[{"n":1},{"n":1}]
      10 9 ExecutionSucceeded output=[{"n":1},{"n":1}]"
    `);
  });

  test('shapes input and result', () => {
    const fields = { Parameters: { 'x.$': '$.n' }, ResultSelector: { 'first.$': '$[0]' }, ResultPath: '$.r', OutputPath: '$.r' };
    expect(told([pass('A')], fields)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 PassStateEntered name=A input={"x":1}
      5 4 PassStateExited name=A output={"x":1}
      6 5 ParallelStateSucceeded
      7 5 ParallelStateExited name=P output={"first":{"x":1}}
      8 7 ExecutionSucceeded output={"first":{"x":1}}"
    `);
  });

  test('forgets its result with a null ResultPath', () => {
    expect(told([pass('A')], { ResultPath: null })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 PassStateEntered name=A input={"n":1}
      5 4 PassStateExited name=A output={"n":1}
      6 5 ParallelStateSucceeded
      7 5 ParallelStateExited name=P output={"n":1}
      8 7 ExecutionSucceeded output={"n":1}"
    `);
  });

  test('fails with its first branch that fails, and stops the others', () => {
    const { history, effects } = run([task('Out'), wait('Long', 600), { ...fail('Bad') }]);
    expect(story(history)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 TaskStateEntered name=Out input={"n":1}
      5 4 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1}
      6 5 LambdaFunctionStarted
      7 3 WaitStateEntered name=Long input={"n":1}
      8 3 FailStateEntered name=Bad input={"n":1}
      9 8 TaskStateAborted
      10 8 WaitStateAborted
      11 8 ParallelStateFailed
      12 11 ExecutionFailed error=Oops cause=Bad"
    `);
    expect(effects.map(({ kind }) => kind)).toEqual(['invoke-task', 'cancel-task']);
  });

  test('leaves by its Catch when a branch fails', () => {
    const Catch = [{ ErrorEquals: ['Oops'], ResultPath: '$.error', Next: 'Caught' }];
    expect(told([fail('Bad')], { Catch })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 FailStateEntered name=Bad input={"n":1}
      5 4 ParallelStateFailed
      6 5 ParallelStateExited name=P output={"n":1,"error":{"Error":"Oops","Cause":"Bad"}}
      7 6 SucceedStateEntered name=Caught input={"n":1,"error":{"Error":"Oops","Cause":"Bad"}}
      8 7 SucceedStateExited name=Caught output={"n":1,"error":{"Error":"Oops","Cause":"Bad"}}
      9 8 ExecutionSucceeded output={"n":1,"error":{"Error":"Oops","Cause":"Bad"}}"
    `);
  });

  test('runs all branches again in a retry', () => {
    const Retry = [{ ErrorEquals: ['Oops'], IntervalSeconds: 7, MaxAttempts: 1 }];
    const answer: Answer = ({ state, invocation }) =>
      state === 'Bad' && invocation === 0 ? { error: 'Oops', after: 1 } : { output: state };
    expect(told([task('Good'), task('Bad')], { Retry }, answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 TaskStateEntered name=Good input={"n":1}
      5 4 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1}
      6 5 LambdaFunctionStarted
      7 3 TaskStateEntered name=Bad input={"n":1}
      8 7 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1}
      9 8 LambdaFunctionStarted
      10 6 LambdaFunctionSucceeded output="Good"
      11 10 TaskStateExited name=Good output="Good"
      + 1s
      12 9 LambdaFunctionFailed error=Oops
      13 12 TaskStateAborted
      + 7s
      14 12 ParallelStateStarted
      15 14 TaskStateEntered name=Good input={"n":1}
      16 15 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1}
      17 16 LambdaFunctionStarted
      18 14 TaskStateEntered name=Bad input={"n":1}
      19 18 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1}
      20 19 LambdaFunctionStarted
      21 17 LambdaFunctionSucceeded output="Good"
      22 21 TaskStateExited name=Good output="Good"
      23 20 LambdaFunctionSucceeded output="Bad"
      24 23 TaskStateExited name=Bad output="Bad"
      25 24 ParallelStateSucceeded
      26 24 ParallelStateExited name=P output=["Good","Bad"]
      27 26 ExecutionSucceeded output=["Good","Bad"]"
    `);
  });

  test('fails once when two branches fail in the same moment', () => {
    const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1 }];
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    expect(told([task('A', { TimeoutSeconds: 3 }), task('B', { TimeoutSeconds: 3 })], { Retry, Catch })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 TaskStateEntered name=A input={"n":1}
      5 4 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1} timeoutInSeconds=3
      6 5 LambdaFunctionStarted
      7 3 TaskStateEntered name=B input={"n":1}
      8 7 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1} timeoutInSeconds=3
      9 8 LambdaFunctionStarted
      + 3s
      10 6 LambdaFunctionTimedOut error=States.Timeout
      11 10 TaskStateAborted
      12 10 TaskStateAborted
      + 1s
      13 10 ParallelStateStarted
      14 13 TaskStateEntered name=A input={"n":1}
      15 14 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1} timeoutInSeconds=3
      16 15 LambdaFunctionStarted
      17 13 TaskStateEntered name=B input={"n":1}
      18 17 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1} timeoutInSeconds=3
      19 18 LambdaFunctionStarted
      + 3s
      20 16 LambdaFunctionTimedOut error=States.Timeout
      21 20 TaskStateAborted
      22 20 TaskStateAborted
      23 20 ParallelStateFailed
      24 23 ParallelStateExited name=P output={"Error":"States.Timeout","Cause":""}
      25 24 SucceedStateEntered name=Caught input={"Error":"States.Timeout","Cause":""}
      26 25 SucceedStateExited name=Caught output={"Error":"States.Timeout","Cause":""}
      27 26 ExecutionSucceeded output={"Error":"States.Timeout","Cause":""}"
    `);
  });

  test('fails when one branch fails in the moment in which another ends', () => {
    const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1 }];
    expect(told([task('A', { TimeoutSeconds: 3 }), wait('B', 3)], { Retry })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 TaskStateEntered name=A input={"n":1}
      5 4 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1} timeoutInSeconds=3
      6 5 LambdaFunctionStarted
      7 3 WaitStateEntered name=B input={"n":1}
      + 3s
      8 6 LambdaFunctionTimedOut error=States.Timeout
      9 8 TaskStateAborted
      10 8 WaitStateAborted
      + 1s
      11 8 ParallelStateStarted
      12 11 TaskStateEntered name=A input={"n":1}
      13 12 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1} timeoutInSeconds=3
      14 13 LambdaFunctionStarted
      15 11 WaitStateEntered name=B input={"n":1}
      + 3s
      16 14 LambdaFunctionTimedOut error=States.Timeout
      17 16 TaskStateAborted
      18 16 WaitStateAborted
      19 16 ParallelStateFailed
      20 19 ExecutionFailed error=States.Timeout"
    `);
  });

  test('fails with a failed evaluation in a branch, which is told once', () => {
    expect(told([pass('A', { Output: '{% $no %}' })], {}, undefined, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 PassStateEntered name=A input={"n":1}
      5 3 EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'A' (entered at the event id #4). The JSONata expression '$no' specified for the field 'Output' returned nothing (undefined). state=A location=Output
      6 5 ParallelStateFailed
      7 6 ExecutionFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'A' (entered at the event id #4). The JSONata expression '$no' specified for the field 'Output' returned nothing (undefined)."
    `);
  });

  test('fails the execution when a branch fails with States.Runtime', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    expect(told([wait('Long', 600), pass('A', { InputPath: '$.no' })], { Catch })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={"n":1}
      3 2 ParallelStateStarted
      4 3 WaitStateEntered name=Long input={"n":1}
      5 3 PassStateEntered name=A input={"n":1}
      6 5 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'A' (entered at the event id #5). Invalid path '$.no' : No results for path: $['no']"
    `);
  });
});
