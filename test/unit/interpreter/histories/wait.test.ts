import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const told = (wait: JsonObject, input: unknown = {}, different: JsonObject = {}) =>
  story(runMachine({ StartAt: 'W', ...different, States: { W: { Type: 'Wait', End: true, ...wait } } }, input).history);

describe('the history of Wait', () => {
  test('waits for Seconds', () => {
    expect(told({ Seconds: 90 }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"n":1}
      + 90s
      3 2 WaitStateExited name=W output={"n":1}
      4 3 ExecutionSucceeded output={"n":1}"
    `);
  });

  test('waits for as many seconds as an int holds, and for no more', () => {
    const longest = 2 ** 31 - 1;
    expect(told({ SecondsPath: '$.s' }, { s: longest })).toContain(`+ ${longest}s\n3 2 WaitStateExited`);
    expect(told({ SecondsPath: '$.s' }, { s: longest + 1 })).toContain('3 2 ExecutionFailed error=States.Runtime');
    expect(told({ SecondsPath: '$.s' }, { s: longest + 1 })).toContain('Wait state delay is too long.');
  });

  test('does not wait for no seconds', () => {
    expect(told({ Seconds: 0 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={}
      3 2 WaitStateExited name=W output={}
      4 3 ExecutionSucceeded output={}"
    `);
  });

  test('waits for the seconds at SecondsPath', () => {
    expect(told({ SecondsPath: '$.s' }, { s: 2 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"s":2} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"s":2}
      + 2s
      3 2 WaitStateExited name=W output={"s":2}
      4 3 ExecutionSucceeded output={"s":2}"
    `);
  });

  test('waits until Timestamp', () => {
    expect(told({ Timestamp: '2026-01-02T03:04:15.678Z' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={}
      + 10s
      3 2 WaitStateExited name=W output={}
      4 3 ExecutionSucceeded output={}"
    `);
  });

  test('waits until the moment at TimestampPath, in its time zone', () => {
    expect(told({ TimestampPath: '$.t' }, { t: '2026-01-02T05:04:05.678+01:00' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"t":"2026-01-02T05:04:05.678+01:00"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"t":"2026-01-02T05:04:05.678+01:00"}
      + 3600s
      3 2 WaitStateExited name=W output={"t":"2026-01-02T05:04:05.678+01:00"}
      4 3 ExecutionSucceeded output={"t":"2026-01-02T05:04:05.678+01:00"}"
    `);
  });

  test('does not wait for what is past', () => {
    expect(told({ TimestampPath: '$.t' }, { t: '1999-12-31T00:00:00Z' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"t":"1999-12-31T00:00:00Z"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"t":"1999-12-31T00:00:00Z"}
      3 2 WaitStateExited name=W output={"t":"1999-12-31T00:00:00Z"}
      4 3 ExecutionSucceeded output={"t":"1999-12-31T00:00:00Z"}"
    `);
  });

  test('hands on by OutputPath when it has waited', () => {
    expect(told({ Seconds: 1, OutputPath: '$.n' }, { n: 1 })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"n":1}
      + 1s
      3 2 WaitStateExited name=W output=1
      4 3 ExecutionSucceeded output=1"
    `);
  });

  test('computes Seconds and Timestamp in JSONata', () => {
    const JSONata = { QueryLanguage: 'JSONata' };
    expect(told({ Seconds: '{% $states.input.s * 2 %}', Output: 'waited' }, { s: 4 }, JSONata)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"s":4} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"s":4}
      + 8s
      3 2 WaitStateExited name=W output="waited"
      4 3 ExecutionSucceeded output="waited""
    `);
    expect(told({ Timestamp: '{% $states.input.t %}' }, { t: '2026-01-02T03:05:05.678Z' }, JSONata)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"t":"2026-01-02T03:05:05.678Z"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"t":"2026-01-02T03:05:05.678Z"}
      + 60s
      3 2 WaitStateExited name=W output={"t":"2026-01-02T03:05:05.678Z"}
      4 3 ExecutionSucceeded output={"t":"2026-01-02T03:05:05.678Z"}"
    `);
  });

  test('fails when SecondsPath leads nowhere or to no number', () => {
    expect(told({ SecondsPath: '$.s' }, {})).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter does not reference an input value: $.s"
    `);
    expect(told({ SecondsPath: '$.s' }, { s: 'soon' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"s":"soon"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"s":"soon"}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter cannot be parsed as a long value: $.s == "soon""
    `);
  });

  test('fails when the moment is none', () => {
    expect(told({ TimestampPath: '$.t' }, { t: 'tomorrow' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"t":"tomorrow"} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={"t":"tomorrow"}
      3 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == tomorrow"
    `);
    expect(told({ Timestamp: '{% "tomorrow" %}' }, {}, { QueryLanguage: 'JSONata' })).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={}
      3 2 EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'W' (entered at the event id #2). The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: tomorrow state=W location=Timestamp
      4 3 ExecutionFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'W' (entered at the event id #2). The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: tomorrow"
    `);
  });

  test('fails in JSONata when the moment is no text', () => {
    expect(told({ Timestamp: '{% 5 %}' }, {}, { QueryLanguage: 'JSONata' })).toContain(
      "The JSONata expression '5' specified for the field 'Timestamp' returned an unexpected result type. Expected 'string', but was 'number' for value: 5",
    );
  });
});
