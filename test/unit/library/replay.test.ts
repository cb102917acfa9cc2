import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { createFakeSfn, replay, returns } from '#library/index.ts';
import '#library/vitest.ts';

const definition = (wait: number) => ({
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: wait, Next: wait > 60 ? 'Ship' : 'Leave' },
    [wait > 60 ? 'Ship' : 'Leave']: { Type: 'Succeed' },
  },
});

it('runs what was recorded again, as it ran and as it would have run', async () => {
  await using fake = createFakeSfn();
  fake.on({}, returns({ Payload: { paid: 12 } }));
  const bundle = await (await (await fake.deploy(definition(3_600))).start({ order: 1 })).settled().then((run) => run.bundle());
  const folder = await mkdtemp(join(tmpdir(), 'fake-sfn-replay-'));
  try {
    const file = join(folder, 'bundle.json');
    await writeFile(file, JSON.stringify(bundle));
    for (const given of [bundle, JSON.stringify(bundle), file, pathToFileURL(file)]) {
      const { same, at, run } = await replay(given);
      expect([same, at]).toEqual([true, undefined]);
      expect(run).toHaveSucceeded({ Payload: { paid: 12 } });
      expect(run).toHaveTaken('Wait', '1h');
      await expect(run.stop()).rejects.toThrow('a replay, and over');
      await expect(run.token('Charge')).rejects.toThrow('ended before');
    }
    const changed = await replay(file, { definition: definition(60) });
    expect(changed).toMatchObject({ same: false, at: { state: 'Ship', aws: { name: 'Ship' }, fake: { name: 'Leave' } } });
    expect(String(changed)).toMatch(/^✗ .* parts at event \d+, state Ship\n {2}recorded {2}SucceedStateEntered Ship\n/);
    await expect(replay({ definition: '{}' })).rejects.toThrow('bundle.execution');
  } finally {
    await rm(folder, { recursive: true });
  }
});
