import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const told = (StartAt: string, states: JsonObject, input: unknown = {}, different: JsonObject = {}) =>
  story(runMachine({ StartAt, ...different, States: { ...states } }, input).history);

describe('the history of variables', () => {
  test('are assigned at the end of a state and seen in the next', () => {
    const states = {
      A: { Type: 'Pass', Assign: { 'x.$': '$.n', y: [1] }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'x.$': '$x', 'first.$': '$y[0]' }, Assign: { 'x.$': 'States.MathAdd($x, 1)' }, Next: 'C' },
      C: { Type: 'Pass', Parameters: { 'x.$': '$x' }, End: true },
    };
    expect(told('A', states, { n: 5 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":5} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":5}
      3 2 PassStateExited name=A output={"n":5} assignedVariables={"y":"[1]","x":"5"}
      4 3 PassStateEntered name=B input={"n":5}
      5 4 PassStateExited name=B output={"x":5,"first":1} assignedVariables={"x":"6"}
      6 5 PassStateEntered name=C input={"x":5,"first":1}
      7 6 PassStateExited name=C output={"x":6}
      8 7 ExecutionSucceeded output={"x":6}"
    `);
  });

  test('are seen inside branches, and those of a branch stay inside', () => {
    const branch = (name: string) => ({
      StartAt: `${name}1`,
      States: {
        [`${name}1`]: { Type: 'Pass', Output: '{% $x %}', Assign: { own: name }, Next: `${name}2` },
        [`${name}2`]: { Type: 'Pass', Output: '{% $states.input & $own %}', End: true },
      },
    });
    const states = {
      A: { Type: 'Pass', Assign: { x: 'x' }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [branch('l'), branch('r')], Assign: { x: '{% $states.result[1] %}' }, Next: 'Z' },
      Z: { Type: 'Pass', Output: '{% [$x, $exists($own)] %}', End: true },
    };
    expect(told('A', states, {}, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={}
      3 2 PassStateExited name=A output={} assignedVariables={"x":"\\"x\\""}
      4 3 ParallelStateEntered name=P input={}
      5 4 ParallelStateStarted
      6 5 PassStateEntered name=l1 input={}
      7 6 PassStateExited name=l1 output="x" assignedVariables={"own":"\\"l\\""}
      8 5 PassStateEntered name=r1 input={}
      9 8 PassStateExited name=r1 output="x" assignedVariables={"own":"\\"r\\""}
      10 7 PassStateEntered name=l2 input="x"
      11 10 PassStateExited name=l2 output="xl"
      12 9 PassStateEntered name=r2 input="x"
      13 12 PassStateExited name=r2 output="xr"
      14 13 ParallelStateSucceeded
      15 13 ParallelStateExited name=P output=["xl","xr"] assignedVariables={"x":"\\"xr\\""}
      16 15 PassStateEntered name=Z input=["xl","xr"]
      17 16 PassStateExited name=Z output=["xr",false]
      18 17 ExecutionSucceeded output=["xr",false]"
    `);
  });

  test('of an iteration are new in each', () => {
    const states = {
      A: { Type: 'Pass', Assign: { x: 10 }, Next: 'M' },
      M: {
        Type: 'Map',
        Items: [1, 2],
        MaxConcurrency: 1,
        ItemProcessor: {
          StartAt: 'I',
          States: {
            I: {
              Type: 'Pass',
              Output: '{% $exists($own) ? "seen" : "new" %}',
              Assign: { own: '{% $x + $states.input %}' },
              Next: 'J',
            },
            J: { Type: 'Pass', Output: '{% [$states.input, $own] %}', End: true },
          },
        },
        End: true,
      },
    };
    expect(told('A', states, {}, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={}
      3 2 PassStateExited name=A output={} assignedVariables={"x":"10"}
      4 3 MapStateEntered name=M input={}
      5 4 MapStateStarted length=2
      6 5 MapIterationStarted name=M index=0
      7 6 PassStateEntered name=I input=1
      8 7 PassStateExited name=I output="new" assignedVariables={"own":"11"}
      9 8 PassStateEntered name=J input="new"
      10 9 PassStateExited name=J output=["new",11]
      11 10 MapIterationSucceeded name=M index=0
      12 10 MapIterationStarted name=M index=1
      13 12 PassStateEntered name=I input=2
      14 13 PassStateExited name=I output="new" assignedVariables={"own":"12"}
      15 14 PassStateEntered name=J input="new"
      16 15 PassStateExited name=J output=["new",12]
      17 16 MapIterationSucceeded name=M index=1
      18 17 MapStateSucceeded
      19 17 MapStateExited name=M output=[["new",11],["new",12]]
      20 19 ExecutionSucceeded output=[["new",11],["new",12]]"
    `);
  });

  test('are assigned by a Catch', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Assign: { e: '{% $states.errorOutput.Error %}' }, Output: null, Next: 'Z' }];
    const states = {
      P: { Type: 'Parallel', Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Oops' } } }], Catch, Next: 'Z' },
      Z: { Type: 'Pass', Output: '{% $e %}', End: true },
    };
    expect(told('P', states, {}, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ParallelStateEntered name=P input={}
      3 2 ParallelStateStarted
      4 3 FailStateEntered name=F input={}
      5 4 ParallelStateFailed
      6 5 ParallelStateExited name=P output=null assignedVariables={"e":"\\"Oops\\""}
      7 6 PassStateEntered name=Z input=null
      8 7 PassStateExited name=Z output="Oops"
      9 8 ExecutionSucceeded output="Oops""
    `);
  });

  test('are assigned from the result itself, whatever ResultSelector makes of it', () => {
    const call = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      ResultSelector: { 'selected.$': '$.n' },
      ResultPath: '$.r',
      Assign: { 'n.$': '$.n' },
      End: true,
    };
    const { execution, history } = runMachine(
      { StartAt: 'C', States: { C: call } },
      {},
      { answer: () => ({ output: { n: 1 } }) },
    );
    expect(execution.output).toBe('{"r":{"selected":1}}');
    expect(story(history)).toContain('assignedVariables={"n":"1"}');
  });
});
