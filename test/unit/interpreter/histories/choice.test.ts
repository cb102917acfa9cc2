import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const ENDS = { Small: { Type: 'Succeed' }, Large: { Type: 'Succeed' } };
const told = (choice: JsonObject, input: unknown, different: JsonObject = {}) =>
  story(runMachine({ StartAt: 'C', ...different, States: { C: { Type: 'Choice', ...choice }, ...ENDS } }, input).history);

describe('the history of Choice', () => {
  const Choices = [
    { Variable: '$.n', NumericLessThan: 10, Next: 'Small' },
    { Variable: '$.n', NumericLessThan: 100, Next: 'Large' },
  ];

  test('goes where the first rule that holds leads', () => {
    expect(told({ Choices, Default: 'Large' }, { n: 3 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":3} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={"n":3}
      3 2 ChoiceStateExited name=C output={"n":3}
      4 3 SucceedStateEntered name=Small input={"n":3}
      5 4 SucceedStateExited name=Small output={"n":3}
      6 5 ExecutionSucceeded output={"n":3}"
    `);
  });

  test('goes to the default when no rule holds', () => {
    expect(told({ Choices, Default: 'Small' }, { n: 300 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":300} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={"n":300}
      3 2 ChoiceStateExited name=C output={"n":300}
      4 3 SucceedStateEntered name=Small input={"n":300}
      5 4 SucceedStateExited name=Small output={"n":300}
      6 5 ExecutionSucceeded output={"n":300}"
    `);
  });

  test('fails when no rule holds and there is no default', () => {
    expect(told({ Choices }, { n: 300 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":300} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={"n":300}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."
    `);
  });

  test('is not caught when it leads nowhere', () => {
    const branch = { StartAt: 'C', States: { C: { Type: 'Choice', Choices }, ...ENDS } };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Done' }];
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    const parallel = { Type: 'Parallel', Branches: [branch], Retry, Catch, End: true };
    const { execution } = runMachine({ StartAt: 'P', States: { P: parallel, Done: { Type: 'Succeed' } } }, { n: 300 });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('fails when a rule looks at what is not there', () => {
    expect(told({ Choices, Default: 'Small' }, {})).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.n': The choice state's condition path references an invalid value."
    `);
  });

  test('compares behind InputPath, and hands on by OutputPath', () => {
    expect(told({ InputPath: '$.in', OutputPath: '$.n', Choices }, { in: { n: 30 } })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"in":{"n":30}} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={"in":{"n":30}}
      3 2 ChoiceStateExited name=C output=30
      4 3 SucceedStateEntered name=Large input=30
      5 4 SucceedStateExited name=Large output=30
      6 5 ExecutionSucceeded output=30"
    `);
  });

  test('takes Output and Assign of the rule in JSONata, and its own for the default', () => {
    const choice = {
      Choices: [
        {
          Condition: '{% $states.input.n < 10 %}',
          Next: 'Small',
          Output: { small: '{% $states.input.n %}' },
          Assign: { seen: 1 },
        },
      ],
      Default: 'Large',
      Output: 'the default',
      Assign: { seen: 2 },
    };
    const JSONata = { QueryLanguage: 'JSONata' };
    expect(told(choice, { n: 3 }, JSONata)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":3} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={"n":3}
      3 2 ChoiceStateExited name=C output={"small":3} assignedVariables={"seen":"1"}
      4 3 SucceedStateEntered name=Small input={"small":3}
      5 4 SucceedStateExited name=Small output={"small":3}
      6 5 ExecutionSucceeded output={"small":3}"
    `);
    expect(told(choice, { n: 30 }, JSONata)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":30} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={"n":30}
      3 2 ChoiceStateExited name=C output="the default" assignedVariables={"seen":"2"}
      4 3 SucceedStateEntered name=Large input="the default"
      5 4 SucceedStateExited name=Large output="the default"
      6 5 ExecutionSucceeded output="the default""
    `);
  });

  test('fails in JSONata when nothing holds', () => {
    expect(
      told({ Choices: [{ Condition: '{% false %}', Next: 'Small' }] }, {}, { QueryLanguage: 'JSONata' }),
    ).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 ChoiceStateEntered name=C input={}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."
    `);
  });
});
