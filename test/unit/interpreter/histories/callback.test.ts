import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { type Answer, runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const TOKEN = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:approve';

const told = (task: JsonObject, answer: Answer, input: unknown = {}) =>
  story(runMachine({ StartAt: 'T', States: { T: { Type: 'Task', End: true, ...task } } }, input, { answer }).history);

describe('the history of a task that waits for its token', () => {
  const task = { Resource: TOKEN, Parameters: { 'MessageBody.$': '$$.Task.Token' } };

  test('is submitted, and succeeds when the token comes back', () => {
    expect(told(task, () => [{ submitted: { MessageId: '1' } }, { output: { ok: true }, after: 3_600 }])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={"MessageId":"1"}
      + 3600s
      6 5 TaskSucceeded resourceType=sqs resource=sendMessage.waitForTaskToken output={"ok":true}
      7 6 TaskStateExited name=T output={"ok":true}
      8 7 ExecutionSucceeded output={"ok":true}"
    `);
  });

  test('fails when the token comes back with an error', () => {
    expect(told(task, () => [{ submitted: {} }, { error: 'No', cause: 'refused', after: 1 }])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
      + 1s
      6 5 TaskFailed resourceType=sqs resource=sendMessage.waitForTaskToken error=No cause=refused
      7 6 ExecutionFailed error=No cause=refused"
    `);
    expect(told(task, () => [{ submitted: {} }, { after: 1 }])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
      + 1s
      6 5 TaskFailed resourceType=sqs resource=sendMessage.waitForTaskToken
      7 6 ExecutionFailed"
    `);
  });

  test('fails to be submitted when the service refuses the call', () => {
    expect(told(task, () => [{ error: 'SQS.AmazonSQSException', cause: 'no queue', stage: 'call' }])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskSubmitFailed resourceType=sqs resource=sendMessage.waitForTaskToken error=SQS.AmazonSQSException cause=no queue
      6 5 ExecutionFailed error=SQS.AmazonSQSException cause=no queue"
    `);
  });

  test('fails like any task when the token is quicker than the call', () => {
    expect(told(task, () => [{ error: 'No', cause: 'refused' }])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"}
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskFailed resourceType=sqs resource=sendMessage.waitForTaskToken error=No cause=refused
      6 5 ExecutionFailed error=No cause=refused"
    `);
  });

  test('times out', () => {
    expect(told({ ...task, TimeoutSeconds: 60 }, () => [{ submitted: {} }])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"} timeoutInSeconds=60
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
      + 60s
      6 5 TaskTimedOut resourceType=sqs resource=sendMessage.waitForTaskToken error=States.Timeout
      7 6 ExecutionFailed error=States.Timeout"
    `);
  });

  test('lives by heartbeats, and dies without', () => {
    const answer: Answer = () => [{ submitted: {} }, { heartbeat: true, after: 8 }, { heartbeat: true, after: 16 }];
    expect(told({ ...task, TimeoutSeconds: 60, HeartbeatSeconds: 10 }, answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"} timeoutInSeconds=60 heartbeatInSeconds=10
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
      + 26s
      6 5 TaskTimedOut resourceType=sqs resource=sendMessage.waitForTaskToken error=States.Timeout
      7 6 ExecutionFailed error=States.Timeout"
    `);
  });

  test('retries a missed heartbeat as States.HeartbeatTimeout', () => {
    const Retry = [{ ErrorEquals: ['States.HeartbeatTimeout'], IntervalSeconds: 1, MaxAttempts: 1 }];
    const answer: Answer = ({ invocation }) =>
      invocation === 0 ? { submitted: {} } : [{ submitted: {} }, { output: 1, after: 2 }];
    expect(told({ ...task, HeartbeatSeconds: 10, Retry }, answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"} heartbeatInSeconds=10
      4 3 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      5 4 TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
      + 10s
      6 5 TaskTimedOut resourceType=sqs resource=sendMessage.waitForTaskToken error=States.Timeout
      + 1s
      7 6 TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken region=us-east-1 parameters={"MessageBody":"<token>"} heartbeatInSeconds=10
      8 7 TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
      9 8 TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
      + 2s
      10 9 TaskSucceeded resourceType=sqs resource=sendMessage.waitForTaskToken output=1
      11 10 TaskStateExited name=T output=1
      12 11 ExecutionSucceeded output=1"
    `);
  });
});

describe('the history of an activity', () => {
  test('starts when a worker takes it', () => {
    expect(
      told(
        { Resource: ACTIVITY },
        () => [
          { worker: 'Ann', after: 5 },
          { output: 'yes', after: 7 },
        ],
        { n: 1 },
      ),
    ).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={"n":1} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={"n":1}
      3 2 ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:approve input={"n":1}
      + 5s
      4 3 ActivityStarted workerName=Ann
      + 2s
      5 4 ActivitySucceeded output="yes"
      6 5 TaskStateExited name=T output="yes"
      7 6 ExecutionSucceeded output="yes""
    `);
  });

  test('starts with a worker without a name', () => {
    expect(told({ Resource: ACTIVITY }, () => [{ worker: null }, { error: 'No' }])).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:approve input={}
      4 3 ActivityStarted
      5 4 ActivityFailed error=No
      6 5 ExecutionFailed error=No"
    `);
  });

  test('waits for a worker for as long as it takes: its limits count from ActivityStarted', () => {
    expect(
      told({ Resource: ACTIVITY, TimeoutSeconds: 60, HeartbeatSeconds: 20 }, () => [{ worker: 'Ann', after: 600 }]),
    ).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:approve input={} timeoutInSeconds=60 heartbeatInSeconds=20
      + 600s
      4 3 ActivityStarted workerName=Ann
      + 20s
      5 4 ActivityTimedOut error=States.Timeout
      6 5 ExecutionFailed error=States.Timeout"
    `);
  });

  test('belongs to the first worker who comes', () => {
    const answer: Answer = () => [
      { worker: 'Ann', after: 5 },
      { worker: 'Bob', after: 6 },
      { output: 'done', after: 7 },
    ];
    expect(told({ Resource: ACTIVITY }, answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:approve input={}
      + 5s
      4 3 ActivityStarted workerName=Ann
      + 2s
      5 4 ActivitySucceeded output="done"
      6 5 TaskStateExited name=T output="done"
      7 6 ExecutionSucceeded output="done""
    `);
  });

  test('times out when its worker is silent', () => {
    const answer: Answer = () => [
      { worker: 'Ann', after: 5 },
      { heartbeat: true, after: 10 },
    ];
    expect(told({ Resource: ACTIVITY, TimeoutSeconds: 600, HeartbeatSeconds: 20 }, answer)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 TaskStateEntered name=T input={}
      3 2 ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:approve input={} timeoutInSeconds=600 heartbeatInSeconds=20
      + 5s
      4 3 ActivityStarted workerName=Ann
      + 25s
      5 4 ActivityTimedOut error=States.Timeout
      6 5 ExecutionFailed error=States.Timeout"
    `);
  });
});
