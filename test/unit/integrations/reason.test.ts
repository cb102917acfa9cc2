import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { reasonOf } from '#integrations/reason.ts';

const thrownBy = (work: () => Promise<unknown>) =>
  work().then(
    () => undefined,
    (error: unknown) => error,
  );

it('a cause says what is wrong with a file or a module, and not where on this machine it is', async () => {
  const missing = '@aws-sdk/client-chocolate';
  for (const error of [
    await thrownBy(() => readFile(`${import.meta.dirname}/no/such/file`)),
    await thrownBy(() => readFile(import.meta.dirname)),
    await thrownBy(() => import(missing)),
    new Error(`Cannot find module 'x' imported from ${import.meta.filename}\nRequire stack: ${import.meta.filename}`),
    new Error(`cannot read file://${import.meta.filename}`),
  ]) {
    expect(reasonOf(error)).not.toContain(import.meta.dirname);
    expect(reasonOf(error)).not.toBe('');
  }
});

it('a cause without a message is named', () => {
  expect(reasonOf(new TypeError())).toBe('TypeError');
  expect(reasonOf('text')).toBe('text');
});
