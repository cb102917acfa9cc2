import type { ActionContext } from './action.ts';
import type { SfnError } from './errors.ts';

/**
 * Throws `exceeded` where a list has as many resources as it may. Before one that is new is saved: two that create the last one at the
 * very same moment may both have it.
 */
export async function checkQuota(
  { storage }: Pick<ActionContext, 'storage'>,
  list: string,
  max: number,
  exceeded: () => SfnError,
): Promise<void> {
  if ((await storage.countResources(list, max)) >= max) throw exceeded();
}
