import type { Caller } from '#api/call.ts';
import { showExecutionListItem } from '#api/execution.ts';
import { formatArn } from '#arn';
import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import { executionsList } from '#runtime/lists.ts';
import type { Page, Storage } from '#storage/storage.ts';
import { ControlError } from './control-error.ts';

/** Which executions are asked for: those that fit everything that is said. */
export interface ExecutionFilter {
  readonly status?: ExecutionStatus | undefined;
  /** A state machine's name or ARN. */
  readonly machine?: string | undefined;
  /** The error that it has failed with. */
  readonly error?: string | undefined;
  /** Epoch milliseconds: those that were started, redriven or closed then or later. */
  readonly since?: number | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** How many at most; 100 unless told. */
  readonly limit?: number | undefined;
}

/** A page of executions, as ListExecutions shows them, with what went wrong. */
export interface ExecutionPage {
  readonly executions: readonly object[];
  readonly next?: string;
}

/** How many executions are looked at for one page, so that such a page may be short. */
const MAX_LOOKED_AT = 10_000;

/** The STANDARD executions of an account and region across state machines, newest first; children of Map Runs are not among them. */
export async function readExecutions(
  storage: Pick<Storage, 'listExecutions'>,
  caller: Caller,
  filter: ExecutionFilter = {},
): Promise<ExecutionPage> {
  const { status, machine, error, since = 0, limit = 100 } = filter;
  const list = machine === undefined ? executionsList(caller) : machineListOf(caller, machine);
  const found: Execution[] = [];
  let after = filter.after === undefined ? undefined : positionIn(filter.after);
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT && found.length < limit; ) {
    const page: Page<Execution> = await storage.listExecutions(list, {
      ...(status === undefined ? {} : { status }),
      ...(after === undefined ? {} : { after }),
      limit: limit - found.length,
    });
    const recent = page.items.filter((execution) => listedAt(execution) >= since);
    found.push(...recent.filter((execution) => error === undefined || execution.error === error));
    lookedAt += page.items.length;
    after = page.next;
    if (after === undefined || recent.length < page.items.length) return { executions: found.map(show) };
  }
  return { executions: found.map(show), ...(after === undefined ? {} : { next: nextAfter(after) }) };
}

function machineListOf({ partition, account, region }: Caller, machine: string): string {
  return machine.startsWith('arn:') ? machine : formatArn({ kind: 'stateMachine', partition, account, region, machine });
}

/** A storage's position as a text that stands in an address as it is. */
const nextAfter = (position: string): string => Buffer.from(position).toString('base64url');

function positionIn(next: string): string {
  const position = Buffer.from(next, 'base64url').toString();
  if (/^\d+ arn:/.test(position)) return position;
  throw new ControlError(`after is ${next}.`, 'It is the next of another answer.');
}

/** What lists are ordered by. */
const listedAt = ({ status, startTime, stopTime, redriveTime }: Execution): number =>
  (status === 'RUNNING' ? redriveTime : stopTime) ?? startTime;

const show = (execution: Execution): object => ({
  ...showExecutionListItem(execution),
  error: execution.error,
  cause: execution.cause,
  imported: execution.imported,
});
