import type { StopChildren } from '#interpreter/continuation/effects.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Storage } from '#storage/storage.ts';
import type { Drive } from '../drive/drive.ts';
import type { ExpressChildren } from './express-children.ts';

/** How many children are stopped at a time. */
const STOP_BATCH = 100;

interface StopParts {
  readonly storage: Storage;
  readonly driveOf: (type: Execution['type']) => Drive;
  readonly express: ExpressChildren;
}

/** Stops the children of a Map Run that still run, and tells their parent when none does. */
export async function stopChildren(
  { storage, driveOf, express }: StopParts,
  parentArn: string,
  { mapRunArn, round }: StopChildren,
): Promise<void> {
  const abort = { kind: 'aborted', round } as const;
  for (const arn of express.of(mapRunArn)) await driveOf('EXPRESS').deliver(arn, abort);
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = { status: 'RUNNING', limit: STOP_BATCH, ...(after === undefined ? {} : { after }) } as const;
    const { items, next } = await storage.listExecutions(mapRunArn, page);
    await Promise.all(items.map(({ arn }) => driveOf('STANDARD').deliver(arn, abort)));
    after = next;
    isLast = next === undefined;
  }
  await driveOf('STANDARD').deliver(parentArn, { kind: 'children-stopped', mapRunArn, round });
}
