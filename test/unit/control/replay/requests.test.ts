import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFake, type Fake } from '#test/support/a-fake.ts';
import { runMachine } from '#test/support/run-machine.ts';

const machine = (result: string) => ({ StartAt: 'Shape', States: { Shape: { Type: 'Pass', Result: result, End: true } } });

describe('the workbench over HTTP', () => {
  let fake: Fake;
  beforeAll(async () => {
    fake = await aFake();
  });
  afterAll(() => fake.close());

  const { execution, history } = runMachine(machine('a'), {});
  const bundle = {
    definition: JSON.stringify(machine('a')),
    execution: {
      executionArn: execution.arn,
      stateMachineArn: execution.stateMachineArn,
      status: execution.status,
      startDate: execution.startTime / 1_000,
      stopDate: (execution.stopTime ?? 0) / 1_000,
    },
    history: { events: history.map((event) => ({ ...event, timestamp: event.timestamp / 1_000 })) },
  };

  it('replays a bundle, also with another definition', async () => {
    expect(await fake.ask('POST', 'replay', { bundle })).toMatchObject({ status: 200, body: { same: true } });
    expect(await fake.ask('POST', 'replay', { bundle, definition: machine('b') })).toMatchObject({
      status: 200,
      body: { same: false, at: { eventId: 3, state: 'Shape', differences: [{ path: 'output', aws: 'a', fake: 'b' }] } },
    });
    expect(await fake.ask('POST', 'replay', { bundle: {} })).toMatchObject({
      status: 400,
      body: { hint: expect.stringContaining('A bundle is') },
    });
  });

  it('explores a definition', async () => {
    const Ask = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', MessageBody: 'm' },
      End: true,
    };

    expect(await fake.ask('POST', 'explore', { definition: { StartAt: 'Ask', States: { Ask } } })).toMatchObject({
      status: 200,
      body: { findings: [{ kind: 'token-without-timeout', state: 'Ask' }], isComplete: true },
    });
    expect(await fake.ask('POST', 'explore', { definition: '{' })).toMatchObject({ status: 400 });
  });
});
