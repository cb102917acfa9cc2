import { describe, expect, test } from 'vitest';
import {
  fromBatch,
  fromDueEntry,
  fromHead,
  fromListEntry,
  fromPiece,
  fromResource,
  fromResourceEntry,
  toBatch,
  toDueEntry,
  toHead,
  toListEntry,
  toPiece,
  toResource,
  toResourceEntry,
} from '#storage/dynamodb/items.ts';
import { partKey } from '#storage/dynamodb/keys.ts';
import { anExecution } from '#test/support/an-execution.ts';

const { arn } = anExecution('one');
const bytes = new Uint8Array([1, 2, 3]);
const inline = { packed: '{"a":1}' };
const elsewhere = { ref: { base: 'state/body/w', pieces: 2 } };
const bare = {
  version: 3,
  writeId: 'w3',
  incarnation: 'w1',
  status: 'RUNNING',
  listedAt: 9,
  lastEventId: 7,
  isAlone: true,
} as const;

describe('what is read from an item is what was written to it', () => {
  test.for([
    { head: bare, body: inline },
    { head: { ...bare, dueAt: 0, expiresAt: 1_760_000_000 }, body: { packed: bytes } },
    { head: { ...bare, status: 'PENDING_REDRIVE' as const, isAlone: false }, body: elsewhere },
  ])('a head: $head', ({ head, body }) => {
    expect(fromHead(stored(toHead(arn, head, body)))).toEqual({ head, body });
  });

  test.for([inline, { packed: bytes }, elsewhere])('a batch of events: %j', (body) => {
    expect(fromBatch(stored(toBatch(arn, 'w1', 12, body, {})))).toEqual(body);
  });

  test('a piece of a part', () => {
    const item = stored(toPiece({ key: partKey('execution/x', 'state/h/w', 0), bytes }, { expiresAt: 5 }));
    expect(fromPiece(item)).toEqual(bytes);
    expect(item['expiresAt']).toBe(5);
  });

  test('an entry of a list', () => {
    expect(fromListEntry(stored(toListEntry('list', 'FAILED', { arn, at: 7 }, {})))).toEqual({ arn, at: 7 });
  });

  test('a due entry', () => {
    expect(fromDueEntry(stored(toDueEntry({ arn, dueAt: 12.5 })))).toEqual({ arn, dueAt: 12.5 });
  });

  test.for([
    { version: 1, writeId: 'w', list: 'machines', order: '' },
    { version: 2, writeId: 'w' },
  ])('a resource: %j', (head) => {
    expect(fromResource(stored(toResource('arn', head, inline)))).toEqual({ head, body: inline });
  });

  test('an entry of a list of resources', () => {
    expect(fromResourceEntry(stored(toResourceEntry('list', 'é', 'arn')))).toEqual({ order: 'é', arn: 'arn' });
  });
});

test('an entry is in the list as a whole and in that of its status under different keys, in the same place', () => {
  const [whole, failed] = [undefined, 'FAILED' as const].map((status) => toListEntry('list', status, { arn, at: 7 }, {}));
  expect(whole?.['pk']).not.toBe(failed?.['pk']);
  expect(whole?.['sk']).toBe(failed?.['sk']);
});

test('an item that is none of ours is refused by its key', () => {
  expect(() => fromHead({ ...toHead(arn, bare, inline), status: 'DANCING' })).toThrow(`execution/${arn} head`);
  expect(() => fromDueEntry({ pk: 'due', sk: 'x', arn })).toThrow('dueAt');
});

/** DynamoDB keeps no attribute that is undefined. */
function stored(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
