import { describe, expect, it } from 'vitest';
import { createCredentialSource } from '#http/credential-source.ts';
import { readCredentialSetting } from '#http/credentials.ts';

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:fake-Ab12Cd';

/** AWS's packages in small: a client that notes what it is asked, and answers what it is told to. */
const packages = (answer: (input: object) => unknown) => {
  const asked: object[] = [];
  class Client {
    readonly config: object;
    constructor(config: object) {
      this.config = config;
    }
    async send(command: { input: object }): Promise<unknown> {
      asked.push({ ...this.config, ...command.input });
      return answer(command.input);
    }
  }
  class Command {
    readonly input: object;
    constructor(input: object) {
      this.input = input;
    }
  }
  const importPackage = async (name: string): Promise<unknown> =>
    name === '@aws-sdk/client-ssm'
      ? { SSMClient: Client, GetParameterCommand: Command }
      : { SecretsManagerClient: Client, GetSecretValueCommand: Command };
  return { asked, importPackage };
};

const sourceOf = (setting: string, importPackage?: (name: string) => Promise<unknown>) => {
  const clock = { now: 0 };
  const logged: object[] = [];
  const source = createCredentialSource(readCredentialSetting(setting), {
    log: (entry) => logged.push(entry),
    now: () => clock.now,
    ...(importPackage === undefined ? {} : { importPackage }),
  });
  const ids = async () => [...(await source()).keys()];
  return { ids, logged, clock };
};

describe('credentials', () => {
  it('come from the settings', async () => {
    expect(await sourceOf('A:1,B:2').ids()).toEqual(['A', 'B']);
  });

  it('come from a secret, in its region', async () => {
    const { asked, importPackage } = packages(() => ({ SecretString: '{"accessKeyId":"A","secretAccessKey":"1"}' }));
    expect(await sourceOf(SECRET_ARN, importPackage).ids()).toEqual(['A']);
    expect(asked).toEqual([{ region: 'eu-west-1', SecretId: SECRET_ARN }]);
  });

  it('come from a parameter, decrypted', async () => {
    const { asked, importPackage } = packages(() => ({ Parameter: { Value: 'A:1,B:2:123456789012' } }));
    expect(await sourceOf('ssm:/fake', importPackage).ids()).toEqual(['A', 'B']);
    expect(asked).toEqual([{ Name: '/fake', WithDecryption: true }]);
  });

  it('are read once by all who ask at once, and again after five minutes', async () => {
    let value = 'A:1';
    const { asked, importPackage } = packages(() => ({ SecretString: value }));
    const { ids, clock } = sourceOf(SECRET_ARN, importPackage);
    await Promise.all([ids(), ids(), ids()]);
    value = 'B:2';
    clock.now = 5 * 60_000 - 1;
    expect(await ids()).toEqual(['A']);
    expect(asked).toHaveLength(1);
    clock.now = 5 * 60_000;
    expect(await ids()).toEqual(['B']);
    expect(asked).toHaveLength(2);
  });

  it('stay in use where reading them again fails', async () => {
    let fails = false;
    const { importPackage } = packages(() => {
      if (fails) throw new Error('gone');
      return { SecretString: 'A:1' };
    });
    const { ids, clock, logged } = sourceOf(SECRET_ARN, importPackage);
    await ids();
    fails = true;
    clock.now = 5 * 60_000;
    expect(await ids()).toEqual(['A']);
    expect(logged).toHaveLength(1);
  });
});

describe('credentials that cannot be read', () => {
  const unavailable = { code: 'ServiceUnavailable', status: 503, message: expect.stringContaining('cannot be read') };

  it('are tried again, but not by every request', async () => {
    let fails = true;
    const { asked, importPackage } = packages(() => {
      if (fails) throw Object.assign(new Error('User: arn:aws:sts::1:x is not authorized'), { name: 'AccessDeniedException' });
      return { SecretString: 'A:1' };
    });
    const { ids, clock, logged } = sourceOf(SECRET_ARN, importPackage);
    await expect(ids()).rejects.toMatchObject(unavailable);
    await expect(ids()).rejects.toMatchObject(unavailable);
    expect(asked).toHaveLength(1);
    expect(logged).toEqual([
      {
        level: 'ERROR',
        message: `FAKE_SFN_CREDENTIALS refers to ${SECRET_ARN}, which cannot be read (AccessDeniedException: User: arn:aws:sts::1:x is not authorized).`,
      },
    ]);
    fails = false;
    clock.now = 10_000;
    expect(await ids()).toEqual(['A']);
  });

  it.each<[string, unknown, string]>([
    ['has no text', { SecretBinary: new Uint8Array(1) }, 'holds no text'],
    ['has another form', { SecretString: 'hush' }, 'has no secret access key in credential 1'],
    ['is broken JSON', { SecretString: '{"accessKeyId": hush' }, 'is not valid JSON'],
  ])('are told where the secret %s', async (_what, answer, problem) => {
    const { importPackage } = packages(() => answer);
    const { ids, logged } = sourceOf(SECRET_ARN, importPackage);
    await expect(ids()).rejects.toMatchObject(unavailable);
    expect(logged).toEqual([{ level: 'ERROR', message: `FAKE_SFN_CREDENTIALS refers to ${SECRET_ARN}, which ${problem}.` }]);
    expect(JSON.stringify(logged)).not.toContain('hush');
  });

  it('are told where the package is missing, or is another one', async () => {
    const missing = sourceOf('ssm:/fake', (name) => import(`${name}-which-no-one-published`));
    await expect(missing.ids()).rejects.toMatchObject(unavailable);
    expect(missing.logged).toEqual([
      {
        level: 'ERROR',
        message: expect.stringMatching(
          /^FAKE_SFN_CREDENTIALS refers to \/fake, which needs the package @aws-sdk\/client-ssm, which cannot be loaded \(.+\): install it\.$/,
        ),
      },
    ]);
    const other = sourceOf('ssm:/fake', async () => ({}));
    await expect(other.ids()).rejects.toMatchObject(unavailable);
    expect(other.logged).toEqual([{ level: 'ERROR', message: expect.stringContaining('needs SSMClient') }]);
  });
});
