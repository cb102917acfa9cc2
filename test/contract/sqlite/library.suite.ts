import { writeFileSync } from 'node:fs';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { createFakeSfn, pending } from '#library/index.ts';
import { aFile } from '#test/support/a-file.ts';

const ASK = {
  StartAt: 'Week',
  States: {
    Week: { Type: 'Wait', Seconds: 604_800, Next: 'Ask' },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

/** What a fake in the process does with a file. */
export function librarySuite(): void {
  test('goes on with what an earlier one has left', async () => {
    const storage = { file: aFile() };
    const first = createFakeSfn({ storage });
    first.on({ state: 'Ask' }, pending());
    const machine = await first.deploy(ASK, { name: 'ask' });
    const started = await machine.start({ order: 7 });
    const { token } = await started.token('Ask');
    await first[Symbol.asyncDispose]();

    await using next = createFakeSfn({ storage });
    const client = new SFNClient(next.clientConfig());
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"yes":true}' }));
    const run = await next.run(started.arn).settled();
    expect(run.output).toEqual({ yes: true });
    expect(run.visits().map(({ state }) => state)).toEqual(['Week', 'Ask']);
    client.destroy();
  });

  test('says with the first call what is wrong with it', async () => {
    const file = aFile('notes.txt');
    writeFileSync(file, 'Remember the milk. '.repeat(100));
    await using fake = createFakeSfn({ storage: { file } });
    await expect(fake.deploy(ASK)).rejects.toThrow(`${file}: it is something else than a database.`);
  });
}
