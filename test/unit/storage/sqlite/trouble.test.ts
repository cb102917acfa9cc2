import { describe, expect, it } from 'vitest';
import { troubleWith } from '#storage/sqlite/trouble.ts';
import { StorageTrouble } from '#storage/storage.ts';

const errorOf = (errcode: number) => Object.assign(new Error('in the words of SQLite'), { errcode });

describe('trouble with a file', () => {
  it.each([
    [5, /is locked by another process/, true],
    // With what SQLite adds to a code.
    [5 | (2 << 8), /is locked by another process/, true],
    [13, /its disk is full/, false],
    [8, /is read-only/, false],
    [11, /is damaged/, false],
    [10, /the log of this process says why/, false],
  ])('with the code %i is told in a sentence', (errcode, sentence, isThrottled) => {
    const trouble = troubleWith('/home/me/secret/fake.sqlite', errorOf(errcode));
    expect(trouble).toBeInstanceOf(StorageTrouble);
    expect(trouble).toMatchObject({ isThrottled, message: expect.stringMatching(sentence) });
    expect(String(trouble)).toContain('The file fake.sqlite, which keeps the state of this fake, ');
    expect(String(trouble)).not.toContain('/home');
  });

  it('is not what a mistake of ours is', () => {
    const error = new TypeError('x is undefined');
    expect(troubleWith('f', error)).toBe(error);
  });
});
