import { describe, expect, test } from 'vitest';
import { batches } from '#storage/dynamodb/batches.ts';
import { type CommitPlan, planCommit } from '#storage/dynamodb/commit-plan.ts';
import type { WriteAction } from '#storage/dynamodb/expressions.ts';
import type { Commit } from '#storage/storage.ts';
import { A_STATE_MACHINE_ARN, anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';

const execution = anExecution('one');
const lists = [A_STATE_MACHINE_ARN, `${A_STATE_MACHINE_ARN}:1`, `${A_STATE_MACHINE_ARN}:prod`];

describe('a commit', () => {
  test('to create an execution writes its head and an entry for each way to find it', () => {
    const plan = planned({ dueAt: 500 });
    expect(written(plan)).toEqual(['put head', 'put due', ...Array.from({ length: 6 }, () => 'put list')]);
    expect(plan.core[0]?.on).toBe('absent');
  });

  test('that changes nothing but the execution writes its head', () => {
    const created = planned({ dueAt: 500, history: someHistory(1, 5) });
    const plan = planned({ dueAt: 500, history: someHistory(6, 9), expectedVersion: 1 }, created);
    expect(written(plan)).toEqual(['put head']);
    expect(plan.core[0]?.on).toEqual({ version: 1, writeId: created.known.head.writeId });
  });

  test('that moves the due time moves its entry', () => {
    const plan = planned({ dueAt: 900, expectedVersion: 1 }, planned({ dueAt: 500 }));
    expect(written(plan)).toEqual(['put head', 'put due', 'delete due']);
  });

  test('writes an item once, even if two due times share it', () => {
    const plan = planned({ dueAt: 500.7, expectedVersion: 1 }, planned({ dueAt: 500.2 }));
    expect(written(plan)).toEqual(['put head', 'put due']);
  });

  test('that closes an execution moves it from one status to the other, and in the whole list to the place of its stop', () => {
    const closing = { execution: succeeded(execution), expectedVersion: 1, lists: [A_STATE_MACHINE_ARN] };
    const moved = ['put head', 'put list', 'put list', 'delete list', 'delete list'];
    expect(written(planned(closing, planned({})))).toEqual(moved);
    expect(written(planned(closing, planned({}), 1_760_000_000))).toEqual(moved);
  });

  test('takes the events out of the head when they are many, and leaves none out', () => {
    const created = planned({ history: someHistory(1, 40) });
    expect(created.known.events).toHaveLength(40);
    const plan = planned({ history: someHistory(41, 250), expectedVersion: 1 }, created);
    expect(written(plan)).toEqual(['put head', 'put events', 'put events', 'put events']);
    expect(plan.known.events).toEqual([]);
    expect(plan.known.head).toMatchObject({ lastEventId: 250, isAlone: false });
  });

  test.for([
    { events: 25_000, chars: 0 },
    { events: 3_000, chars: 15_000 },
    { events: 200, chars: 262_144 },
  ])('keeps its core within a transaction: $events events of $chars characters', ({ events, chars }) => {
    const input = 'ab"c'.repeat(chars / 4);
    const history = someHistory(1, events).map((event, index) => ({
      ...event,
      stateEnteredEventDetails: { name: 'S', input: `${index}${input}` },
    }));
    const plan = planned({ history, dueAt: 5 });
    const bytes = plan.core.map((action) => {
      const body = 'put' in action ? action.put['body'] : undefined;
      return typeof body === 'string' || body instanceof Uint8Array ? body.length : 0;
    });
    expect(plan.core.length).toBeLessThanOrEqual(95);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(32_768);
  });
});

test('batches hold all events, in their order, none of them more than a page wants', () => {
  const texts = someHistory(1, 1_234).map((event) => JSON.stringify(event));
  const found = batches(texts);
  expect(found.flatMap(({ text }) => JSON.parse(text))).toEqual(someHistory(1, 1_234));
  expect(Math.max(...found.map(({ text }) => JSON.parse(text).length))).toBe(100);
  expect(found.at(-1)?.end).toBe(1_234);
  expect(batches([])).toEqual([]);
});

let writes = 0;

function planned(different: Partial<Commit>, before?: CommitPlan, expiresIfClosed?: number): CommitPlan {
  const commit: Commit = { execution, expectedVersion: 0, history: [], lists, ...different };
  return planCommit(commit, before?.known, { writeId: `w${writes++}`, expiresIfClosed, expiresIfOpen: undefined });
}

/** What is done to what, in the order of the plan. */
function written({ core }: CommitPlan): string[] {
  return core.map((action) => ('put' in action ? `put ${kindOf(action)}` : `delete ${kindOf(action)}`));
}

function kindOf(action: WriteAction): string {
  const { pk, sk } = 'put' in action ? action.put : action.delete;
  if (pk === 'due') return 'due';
  if (String(pk).startsWith('executions/')) return 'list';
  return String(sk).split('/')[0] ?? '';
}
