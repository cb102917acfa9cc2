import type { Execution } from '#interpreter/continuation/execution.ts';
import type { KnownExecution } from './commit-plan.ts';
import type { Connection } from './connection.ts';
import type { Item } from './expressions.ts';
import { fromHead, type HeadBody } from './items.ts';
import { executionKey } from './keys.ts';
import { partsIn } from './part-store.ts';
import { blobText, referredParts, restore } from './parts.ts';

/** A head that has been read; its body still has references to parts. */
export interface OpenHead {
  readonly known: KnownExecution;
  /** The execution with its parts in their places; throws PartMissing. */
  execution(): Promise<Execution>;
}

/** Opens the head of an execution; throws PartMissing where somebody has replaced it since it was read. */
export async function openHead(connection: Connection, arn: string, item: Item): Promise<OpenHead> {
  const { head, body } = fromHead(item);
  const read = partsIn(connection, executionKey(arn).pk);
  const text = await blobText(body, read);
  const { execution, events }: HeadBody = JSON.parse(text);
  const parts = referredParts(text);
  return {
    known: { head, events, parts, bodyRef: 'ref' in body ? body.ref : undefined },
    execution: async () => (parts.size === 0 ? execution : restore(JSON.stringify(execution), read)),
  };
}
