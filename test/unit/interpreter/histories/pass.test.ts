import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const told = (states: JsonObject, input: unknown = {}) =>
  story(runMachine({ StartAt: 'A', States: { ...states } }, input).history);

describe('the history of Pass', () => {
  test('hands its input on', () => {
    expect(told({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 PassStateExited name=A output={"n":1}
      4 3 PassStateEntered name=B input={"n":1}
      5 4 PassStateExited name=B output={"n":1}
      6 5 ExecutionSucceeded output={"n":1}"
    `);
  });

  test('puts its Result where ResultPath says', () => {
    expect(told({ A: { Type: 'Pass', Result: [1, 2], ResultPath: '$.found.at', End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 PassStateExited name=A output={"n":1,"found":{"at":[1,2]}}
      4 3 ExecutionSucceeded output={"n":1,"found":{"at":[1,2]}}"
    `);
  });

  test('works on nothing with a null InputPath', () => {
    expect(told({ A: { Type: 'Pass', InputPath: null, ResultPath: '$.r', End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 PassStateExited name=A output={"n":1,"r":{}}
      4 3 ExecutionSucceeded output={"n":1,"r":{}}"
    `);
  });

  test('drops its result with a null ResultPath', () => {
    expect(told({ A: { Type: 'Pass', Result: 1, ResultPath: null, End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 PassStateExited name=A output={"n":1}
      4 3 ExecutionSucceeded output={"n":1}"
    `);
  });

  test('hands nothing on with a null OutputPath', () => {
    expect(told({ A: { Type: 'Pass', OutputPath: null, End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 PassStateExited name=A output={}
      4 3 ExecutionSucceeded output={}"
    `);
  });

  test('builds Parameters from input, context and intrinsics', () => {
    const Parameters = { 'n.$': '$.n', 'state.$': '$$.State.Name', 'sum.$': 'States.MathAdd($.n, 1)', kept: '$.n' };
    expect(told({ A: { Type: 'Pass', Parameters, OutputPath: '$', End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 PassStateExited name=A output={"kept":"$.n","sum":2,"state":"A","n":1}
      4 3 ExecutionSucceeded output={"kept":"$.n","sum":2,"state":"A","n":1}"
    `);
  });

  test('selects by InputPath, and hands on by OutputPath', () => {
    const state = { Type: 'Pass', InputPath: '$.a', ResultPath: '$.b', OutputPath: '$.b.c', End: true };
    expect(told({ A: state }, { a: { c: [true] } })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"a":{"c":[true]}} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"a":{"c":[true]}}
      3 2 PassStateExited name=A output=[true]
      4 3 ExecutionSucceeded output=[true]"
    `);
  });

  test('fails for good when its InputPath leads nowhere', () => {
    expect(told({ A: { Type: 'Pass', InputPath: '$.no', End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'A' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']"
    `);
  });

  test('fails for good when its OutputPath leads nowhere', () => {
    expect(told({ A: { Type: 'Pass', OutputPath: '$.no', End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'A' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']"
    `);
  });

  test('fails for good when Parameters name what is not there', () => {
    expect(told({ A: { Type: 'Pass', Parameters: { 'x.$': '$.no' }, End: true } }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 PassStateEntered name=A input={"n":1}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'A' (entered at the event id #2). The JSONPath '$.no' specified for the field 'x.$' could not be found in the input '{"n":1}'"
    `);
  });
});
