import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const told = (state: JsonObject, input: unknown = {}, different: JsonObject = {}) =>
  story(runMachine({ StartAt: 'S', ...different, States: { S: state } }, input).history);

describe('the history of Succeed', () => {
  test('ends the execution with its input', () => {
    expect(told({ Type: 'Succeed' }, [1])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[1] roleArn=arn:aws:iam::123456789012:role/role
      2 0 SucceedStateEntered name=S input=[1]
      3 2 SucceedStateExited name=S output=[1]
      4 3 ExecutionSucceeded output=[1]"
    `);
  });

  test('selects by InputPath and OutputPath', () => {
    expect(told({ Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' }, { a: { b: 1 } })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"a":{"b":1}} roleArn=arn:aws:iam::123456789012:role/role
      2 0 SucceedStateEntered name=S input={"a":{"b":1}}
      3 2 SucceedStateExited name=S output=1
      4 3 ExecutionSucceeded output=1"
    `);
  });

  test('makes its Output in JSONata', () => {
    expect(
      told({ Type: 'Succeed', Output: '{% $count($states.input) %}' }, [1, 2], { QueryLanguage: 'JSONata' }),
    ).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[1,2] roleArn=arn:aws:iam::123456789012:role/role
      2 0 SucceedStateEntered name=S input=[1,2]
      3 2 SucceedStateExited name=S output=2
      4 3 ExecutionSucceeded output=2"
    `);
  });
});

describe('the history of Fail', () => {
  test('names Error and Cause', () => {
    expect(told({ Type: 'Fail', Error: 'Sold.Out', Cause: 'nothing left' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 FailStateEntered name=S input={}
      3 2 ExecutionFailed error=Sold.Out cause=nothing left"
    `);
  });

  test('names neither when it has neither', () => {
    expect(told({ Type: 'Fail' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 FailStateEntered name=S input={}
      3 2 ExecutionFailed"
    `);
  });

  test('takes a null for neither', () => {
    expect(told({ Type: 'Fail', Error: null, Cause: null })).toBe(told({ Type: 'Fail' }));
  });

  test('takes both from its input', () => {
    expect(told({ Type: 'Fail', ErrorPath: '$.e', CausePath: '$.c' }, { e: 'E', c: 'why' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"e":"E","c":"why"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 FailStateEntered name=S input={"e":"E","c":"why"}
      3 2 ExecutionFailed error=E cause=why"
    `);
  });

  test('makes them by intrinsic functions', () => {
    const state = { Type: 'Fail', ErrorPath: "States.Format('No.{}', $.n)", CausePath: 'States.JsonToString($)' };
    expect(told(state, { n: 4 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":4} roleArn=arn:aws:iam::123456789012:role/role
      2 0 FailStateEntered name=S input={"n":4}
      3 2 ExecutionFailed error=No.4 cause={"n":4}"
    `);
  });

  test('computes them in JSONata', () => {
    const state = { Type: 'Fail', Error: "{% 'No.' & $states.input.n %}", Cause: '{% $string($states.input) %}' };
    expect(told(state, { n: 4 }, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":4} roleArn=arn:aws:iam::123456789012:role/role
      2 0 FailStateEntered name=S input={"n":4}
      3 2 ExecutionFailed error=No.4 cause={"n":4}"
    `);
  });

  test('fails with States.Runtime when its CausePath leads nowhere', () => {
    expect(told({ Type: 'Fail', Error: 'E', CausePath: '$.c' }, { e: 'E' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"e":"E"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 FailStateEntered name=S input={"e":"E"}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath '$.c' specified for the field 'CausePath' could not be found in the input '{"e":"E"}'"
    `);
  });

  test('quotes the context object when a path into it leads nowhere', () => {
    expect(told({ Type: 'Fail', ErrorPath: '$$.State.Error' })).toContain(
      `specified for the field 'ErrorPath' could not be found in the input '{"Execution":{"Id":`,
    );
  });

  test('fails in JSONata when its Error or Cause is no text', () => {
    expect(told({ Type: 'Fail', Error: '{% 5 %}' }, {}, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 FailStateEntered name=S input={}
      3 0 EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'S' (entered at the event id #2). The JSONata expression '5' specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 5 state=S location=Error
      4 3 ExecutionFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'S' (entered at the event id #2). The JSONata expression '5' specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 5"
    `);
    expect(told({ Type: 'Fail', Error: 'E', Cause: '{% null %}' }, {}, { QueryLanguage: 'JSONata' })).toContain(
      "specified for the field 'Cause' returned an unexpected result type. Expected 'string', but was 'null' for value: null",
    );
  });
});
