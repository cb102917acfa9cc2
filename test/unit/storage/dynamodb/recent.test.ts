import { expect, test } from 'vitest';
import { createRecent } from '#storage/dynamodb/recent.ts';

test('what was not used for the longest time is forgotten first', () => {
  const recent = createRecent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.get('a');
  recent.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([1, undefined, 3]);
  recent.delete('a');
  expect(recent.get('a')).toBeUndefined();
  recent.clear();
  expect(recent.get('c')).toBeUndefined();
});
