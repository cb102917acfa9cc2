import type { ReportToParent } from '#interpreter/continuation/effects.ts';
import type { Drive } from '../drive/drive.ts';

/** Tells a parent how a child has ended. */
export async function tellParent(standard: Drive, { parent, outcome }: Omit<ReportToParent, 'kind'>): Promise<void> {
  const { executionArn, mapRunArn, index, round, itemCount } = parent;
  await standard.deliver(executionArn, { kind: 'child-ended', mapRunArn, index, round, itemCount, ...outcome });
}
