import { machineNameOf, stateMachineOf } from '#arn';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { errorFacts, type Log } from '#log';
import { revisionArn } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import { logEventOf } from './log-event.ts';
import { isLogged, type Logging, loggingOf } from './logging.ts';
import type { Observer } from './observer.ts';

/** Where log events go. */
export interface LogSink {
  /** Takes one log event of a state machine's execution: its text, and its time in epoch milliseconds. Returns at once. */
  readonly write: (logging: Logging, machine: string, timestamp: number, message: string) => void;
  /** Resolves when what was written has arrived or is given up. */
  readonly flush: () => Promise<void>;
}

export interface ExecutionLogParts {
  readonly storage: Pick<Storage, 'loadResource'>;
  readonly sink: LogSink;
  readonly log: Log;
}

/** What a revision asks to be logged, or the work that waits until that is known. */
type Known = { readonly logging: Logging | undefined } | { readonly waiting: ((logging: Logging | undefined) => void)[] };

/** How many revisions' logging configurations are kept. */
const MAX_REVISIONS = 1_000;

/** Logs the history events of executions as their state machine's logging configuration asks for, STANDARD and EXPRESS. */
export function createExecutionLog({ storage, sink, log }: ExecutionLogParts): Observer {
  const revisions = new Map<string, Known>();
  const loading = new Set<Promise<void>>();

  /** A revision never changes: its configuration is loaded once, and what is committed meanwhile waits in its order. */
  async function load(key: string, waiting: ((logging: Logging | undefined) => void)[]): Promise<void> {
    let logging: Logging | undefined;
    try {
      const stored = await storage.loadResource(key);
      logging = stored?.resource.kind === 'revision' ? loggingOf(stored.resource.settings) : undefined;
      revisions.set(key, { logging });
    } catch (error) {
      revisions.delete(key);
      log({ level: 'WARN', message: `what is to be logged of ${key} could not be loaded`, ...errorFacts(error) });
    }
    for (const work of waiting) work(logging);
  }

  function begin(key: string, work: (logging: Logging | undefined) => void): void {
    const oldest = revisions.size >= MAX_REVISIONS ? [...revisions].find(([, known]) => 'logging' in known)?.[0] : undefined;
    if (oldest !== undefined) revisions.delete(oldest);
    const waiting = [work];
    revisions.set(key, { waiting });
    const loaded = load(key, waiting);
    loading.add(loaded);
    void loaded.finally(() => loading.delete(loaded));
  }

  function write(logging: Logging | undefined, execution: Execution, history: readonly HistoryEvent[]): void {
    if (!logging) return;
    const machine = machineName(execution);
    for (const event of history) {
      if (!isLogged(logging, event.type)) continue;
      const message = JSON.stringify(logEventOf(execution, event, logging.includeExecutionData));
      sink.write(logging, machine, event.timestamp, message);
    }
  }

  return {
    committed(execution, history) {
      const key = revisionArn(stateMachineOf(execution.stateMachineArn), execution.revisionId);
      const known = revisions.get(key);
      if (known === undefined) begin(key, (logging) => write(logging, execution, history));
      else if ('logging' in known) write(known.logging, execution, history);
      else known.waiting.push((logging) => write(logging, execution, history));
    },
    async flush() {
      await Promise.all(loading);
      await sink.flush();
    },
  };
}

/** AWS: the child executions of a Map Run log where their state machine does. (inferred) */
const machineName = ({ stateMachineArn }: Execution): string => machineNameOf(stateMachineArn);
