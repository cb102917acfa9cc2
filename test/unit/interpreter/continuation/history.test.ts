import { HistoryEvent$, HistoryEventType, type HistoryEvent as SdkEvent } from '@aws-sdk/client-sfn';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { EventDetailsByMember } from '#interpreter/continuation/event-details.ts';
import {
  DETAILS_MEMBERS,
  type DetailsMember,
  type DetailsOf,
  detailsOf,
  type HistoryEvent,
} from '#interpreter/continuation/history.ts';

const MEMBERS_OF_ALL = ['timestamp', 'type', 'id', 'previousEventId'];

type SdkMember = Exclude<keyof SdkEvent, 'timestamp' | 'type' | 'id' | 'previousEventId'>;

/** The names of a member's members, in ours and in AWS's client. */
type Ours = { [Member in DetailsMember]: keyof EventDetailsByMember[Member] };
type Theirs = { [Member in SdkMember]: keyof NonNullable<SdkEvent[Member]> };

describe('history events', () => {
  test('have the types that AWS has', () => {
    expect(Object.keys(DETAILS_MEMBERS).sort()).toEqual(Object.values(HistoryEventType).sort());
  });

  test('tell their details in the members that AWS has', () => {
    const members = new Set<string>(Object.values(DETAILS_MEMBERS).filter((member) => member !== undefined));
    const known = HistoryEvent$[4].filter((member) => !MEMBERS_OF_ALL.includes(member));
    expect([...members].sort()).toEqual([...known].sort());
    expectTypeOf<DetailsMember>().toEqualTypeOf<SdkMember>();
  });

  test('tell in each member what AWS tells there', () => {
    expectTypeOf<Ours>().toEqualTypeOf<Theirs>();
  });

  test('do not compile when they are misspelt', () => {
    // @ts-expect-error — there is no such type
    const type: HistoryEvent['type'] = 'PassStateEnterd';
    // @ts-expect-error — there is no such member
    const member: DetailsOf<'TaskStarted'> = { taskStartEventDetails: { resourceType: 'sqs', resource: 'x' } };
    // @ts-expect-error — it belongs to another type
    const other: DetailsOf<'TaskStarted'> = { taskFailedEventDetails: { resourceType: 'sqs', resource: 'x' } };
    // @ts-expect-error — there is no such detail
    const detail: DetailsOf<'ExecutionFailed'> = { executionFailedEventDetails: { reason: 'x' } };
    expect([type, member, other, detail]).toHaveLength(4);
  });

  test('tell their details in the member that is called like their type, or like all of their kind', () => {
    for (const [type, member] of Object.entries(DETAILS_MEMBERS)) {
      if (member === undefined) continue;
      const kind = /State(Entered|Exited)$/.exec(type)?.[0] ?? type;
      expect(member).toBe(`${kind.charAt(0).toLowerCase()}${kind.slice(1)}EventDetails`);
    }
  });

  test('of a type without a member have no details that AWS would know', () => {
    const none = Object.entries(DETAILS_MEMBERS).filter(([, member]) => member === undefined);
    const members: readonly string[] = HistoryEvent$[4];
    expect(none.filter(([type]) => members.includes(`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`))).toEqual([]);
  });

  test('give what they tell, whatever their type', () => {
    const event: HistoryEvent = { id: 1, previousEventId: 0, timestamp: 0, type: 'MapRunSucceeded' };
    expect(detailsOf(event)).toEqual({});
    const failed = { ...event, type: 'TaskFailed', taskFailedEventDetails: { resourceType: 'sqs', resource: 'x' } } as const;
    expect(detailsOf(failed)).toEqual({ resourceType: 'sqs', resource: 'x' });
  });
});
