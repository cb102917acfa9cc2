import { describe, expect, test } from 'vitest';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';
import { type ReaderSettings, readAll, valuesOf } from '#test/support/read-all.ts';

async function read(contents: string, settings: ReaderSettings = {}) {
  const store = objectsInMemory({ chunkBytes: 3 });
  store.put('bucket/data', contents);
  return readAll(store, { inputType: 'JSON', ...settings });
}

describe('A JSON file', () => {
  test('gives the elements of its array, whatever they are', async () => {
    const text = ' [1, -2.5e3 ,"a,]\\"}\\\\", null,true,{"a":[1,{"b":"]"}]},[],{} ]  ';
    expect(valuesOf(await read(text))).toEqual([1, -2500, 'a,]"}\\', null, true, { a: [1, { b: ']' }] }, [], {}]);
  });

  test('gives the members of its object with their keys', async () => {
    const items = await read('\uFEFF{"x" : 1, "y\\n": {"z":2}}');
    expect(items.map(({ key, value }) => [key, value])).toEqual([
      ['x', '1'],
      ['y\n', '{"z":2}'],
    ]);
  });

  test('gives compact texts', async () => {
    expect((await read('[ { "a" : [ 1 , 2 ] } ]'))[0]?.value).toBe('{"a":[1,2]}');
  });

  test('is read from where the ItemsPointer leads', async () => {
    const text = '{"skip":[{"a":"}"}],"in/out":{"~":[[0],{"list":[7,8]}]},"tail":1}';
    expect(valuesOf(await read(text, { itemsPointer: '/in~1out/~0/1/list' }))).toEqual([7, 8]);
    expect(valuesOf(await read(text, { itemsPointer: '/skip' }))).toEqual([{ a: '}' }]);
    expect(valuesOf(await read('[1]', { itemsPointer: '' }))).toEqual([1]);
  });

  test.each([
    ['the pointer leads nowhere', '{"a":[1]}', { itemsPointer: '/b' }, "The ItemsPointer '/b' could not be found"],
    ['the pointer is none', '{"a":[1]}', { itemsPointer: 'a' }, 'is not a valid JSON pointer'],
    ['there is neither an array nor an object', '"text"', {}, 'neither an array nor an object'],
    ['it ends too early', '[1, {"a":', {}, 'the file ends too early'],
    ['a comma is missing', '[1 2]', {}, "expected ',' but found '2'"],
    ['an element is no JSON', '[1, nul]', {}, 'could not be parsed'],
    ['it is empty', '', {}, 'neither an array nor an object'],
  ])('cannot be read when %s', async (_, text, settings, cause) => {
    await expect(read(text, settings)).rejects.toThrow(cause);
  });
});

describe('A file of JSON Lines', () => {
  test('gives one item a line and passes over empty ones', async () => {
    const items = await read('{"a": 1}\r\n\n[1, 2]\n"x"', { inputType: 'JSONL' });
    expect(items.map(({ value }) => value)).toEqual(['{"a":1}', '[1,2]', '"x"']);
  });

  test('cannot be read when a line is no JSON', async () => {
    await expect(read('{"a":1}\nnope', { inputType: 'JSONL' })).rejects.toThrow('could not be parsed');
  });
});
