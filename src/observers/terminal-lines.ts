import { executionNameOf, machineNameOf } from '#arn';
import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Observer } from './observer.ts';

/** What becomes of executions, for somebody who watches a terminal. */
export interface TerminalLines extends Observer {
  /** `orders/e-17`: what has begun to run in this process, and has not ended. */
  readonly running: () => readonly string[];
}

export interface TerminalLinesParts {
  /** Without it nothing is written: it is only known what is running. */
  readonly write?: ((text: string) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly hasColours: boolean;
  /** A line for each start and each state too. */
  readonly isVerbose: boolean;
  /** Where the page of an execution is: its name in a line leads there, on terminals that know links. */
  readonly linkOf?: ((executionArn: string) => string | undefined) | undefined;
}

/** How many lines are written at once: who starts thousands reads none of them. */
const MAX_AT_ONCE = 100;

const COLOURS: Readonly<Record<ExecutionStatus, number>> = {
  RUNNING: 36,
  SUCCEEDED: 32,
  FAILED: 31,
  TIMED_OUT: 31,
  ABORTED: 33,
  PENDING_REDRIVE: 33,
};

/** A link, OSC 8: behind LINK stands where it leads, behind END its text; what leads nowhere ends it. Terminals that know none show the text alone. */
const LINK = '\u001b]8;;';
const END = '\u001b\\';

/** Writes one line an execution when it ends: `12:01:07 orders/e-17 FAILED @Ship States.QueryEvaluationError`. Children of Map Runs have none. */
export function createTerminalLines({ write, now, hasColours, isVerbose, linkOf }: TerminalLinesParts): TerminalLines {
  const running = new Set<string>();
  let lines: string[] = [];
  let more = 0;

  function flush(): void {
    const rest = more > 0 ? [`… and ${more} more\n`] : [];
    write?.([...lines, ...rest].join(''));
    lines = [];
    more = 0;
  }

  function say(execution: Execution, what: string): void {
    if (lines.length === MAX_AT_ONCE) {
      more++;
      return;
    }
    if (lines.length === 0) setImmediate(flush);
    lines.push(`${timeOf(now())} ${linked(execution)} ${what}\n`);
  }

  /** What is EXPRESS has no page: nothing of it is kept. */
  function linked({ arn, type }: Execution): string {
    const url = type === 'STANDARD' ? linkOf?.(arn) : undefined;
    return url === undefined ? nameOf(arn) : `${LINK}${url}${END}${nameOf(arn)}${LINK}${END}`;
  }

  const coloured = (status: ExecutionStatus) => (hasColours ? `\u001b[${COLOURS[status]}m${status}\u001b[0m` : status);

  function sayStates(execution: Execution, history: readonly HistoryEvent[]): void {
    for (const event of history) {
      if (event.type === 'ExecutionStarted' || event.type === 'ExecutionRedriven') say(execution, coloured('RUNNING'));
      else if (event.type.endsWith('StateEntered')) say(execution, `→ ${plain(String(detailsOf(event)['name']))}`);
    }
  }

  return {
    committed(execution, history) {
      const { arn, status, parent } = execution;
      if (parent) return;
      if (write && isVerbose) sayStates(execution, history);
      if (status === 'RUNNING') {
        running.add(arn);
        return;
      }
      running.delete(arn);
      if (write) say(execution, [coloured(status), ...troubleOf(execution)].join(' '));
    },
    flush: () => Promise.resolve(flush()),
    running: () => [...running].map(nameOf),
  };
}

/** Where and why it has not succeeded. */
function troubleOf({ status, frames, error }: Execution): string[] {
  if (status === 'SUCCEEDED') return [];
  const state = frames[0]?.state;
  return [...(state === undefined ? [] : [`@${state}`]), ...(error === undefined ? [] : [error])].map(plain);
}

const nameOf = (arn: string): string => `${machineNameOf(arn)}/${executionNameOf(arn).split(':')[0] ?? ''}`;

/** Whoever writes a definition does not write on the terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200);

function timeOf(millis: number): string {
  const time = new Date(millis);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
