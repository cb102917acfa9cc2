import type { Execution } from '#interpreter/continuation/execution.ts';
import { MIN_KEPT_MILLIS } from '../closed-limits.ts';
import type { Resource } from '../resource.ts';

/** AWS: an EXPRESS execution runs for five minutes at most. It is nowhere in the storage: what is kept for it goes when it must have ended. */
const LONGEST_EXPRESS_MILLIS = 6 * 60_000;

/** A revision, and how many refer to it: executions, versions, and the state machine whose present one it is. */
interface Use {
  arn: string | undefined;
  count: number;
}

export interface AttachmentsParts {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whether an execution is in this storage. */
  readonly isKept: (executionArn: string) => boolean;
  /** Forgets the resource with this ARN. */
  readonly forget: (arn: string) => void;
}

/**
 * Which resources are there for the sake of others, and go with the last of them: revisions, and what is kept for one execution (a place in
 * the queue of an activity, a count of its calls). Nobody deletes these.
 */
export interface Attachments {
  readonly saved: (resource: Resource, before: Resource | undefined) => void;
  readonly deleted: (resource: Resource) => void;
  readonly executionCame: (execution: Execution) => void;
  readonly executionGone: (execution: Execution) => void;
  /** Forgets what has not been needed for a while. */
  readonly sweep: () => void;
}

export function createAttachments({ now, isKept, forget }: AttachmentsParts): Attachments {
  const uses = new Map<string, Use>();
  /** Revisions that nobody refers to, and since when, oldest first. */
  const unused = new Map<string, number>();
  /** What is kept for executions that are not here, and since when, oldest first. */
  const strays = new Map<string, number>();
  /** What is kept for each execution that is here. */
  const owned = new Map<string, Set<string>>();

  function use(revisionId: string): void {
    const known = uses.get(revisionId);
    if (known === undefined) {
      uses.set(revisionId, { arn: undefined, count: 1 });
    } else if (known.count++ === 0) {
      unused.delete(revisionId);
    }
  }

  function release(revisionId: string): void {
    const known = uses.get(revisionId);
    if (known === undefined || --known.count > 0) return;
    if (known.arn === undefined) uses.delete(revisionId);
    else unused.set(revisionId, now());
  }

  function revisionSaved(arn: string, revisionId: string): void {
    const known = uses.get(revisionId) ?? { arn, count: 0 };
    known.arn = arn;
    uses.set(revisionId, known);
    // Whoever has made it is about to refer to it.
    if (known.count === 0) unused.set(revisionId, now());
  }

  function revisionDeleted(revisionId: string): void {
    const known = uses.get(revisionId);
    unused.delete(revisionId);
    if (known === undefined) return;
    known.arn = undefined;
    if (known.count === 0) uses.delete(revisionId);
  }

  function sweepUnused(): void {
    const before = now() - MIN_KEPT_MILLIS;
    for (const [revisionId, since] of unused) {
      if (since > before) return;
      unused.delete(revisionId);
      const arn = uses.get(revisionId)?.arn;
      uses.delete(revisionId);
      if (arn !== undefined) forget(arn);
    }
  }

  function sweepStrays(): void {
    const before = now() - LONGEST_EXPRESS_MILLIS;
    for (const [arn, since] of strays) {
      if (since > before) return;
      strays.delete(arn);
      forget(arn);
    }
  }

  return {
    saved(resource, before) {
      if (resource.kind === 'revision') revisionSaved(resource.arn, resource.revisionId);
      const [revisionId, revisionBefore] = [revisionOf(resource), before && revisionOf(before)];
      if (revisionId !== revisionBefore) {
        if (revisionId !== undefined) use(revisionId);
        if (revisionBefore !== undefined) release(revisionBefore);
      }
      const executionArn = ownerOf(resource);
      if (before !== undefined || executionArn === undefined) return;
      if (isKept(executionArn)) owned.set(executionArn, (owned.get(executionArn) ?? new Set()).add(resource.arn));
      else strays.set(resource.arn, now());
    },

    deleted(resource) {
      if (resource.kind === 'revision') revisionDeleted(resource.revisionId);
      const revisionId = revisionOf(resource);
      if (revisionId !== undefined) release(revisionId);
      const executionArn = ownerOf(resource);
      if (executionArn === undefined) return;
      strays.delete(resource.arn);
      owned.get(executionArn)?.delete(resource.arn);
    },

    executionCame({ revisionId }) {
      use(revisionId);
    },

    executionGone({ arn, revisionId }) {
      release(revisionId);
      if (owned.size === 0) return;
      for (const resource of owned.get(arn) ?? []) forget(resource);
      owned.delete(arn);
    },

    sweep() {
      if (unused.size > 0) sweepUnused();
      if (strays.size > 0) sweepStrays();
    },
  };
}

/** The revision that a resource refers to. */
function revisionOf(resource: Resource): string | undefined {
  if (resource.kind === 'state-machine') return resource.revision.revisionId;
  return resource.kind === 'version' ? resource.revisionId : undefined;
}

/** The execution that a resource is kept for. The places of Map Runs go with the children. */
const ownerOf = (resource: Resource): string | undefined =>
  resource.kind === 'activity-task' || resource.kind === 'note' ? resource.executionArn : undefined;
