import * as sfn from '@aws-sdk/client-sfn';
import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveBuilt } from '#test/support/served.ts';

const ALICE = '111111111111';
const MALLORY = '222222222222';
const roleOf = (account: string) => `arn:aws:iam::${account}:role/any`;

let served: Served;
let alice: SFNClient;
let mallory: SFNClient;
let machine: string;
let execution: string;

beforeAll(async () => {
  served = await serveBuilt({ FAKE_SFN_AUTH: 'sigv4', FAKE_SFN_CREDENTIALS: `AKIDALICE:a:${ALICE},AKIDMALLORY:m:${MALLORY}` });
  const config: SFNClientConfig = { endpoint: served.url, region: 'us-east-1', disableHostPrefix: true, maxAttempts: 1 };
  alice = new SFNClient({ ...config, credentials: { accessKeyId: 'AKIDALICE', secretAccessKey: 'a' } });
  mallory = new SFNClient({ ...config, credentials: { accessKeyId: 'AKIDMALLORY', secretAccessKey: 'm' } });
  const definition = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 600, End: true } } });
  const created = await alice.send(new sfn.CreateStateMachineCommand({ name: 'm', definition, roleArn: roleOf(ALICE) }));
  machine = created.stateMachineArn ?? '';
  execution = (await alice.send(new sfn.StartExecutionCommand({ stateMachineArn: machine }))).executionArn ?? '';
});

afterAll(async () => {
  alice.destroy();
  mallory.destroy();
  await served.stop();
});

/** What comes of a task of a state machine of Mallory's. */
async function taskOfMallory(resource: string, parameters: object, more: object = {}): Promise<unknown> {
  const state = { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters, ...more, End: true };
  return await mallory.send(
    new sfn.TestStateCommand({ definition: JSON.stringify(state), roleArn: roleOf(MALLORY), input: '{}' }),
  );
}

describe('with keys of another account', () => {
  it('nothing is described, stopped or deleted', async () => {
    const denied = { name: 'AccessDeniedException', message: expect.stringContaining(`arn:aws:iam::${MALLORY}:root`) };
    await expect(mallory.send(new sfn.DescribeExecutionCommand({ executionArn: execution }))).rejects.toMatchObject(denied);
    await expect(mallory.send(new sfn.StopExecutionCommand({ executionArn: execution }))).rejects.toMatchObject(denied);
    await expect(mallory.send(new sfn.DeleteStateMachineCommand({ stateMachineArn: machine }))).rejects.toMatchObject(denied);
  });

  it.each([
    ['in its own name', {}],
    ["in the name of the other's role", { Credentials: { RoleArn: roleOf(ALICE) } }],
  ])('a task does not get further: %s', async (_, credentials) => {
    expect(await taskOfMallory('aws-sdk:sfn:stopExecution', { ExecutionArn: execution }, credentials)).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('AccessDenied'),
    });
    expect(await taskOfMallory('states:startExecution', { StateMachineArn: machine }, credentials)).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('AccessDenied'),
    });
  });

  it('its owner goes on as ever', async () => {
    const described = await alice.send(new sfn.DescribeExecutionCommand({ executionArn: execution }));
    expect(described.status).toBe('RUNNING');
  });
});
