import { CreateStateMachineCommand, SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import { startLambdaServer } from '#test/support/lambda-server.ts';
import { type LambdaWorld, startLambdaWorld } from '#test/support/lambda-world.ts';

let worlds: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  worlds = [];
});

const opened = async <W extends { close: () => Promise<void> }>(world: Promise<W>): Promise<W> => {
  const open = await world;
  worlds.push(open);
  return open;
};

async function start({ client }: LambdaWorld, definition: object, input: unknown = {}): Promise<string> {
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: 'm',
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::123456789012:role/r',
    }),
  );
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  return executionArn;
}

describe('x', () => {
  test('wait', async () => {
    const world = await opened(startLambdaWorld({ wake: 'sqs' }));
    const arn = await start(world, { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } });
    const closed = await world.untilClosed(arn);
    console.log(
      closed.status,
      world.lambda.coldStarts(),
      world.queue.sent,
      world.lambda.log(),
      (await world.historyOf(arn)).map(({ type }) => type),
    );
    expect(closed.status).toBe('SUCCEEDED');
  });
});
