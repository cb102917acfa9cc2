import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Storage } from '#storage/storage.ts';
import type { ChaosMachine } from './chaos-machines.ts';
import { brokenInvariants } from './execution-invariants.ts';
import { problemsOf } from './legal-history.ts';

/** An execution that was started. */
export interface Started {
  readonly machine: ChaosMachine;
  readonly name: string;
  readonly arn: string;
}

/** How long to wait between two looks, in milliseconds. */
const LOOK_MILLIS = 200;

/** How long none of them may have ended before they are given up, in milliseconds. */
const STANDSTILL_MILLIS = 60_000;

/** Resolves when none of them runs any more; throws when they do not move on. */
export async function untilAllEnded(storage: Storage, started: readonly Started[]): Promise<void> {
  let lastEnd = Date.now();
  for (const { name, arn } of started) {
    for (;;) {
      const stored = await storage.loadExecution(arn);
      if (stored?.execution.status !== 'RUNNING') break;
      if (Date.now() - lastEnd > STANDSTILL_MILLIS) throw new Error(`${name} stands still: ${JSON.stringify(stored)}`);
      await setTimeout(LOOK_MILLIS);
    }
    lastEnd = Date.now();
  }
}

/** What is wrong with executions that should have succeeded, in sentences; `more` says what else is wrong with a history. */
export async function problemsOfAll(
  storage: Storage,
  started: readonly Started[],
  more: (history: readonly HistoryEvent[]) => readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const { machine, name, arn } of started) {
    const { execution } = (await storage.loadExecution(arn)) ?? {};
    const history = await storage.readHistory(arn, { limit: 25_000, reverse: false });
    const wrong = [...problemsOf(history), ...(execution ? brokenInvariants(execution) : ['it is gone']), ...more(history)];
    if (execution?.status !== 'SUCCEEDED') wrong.push(`it is ${execution?.status}: ${JSON.stringify(history.at(-1))}`);
    else if (!isDeepStrictEqual(JSON.parse(execution.output ?? ''), machine.output(name)))
      wrong.push(`its output is ${execution.output}`);
    problems.push(...wrong.map((problem) => `${name}: ${problem}`));
  }
  return [...problems, ...(await problemsOfLists(storage, started))];
}

/** What is wrong with the entries by which executions are found. */
async function problemsOfLists(storage: Storage, started: readonly Started[]): Promise<string[]> {
  const problems: string[] = [];
  const listOf = ({ arn }: Started) => arn.split(':').slice(0, 7).join(':').replace(':execution:', ':stateMachine:');
  for (const list of new Set(started.map(listOf))) {
    const members = started.filter((execution) => listOf(execution) === list);
    const wanted = members.map(({ arn }) => arn).sort();
    for (const status of [undefined, 'SUCCEEDED'] as const) {
      const page = { limit: 10_000, ...(status === undefined ? {} : { status }) };
      const listed = (await storage.listExecutions(list, page)).items.map(({ arn }) => arn).sort();
      if (!isDeepStrictEqual(listed, wanted))
        problems.push(`${listed.length} of ${wanted.length} are listed as ${status} in ${list}`);
    }
    for (const { arn } of (await storage.listExecutions(list, { limit: 10, status: 'RUNNING' })).items)
      problems.push(`${arn} is listed as running`);
  }
  const due = await storage.nextDue();
  return due === undefined ? problems : [...problems, `something is due at ${due}`];
}
