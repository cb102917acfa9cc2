import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { type Answer, runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const PASS = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
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

describe('the history of states in one another', () => {
  test('follows a Map inside a Parallel inside a Map', () => {
    const inner = { Type: 'Map', MaxConcurrency: 1, ItemProcessor: PASS, End: true };
    const parallel = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Inner', States: { Inner: inner } },
        { StartAt: 'B', States: { B: { Type: 'Pass', Result: 'b', End: true } } },
      ],
      End: true,
    };
    expect(told({ StartAt: 'P', States: { P: parallel } }, { MaxConcurrency: 1 }, [[1], []])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[[1],[]] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[[1],[]]
      3 2 MapStateStarted length=2
      4 3 MapIterationStarted name=M index=0
      5 4 ParallelStateEntered name=P input=[1]
      6 5 ParallelStateStarted
      7 6 MapStateEntered name=Inner input=[1]
      8 7 MapStateStarted length=1
      9 8 MapIterationStarted name=Inner index=0
      10 6 PassStateEntered name=B input=[1]
      11 10 PassStateExited name=B output="b"
      12 9 PassStateEntered name=A input=1
      13 12 PassStateExited name=A output=1
      14 13 MapIterationSucceeded name=Inner index=0
      15 14 MapStateSucceeded
      16 14 MapStateExited name=Inner output=[1]
      17 16 ParallelStateSucceeded
      18 16 ParallelStateExited name=P output=[[1],"b"]
      19 18 MapIterationSucceeded name=M index=0
      20 18 MapIterationStarted name=M index=1
      21 20 ParallelStateEntered name=P input=[]
      22 21 ParallelStateStarted
      23 22 MapStateEntered name=Inner input=[]
      24 23 MapStateStarted length=0
      25 24 MapStateSucceeded
      26 24 MapStateExited name=Inner output=[]
      27 22 PassStateEntered name=B input=[]
      28 27 PassStateExited name=B output="b"
      29 28 ParallelStateSucceeded
      30 28 ParallelStateExited name=P output=[[],"b"]
      31 30 MapIterationSucceeded name=M index=1
      32 31 MapStateSucceeded
      33 31 MapStateExited name=M output=[[[1],"b"],[[],"b"]]
      34 33 ExecutionSucceeded output=[[[1],"b"],[[],"b"]]"
    `);
  });

  test('passes the failure of a Map out of a Parallel, and stops what runs beside it', () => {
    const parallel = (name: string, branches: JsonObject[]) => ({
      StartAt: name,
      States: { [name]: { Type: 'Parallel', Branches: branches, End: true } },
    });
    const map = { Type: 'Map', ItemProcessor: TASK, End: true };
    const branches = [
      parallel('Left', [{ StartAt: 'L', States: { L: { Type: 'Wait', Seconds: 60, End: true } } }]),
      { StartAt: 'Right', States: { Right: map } },
    ];
    const states = { Out: { Type: 'Parallel', Branches: branches, End: true } };
    const answer: Answer = ({ invocation }) => ({ error: 'Oops', after: invocation + 1 });
    expect(story(runMachine({ StartAt: 'Out', States: states }, [1, 2], { answer }).history)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[1,2] roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=Out input=[1,2]
      3 2 ParallelStateStarted
      4 3 ParallelStateEntered name=Left input=[1,2]
      5 4 ParallelStateStarted
      6 3 MapStateEntered name=Right input=[1,2]
      7 6 MapStateStarted length=2
      8 7 MapIterationStarted name=Right index=0
      9 7 MapIterationStarted name=Right index=1
      10 5 WaitStateEntered name=L input=[1,2]
      11 8 TaskStateEntered name=T input=1
      12 11 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=1
      13 12 LambdaFunctionStarted
      14 9 TaskStateEntered name=T input=2
      15 14 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=2
      16 15 LambdaFunctionStarted
      + 1s
      17 13 LambdaFunctionFailed error=Oops
      18 17 TaskStateAborted
      19 17 MapIterationFailed name=Right index=0
      20 17 TaskStateAborted
      21 17 MapIterationAborted name=Right index=1
      22 17 MapStateFailed
      23 22 WaitStateAborted
      24 22 ParallelStateAborted
      25 22 ParallelStateFailed
      26 25 ExecutionFailed error=Oops"
    `);
  });
});
