import { CreateStateMachineCommand, DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type LambdaWorld, startLambdaWorld } from '#test/support/lambda-world.ts';
import { readInfraFile } from '#test/support/templates.ts';

const PASS = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });

/** What a rule sees, made into what its target gets: AWS puts the whole event for `<aws.events.event.json>`, and values for the others. */
function transformed(template: string, values: Readonly<Record<string, string>>): unknown {
  return JSON.parse(template.replace(/<([\w.]+)>/g, (_, name: string) => values[name] ?? `no ${name}`));
}

describe('the function, invoked by AWS’s own services', () => {
  let world: LambdaWorld;
  let stateMachineArn: string;

  beforeEach(async () => {
    world = await startLambdaWorld({ wake: 'poll' });
    const roleArn = 'arn:aws:iam::123456789012:role/any';
    const created = await world.client.send(new CreateStateMachineCommand({ name: 'orders', definition: PASS, roleArn }));
    stateMachineArn = created.stateMachineArn ?? '';
  });
  afterEach(() => world.close());

  const executions = async () => {
    const { executions = [] } = await world.client.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions.map(({ name = '' }) => name).sort();
  };
  const inputOf = async (executionArn: unknown) =>
    (await world.client.send(new DescribeExecutionCommand({ executionArn: String(executionArn) }))).input;

  test.each([
    [{ order: 1 }, '{"order":1}'],
    ['{ "order": 1 }', '{ "order": 1 }'],
    [undefined, '{}'],
  ])('starts an execution with the input %j', async (input, expected) => {
    const answer = await world.lambda.invoke({ stateMachineArn, input });
    expect(answer).toEqual({ executionArn: expect.stringContaining(':execution:orders:') });
    expect(await inputOf(Object(answer)['executionArn'])).toBe(expected);
  });

  test('starts what the rule of the example asks for, once, however often the event comes', async () => {
    const { Resources } = parse(await readInfraFile('examples/events.yaml'), { logLevel: 'error' });
    const [{ InputTransformer }] = Resources.Rule.Properties.Targets;
    const template = InputTransformer.InputTemplate['Fn::Sub'] ?? InputTransformer.InputTemplate;
    const event = { id: '1b9d-4c', source: 'shop', 'detail-type': 'OrderPlaced', detail: { order: 7 } };
    const values = { id: event.id, 'aws.events.event.json': JSON.stringify(event) };
    const filled = transformed(template.replaceAll(`\${StateMachineArn}`, stateMachineArn), values);
    const first = await world.lambda.invoke(filled);
    await world.lambda.invoke(filled);
    expect(await executions()).toEqual(['1b9d-4c']);
    expect(JSON.parse((await inputOf(Object(first)['executionArn'])) ?? '')).toEqual(event);
  });

  test('fails the invocation for what cannot be started, for Lambda to try again', async () => {
    const unknown = `${stateMachineArn}x`;
    await expect(world.lambda.invoke({ stateMachineArn: unknown })).rejects.toThrow('State Machine Does Not Exist');
  });

  test('tells Pipes which items of a batch have failed', async () => {
    const item = (itemIdentifier: string, arn = stateMachineArn) => ({ stateMachineArn: arn, input: {}, itemIdentifier });
    const batch = [item('m-1'), item('m-2', `${stateMachineArn}x`), item('m-3')];
    expect(await world.lambda.invoke(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] });
    expect(await world.lambda.invoke([item('m-1'), item('m-2')])).toEqual({ batchItemFailures: [] });
    expect(await executions()).toEqual(['m-1', 'm-2', 'm-3']);
  });

  test('fails a batch whose failed item nobody could name', async () => {
    const batch = [{ stateMachineArn }, { stateMachineArn: `${stateMachineArn}x` }];
    await expect(world.lambda.invoke(batch)).rejects.toThrow('State Machine Does Not Exist');
  });
});
