import { unlessConflict } from '#runtime/unless-conflict.ts';
import type { Storage } from '#storage/storage.ts';

/** Deletes a resource, in whatever version it is. */
export async function forgetResource(storage: Pick<Storage, 'loadResource' | 'deleteResource'>, arn: string): Promise<void> {
  for (;;) {
    const stored = await storage.loadResource(arn);
    if (stored === undefined || (await unlessConflict(storage.deleteResource(arn, stored.version)))) return;
  }
}
