import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readCoverage } from '#control/coverage/coverage.ts';
import { aFake, type Fake } from '#test/support/a-fake.ts';

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

async function counting(setting: string): Promise<Fake> {
  const fake = await aFake({ FAKE_SFN_COVERAGE: setting });
  closing.push(fake.close);
  return fake;
}

const WHICH = {
  StartAt: 'Which',
  States: {
    Which: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'One' }], Default: 'Other' },
    One: { Type: 'Succeed' },
    Other: { Type: 'Succeed' },
  },
};

async function run(fake: Fake, account: string, type: string, n: number): Promise<string> {
  const headers = { 'x-fake-account': account };
  const send = (action: string, input: object) =>
    fake.ask('POST', '/', input, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSStepFunctions.${action}`,
      ...headers,
    });
  const name = `which-${type.toLowerCase()}`;
  const stateMachineArn = `arn:aws:states:us-east-1:${account}:stateMachine:${name}`;
  await send('CreateStateMachine', { name, type, definition: JSON.stringify(WHICH), roleArn: `arn:aws:iam::${account}:role/r` });
  await send('StartExecution', { stateMachineArn, input: JSON.stringify({ n }) });
  return stateMachineArn;
}

const ONE = '100000000001';
const headersOf = (account: string) => ({ 'x-fake-account': account });

describe('GET coverage', () => {
  it('tells what executions of the account have come to, of each machine, whatever its type', async () => {
    const fake = await counting('true');
    await run(fake, ONE, 'STANDARD', 1);
    await run(fake, ONE, 'EXPRESS', 2);
    await run(fake, '200000000002', 'STANDARD', 2);

    expect(await fake.ask('GET', 'health')).toMatchObject({ body: { coverage: true } });
    const all = await fake.ask('GET', 'coverage', undefined, headersOf(ONE));
    expect(all.body).toMatchObject({ machines: [{ name: 'which-standard' }, { name: 'which-express' }] });
    const { body } = await fake.ask('GET', 'coverage?machine=which-standard', undefined, headersOf(ONE));
    expect(body).toEqual({
      percent: 60,
      missing: ['which-standard: Which, Default → Other', 'which-standard: Other'],
      machines: [
        {
          name: 'which-standard',
          definition: JSON.stringify(WHICH),
          hits: { Which: { entered: 1, 'Choices[0]': 1 }, One: { entered: 1, Next: 1 } },
          covered: 3,
          total: 5,
          points: expect.arrayContaining([
            { state: 'Which', place: 'Choices[0]', location: '/States/Which/Choices[0]', text: 'rule 1 → One', hits: 1 },
          ]),
        },
      ],
    });
  });

  it('outlives a reset and the machine, and is forgotten when it is asked to be', async () => {
    const fake = await counting('true');
    await run(fake, ONE, 'STANDARD', 1);
    await fake.ask('POST', 'reset', {}, headersOf(ONE));
    await run(fake, ONE, 'STANDARD', 2);
    expect(await fake.ask('GET', 'coverage', undefined, headersOf(ONE))).toMatchObject({
      body: { percent: 100, machines: [{ hits: { Which: { entered: 2 } } }] },
    });
    expect(await fake.ask('DELETE', 'coverage', undefined, headersOf(ONE))).toMatchObject({ status: 200 });
    expect(await fake.ask('GET', 'coverage', undefined, headersOf(ONE))).toMatchObject({ body: { percent: 100, machines: [] } });
  });

  it('is a conflict where nobody counts', async () => {
    const fake = await counting('false');
    expect(await fake.ask('GET', 'health')).toMatchObject({ body: { coverage: false } });
    expect(await fake.ask('GET', 'coverage')).toMatchObject({
      status: 409,
      body: { hint: expect.stringContaining('--coverage') },
    });
  });

  it('is written to a folder at the end, one file for a process', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fake-sfn-coverage-'));
    closing.push(() => rm(folder, { recursive: true }));
    for (const n of [1, 2]) {
      const fake = await aFake({ FAKE_SFN_COVERAGE: folder });
      await run(fake, ONE, 'STANDARD', n);
      await fake.close();
    }
    const [name = '', ...others] = await readdir(folder);
    expect(others).toEqual([]);
    const { machines } = readCoverage(JSON.parse(await readFile(join(folder, name), 'utf8')));
    expect(machines).toMatchObject([{ name: 'which-standard', hits: { Which: { entered: 2 }, Other: { Next: 1 } } }]);
  });
});
