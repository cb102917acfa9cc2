import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFakeSfn, type FakeSfn, pending } from '#library/index.ts';
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';

const missing = whyNoDynamoDbLocal();

const APPROVAL = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask' },
      Next: 'Day',
    },
    Day: { Type: 'Wait', Seconds: 86_400, End: true },
  },
};

describe.skipIf(missing)(`the library on DynamoDB Local${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let local: DynamoDbLocal;
  const fakes: FakeSfn[] = [];
  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    local = await startDynamoDbLocal();
  });
  afterAll(async () => {
    await Promise.all(fakes.map((fake) => fake[Symbol.asyncDispose]()));
    await local?.stop();
    vi.unstubAllEnvs();
  });

  const aFake = (endpoint = local.endpoint) => {
    const fake = createFakeSfn({ storage: { table: 'library', endpoint } });
    fakes.push(fake);
    return fake;
  };

  it('goes on with what another fake has begun, and tells its whole story', async () => {
    const first = aFake();
    first.on({ state: 'Ask' }, pending());
    const begun = await (await first.deploy(APPROVAL)).start({ amount: 3 });
    const { token } = await begun.token('Ask');
    await first[Symbol.asyncDispose]();

    const second = aFake();
    const [waiting] = await second.waiting({ kind: 'token' });
    expect(waiting).toMatchObject({ executionArn: begun.arn, token });
    const { SFNClient, SendTaskSuccessCommand } = await import('@aws-sdk/client-sfn');
    await new SFNClient(second.clientConfig()).send(new SendTaskSuccessCommand({ taskToken: token, output: '"yes"' }));
    const run = await second.run(begun.arn).settled();
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: 'yes' });
    expect(run.visits().map(({ state }) => state)).toEqual(['Ask', 'Day']);
    expect(run.history().map(({ id }) => id)).toEqual(run.history().map((_, index) => index + 1));
  });

  it('fails in what it is asked for where there is no such database', async () => {
    await expect(aFake('http://127.0.0.1:9').deploy(APPROVAL)).rejects.toThrow('library');
  });
});
