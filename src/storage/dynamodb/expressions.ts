import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';

/** An item's attributes, the key among them. */
export type Item = Readonly<Record<string, unknown>>;

type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Items of one partition in the order of their sort keys, backwards with `reverse`; one bound, or none. */
export interface Range {
  readonly pk: string;
  /** The lowest and the highest sort key. */
  readonly between?: readonly [string, string];
  /** Begins strictly behind it, in the direction of the query. */
  readonly after?: string;
  /** Sort keys less than it. */
  readonly to?: string;
  readonly reverse?: boolean;
  /** The most items. */
  readonly limit: number;
  readonly keysOnly?: boolean;
}

/** A write in a transaction. */
export type WriteAction = { readonly put: Item; readonly on?: Expected } | { readonly delete: Key; readonly on?: Expected };

/** The version and the write id that the item has; `absent`: there is none. */
type Expected = 'absent' | { readonly version: number; readonly writeId: string };

/** A write as TransactWriteItems takes it. */
export function actionOf(TableName: string, action: WriteAction): Action {
  const condition = action.on ? conditionOf(action.on) : {};
  if ('put' in action) return { Put: { TableName, Item: { ...action.put }, ...condition } };
  return { Delete: { TableName, Key: { ...action.delete }, ...condition } };
}

function conditionOf(on: Expected) {
  const common = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };
  if (on === 'absent') return { ...common, ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ...common,
    ConditionExpression: 'version = :version AND writeId = :writeId',
    ExpressionAttributeValues: { ':version': on.version, ':writeId': on.writeId },
  };
}

/** A range as Query takes it. */
export function queryInput({ pk, between, after, to, reverse = false, keysOnly = false }: Range) {
  const values: Record<string, string> = { ':pk': pk };
  const conditions = ['pk = :pk'];
  if (between) {
    [values[':low'], values[':high']] = between;
    conditions.push('sk BETWEEN :low AND :high');
  } else if (after !== undefined) {
    values[':after'] = after;
    conditions.push(reverse ? 'sk < :after' : 'sk > :after');
  } else if (to !== undefined) {
    values[':to'] = to;
    conditions.push('sk < :to');
  }
  return {
    KeyConditionExpression: conditions.join(' AND '),
    ExpressionAttributeValues: values,
    ScanIndexForward: !reverse,
    ...(keysOnly && { ProjectionExpression: 'pk, sk' }),
  };
}
