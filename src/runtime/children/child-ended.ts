import type { ReportToParent } from '#interpreter/continuation/effects.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import type { Drive } from '../drive/drive.ts';
import { listsOf } from '../lists.ts';
import type { ExpressChildren } from './express-children.ts';
import { goOnWith, isOver, roundOf } from './go-on-with.ts';
import { tellParent } from './tell-parent.ts';

interface EndParts {
  readonly storage: Storage;
  readonly driveOf: (type: Execution['type']) => Drive;
  readonly express: ExpressChildren;
}

/** A child has ended: keeps it, where nothing else does, and tells its parent. */
export async function childEnded(parts: EndParts, child: Execution, effect: ReportToParent): Promise<void> {
  if (child.type === 'STANDARD') return tellParent(parts.driveOf('STANDARD'), effect);
  const kept = await keep(parts.storage, child);
  parts.express.remove(effect.parent.mapRunArn, child.arn);
  if (kept === child) await tellParent(parts.driveOf('STANDARD'), effect);
  else await goOnWith(parts.driveOf('STANDARD'), kept, { arn: child.arn, parent: effect.parent });
}

/**
 * Keeps an EXPRESS child that has ended, and returns what is kept: where two processes ran it, how the first of them ended is how it ended.
 * AWS: what a Map Run has started can be listed and described — API reference, DescribeExecution.
 */
async function keep(storage: Storage, child: Execution, expectedVersion = 0): Promise<Execution> {
  try {
    await storage.commit({
      expectedVersion,
      execution: { ...child, frames: {}, ready: [] },
      history: [],
      lists: listsOf(child),
    });
    return child;
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const kept = await storage.loadExecution(child.arn);
    return kept && isOver(kept.execution, roundOf(child)) ? kept.execution : await keep(storage, child, kept?.version);
  }
}
