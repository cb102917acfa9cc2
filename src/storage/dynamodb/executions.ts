import { type ExecutionStorage, type StoredExecution, VersionConflict } from '../storage.ts';
import { isClosed, type KnownExecution, planCommit, planDeletion, planPostponement } from './commit-plan.ts';
import type { Connection } from './connection.ts';
import { createExecutionLists, createWaitingLists } from './execution-lists.ts';
import { type OpenHead, openHead } from './heads.ts';
import { readHistory } from './history.ts';
import { fromDueEntry } from './items.ts';
import { DUE, executionKey, placeInDue } from './keys.ts';
import { readWhole } from './part-store.ts';
import { createRecent } from './recent.ts';
import { deleteRest, type Retention, stampRest } from './retention.ts';
import { ignoringFailure, newWriteId, writeAtOnce } from './write.ts';

/** The first sort key after another one. */
const behind = (sk: string): string => `${sk}\u0000`;

/** Of how many executions this process remembers what their next commit needs to know: a few KB each. */
const REMEMBERED = 1_000;

/** The half of the DynamoDB storage that keeps executions. */
export function createExecutions(
  connection: Connection,
  retention: Retention,
): ExecutionStorage & { readonly forget: () => void } {
  const recent = createRecent<KnownExecution>(REMEMBERED);

  /** Reads a head and does something with it; anew, if what it refers to is gone by then. */
  function withHead<Result>(arn: string, use: (open: OpenHead) => Promise<Result> | Result): Promise<Result | undefined> {
    return readWhole(async () => {
      const item = await connection.get(executionKey(arn));
      if (!item) return undefined;
      const open = await openHead(connection, arn, item);
      recent.set(arn, open.known);
      return await use(open);
    });
  }

  /** What is known of that version; throws VersionConflict if it is not the present one. */
  async function knownAt(arn: string, version: number): Promise<KnownExecution | undefined> {
    if (version === 0) return undefined;
    const remembered = recent.get(arn);
    if (remembered?.head.version === version) return remembered;
    const present = await withHead(arn, ({ known }) => known);
    if (present?.head.version !== version) throw new VersionConflict(arn, version);
    return present;
  }

  async function loadExecution(arn: string): Promise<StoredExecution | undefined> {
    return await withHead(arn, async ({ known, execution }) => ({ execution: await execution(), version: known.head.version }));
  }

  return {
    loadExecution,
    listExecutions: createExecutionLists(connection, loadExecution),
    listWaiting: createWaitingLists(connection, loadExecution),
    forget: () => recent.clear(),

    async commit(commit) {
      const { arn, status } = commit.execution;
      const before = await knownAt(arn, commit.expectedVersion);
      const writeId = newWriteId();
      const expiresIfOpen = retention.openExpires();
      const plan = planCommit(commit, before, { writeId, expiresIfClosed: retention.closedExpires(), expiresIfOpen });
      const { head } = plan.known;
      const hasRest = before !== undefined && !before.head.isAlone;
      const stampChanges = hasRest && head.expiresAt !== before.head.expiresAt;
      // Nothing may be deleted while the execution runs: the stamps go before it does, and come after it has closed.
      if (stampChanges && !isClosed(status)) await stampRest(connection, arn, expiresIfOpen);
      const done = await writeAtOnce(connection, { ...plan, strayExpires: retention.strayExpires() }, writeId);
      if (!done) {
        recent.delete(arn);
        throw new VersionConflict(arn, commit.expectedVersion);
      }
      recent.set(arn, plan.known);
      if (stampChanges && isClosed(status)) await ignoringFailure(stampRest(connection, arn, head.expiresAt));
    },

    async deleteExecution(deletion) {
      const { arn, expectedVersion } = deletion;
      const known = await withHead(arn, async (open) => open.known);
      if ((known?.head.version ?? 0) !== expectedVersion) throw new VersionConflict(arn, expectedVersion);
      if (known === undefined) return;
      recent.delete(arn);
      const actions = planDeletion(deletion, known);
      if (!(await connection.transact(actions, newWriteId()))) throw new VersionConflict(arn, expectedVersion);
      await ignoringFailure(deleteRest(connection, arn));
    },

    async readHistory(arn, page) {
      return (await withHead(arn, (open) => readHistory(connection, arn, open, page))) ?? [];
    },

    async dueExecutions(now, limit, after) {
      const to = placeInDue(now + 1);
      const range = after === undefined ? { to } : { between: [behind(placeInDue(after.dueAt, after.arn)), to] as const };
      return (await connection.query({ pk: DUE, ...range, limit })).map(fromDueEntry);
    },

    async postpone(due, dueAt) {
      const item = await connection.get(executionKey(due.arn));
      const writeId = newWriteId();
      const actions = planPostponement(item, due, { dueAt, writeId });
      recent.delete(due.arn);
      // False: somebody was first, who knows more.
      await connection.transact(actions, writeId);
    },

    async nextDue() {
      return (await connection.query({ pk: DUE, limit: 1 })).map(fromDueEntry)[0]?.dueAt;
    },
  };
}
