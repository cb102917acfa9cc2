import { writeFileSync } from 'node:fs';
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
    const data = aFile();
    const first = createFakeSfn({ data });
    first.on({ state: 'Ask' }, pending());
    const machine = await first.deploy(ASK, { name: 'ask' });
    const started = await machine.start({ order: 7 });
    await started.token('Ask');
    await first[Symbol.asyncDispose]();

    await using next = createFakeSfn({ data });
    expect(() => next.run(started.arn)).toThrow('has run no execution');
    const run = await next.reopen(started.arn);
    expect(run.status).toBe('RUNNING');
    expect(run.visits().map(({ state }) => state)).toEqual(['Week', 'Ask']);
    await (await run.token('Ask')).succeed({ yes: true });
    expect((await run.settled()).output).toEqual({ yes: true });
    expect(run.history()).toEqual((await next.reopen(started.arn)).history());
    expect(run.history().map(({ id }) => id)).toEqual(run.history().map((_, index) => index + 1));
    await expect(next.reopen(`${started.arn}-2`)).rejects.toThrow('has run no execution');
  });

  test('says at once what is wrong with it', () => {
    const data = aFile('notes.txt');
    writeFileSync(data, 'Remember the milk. '.repeat(100));
    expect(() => createFakeSfn({ data })).toThrow(`${data}: it is something else than a database.`);
  });
}
