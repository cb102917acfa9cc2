import { describe, expect, it } from 'vitest';
import { readItems } from '#api/test-state/read-items.ts';

describe('the items of an ItemReader', () => {
  it('are the elements of a JSON array', () => {
    expect(readItems('[1, {"a": 2}]', { InputType: 'JSON' })).toEqual([1, { a: 2 }]);
  });

  it('are those that the pointer leads to', () => {
    expect(readItems('{"a/b": [{"c~": [3]}]}', { InputType: 'JSON', ItemsPointer: '/a~1b/0/c~0' })).toEqual([3]);
    expect(readItems('{"a": 1}', { InputType: 'JSON', ItemsPointer: '/b/c' })).toBeUndefined();
  });

  it('are the lines of JSONL, as many as MaxItems says', () => {
    expect(readItems('{"a": 1}\n\n2\n3', { InputType: 'JSONL', MaxItems: 2 })).toEqual([{ a: 1 }, 2]);
  });

  it('are unknown where the data cannot be read', () => {
    expect(readItems('a,b', { InputType: 'CSV' })).toBeUndefined();
    expect(readItems('{', { InputType: 'JSON' })).toBeUndefined();
    expect(readItems('{}\n{', { InputType: 'JSONL' })).toBeUndefined();
  });
});
