import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { createHttpClient, type HttpClient } from '#test/bench/http-client.ts';
import { attackServed, expectHarmless, type Harm } from '#test/support/victim.ts';

const roleArn = 'arn:aws:iam::123456789012:role/any';
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:Self';
const START = 'arn:aws:states:::states:startExecution';
const START_SYNC = 'arn:aws:states:::aws-sdk:sfn:startSyncExecution';

/** How long an attack without an end is let on, in milliseconds. */
const ATTACK_MILLIS = 2_500;

const startSelf = (Resource: string, name = 'Again'): JsonObject => ({
  StartAt: name,
  States: { [name]: { Type: 'Task', Resource, Parameters: { StateMachineArn: stateMachineArn, Input: '{}' }, End: true } },
});

const startSelfTwice = (resource: string): JsonObject => ({
  StartAt: 'Both',
  States: { Both: { Type: 'Parallel', Branches: [startSelf(resource, 'One'), startSelf(resource, 'Other')], End: true } },
});

/** Creates the machine and starts it once; what comes after is its own doing. */
async function attackWith(
  definition: JsonObject,
  type: 'STANDARD' | 'EXPRESS',
  look: (client: HttpClient, started: Record<string, unknown>) => Promise<unknown> = () => setTimeout(ATTACK_MILLIS),
): Promise<Harm> {
  return await attackServed(async ({ url }) => {
    const client = createHttpClient(url);
    const machine = { name: 'Self', type, definition: JSON.stringify(definition), roleArn };
    await client.call('CreateStateMachine', machine);
    await look(client, await client.call('StartExecution', { stateMachineArn }));
    client.close();
  });
}

describe('an execution that starts itself', () => {
  it.each([
    ['as its last state', startSelf(START)],
    ['and waits for that', startSelf(`${START}.sync:2`)],
    ['two at a time', startSelfTwice(START)],
    ['two at a time, and waits for both', startSelfTwice(`${START}.sync:2`)],
  ])('%s keeps nobody waiting', async (_, definition) => {
    expectHarmless(await attackWith(definition, 'STANDARD'));
  });

  it.each([
    ['as its last state', startSelf(START)],
    ['and waits for that', startSelf(START_SYNC)],
    ['two at a time, and waits for both', startSelfTwice(START_SYNC)],
  ])('as Express, %s, keeps nobody waiting', async (_, definition) => {
    expectHarmless(await attackWith(definition, 'EXPRESS'));
  });

  it('as its last state goes on and on, at its ease', async () => {
    const names = new Set<unknown>();
    const newest = async (client: HttpClient) => {
      const { executions } = await client.call('ListExecutions', { stateMachineArn, maxResults: 1 });
      return Array.isArray(executions) ? executions[0]?.name : undefined;
    };
    await attackWith(startSelf(START), 'STANDARD', async (client) => {
      for (let look = 0; look < 5; look++) {
        await setTimeout(ATTACK_MILLIS / 5);
        names.add(await newest(client));
      }
    });
    expect(names.size).toBe(5);
  });
});
