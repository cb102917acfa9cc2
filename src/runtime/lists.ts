import { placeOf } from '#arn';
import { isWaiting, nextByTime } from '#interpreter/continuation/due.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { type Commit, NEVER, type WaitingPlace } from '#storage/storage.ts';

/** Whose a list is: an account in a region. */
interface Owner {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** The list of all executions of an account and region, children of Map Runs aside. */
export const executionsList = ({ account, region }: Owner): string => `executions/${account}/${region}`;

/** The list of all executions of an account and region that wait, children of Map Runs among them. */
export const waitingList = ({ account, region }: Owner): string => `waiting/${account}/${region}`;

/**
 * The lists that an execution is in as long as it exists: that of its account, and those of ListExecutions. AWS: an execution is listed
 * under its state machine, its version and its alias; a child execution only under its Map Run.
 */
export function listsOf(execution: Execution): Commit['lists'] {
  const { arn, parent, stateMachineArn, stateMachineVersionArn, stateMachineAliasArn } = execution;
  if (parent) return [parent.mapRunArn];
  const lists = [stateMachineArn, stateMachineVersionArn, stateMachineAliasArn, executionsList(placeOf(arn))];
  return lists.filter((list) => list !== undefined);
}

/**
 * Its place among what waits in its account: at the moment when time moves it on, at the end for what only the outside moves; none for
 * what is busy with calls that have no limit.
 */
export function waitingPlace(execution: Execution): WaitingPlace | undefined {
  const at = nextByTime(execution);
  if (at === undefined && !isWaiting(execution)) return undefined;
  return { list: waitingList(placeOf(execution.arn)), at: at === undefined ? NEVER : at - execution.skippedMillis };
}
