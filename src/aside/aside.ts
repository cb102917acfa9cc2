import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { errorFacts, type Log } from '#log';
import { unpackError } from './errors.ts';
import type { Jobs } from './jobs.ts';
import type { Answer, Request } from './messages.ts';

/** Does what takes long in a thread of its own, while the process goes on. One thing after the other: the machine is for others, too. */
export interface Aside {
  /** Does a job; rejects with GivenUp where it takes more memory or time than a job may. */
  readonly run: <Name extends keyof Jobs>(
    job: Name,
    input: Parameters<Jobs[Name]>[0],
  ) => Promise<Awaited<ReturnType<Jobs[Name]>>>;
  /** Ends the thread, whatever it does. */
  readonly close: () => Promise<void>;
}

/** A job took more than it may have; it has come to nothing. */
export class GivenUp extends Error {
  constructor(reason: string) {
    super(`work that took too long or too much was given up: ${reason}`);
    this.name = 'GivenUp';
  }
}

/** What the thread's objects may take at most, in megabytes, and of the memory that there is: a definition of 1 MB may need 570 when it is compiled. */
const MAX_MEGABYTES = 640;
const SHARE = 0.5;

/** As much as the process has, so that nothing comes to another end there. */
const STACK = { stackSizeMb: 1 };

/** How long a job may take, and how long the thread stays when there is none, in ticks: a process that was frozen meanwhile is not to blame. */
const TICK_MILLIS = 1_000;
const MAX_TICKS = 90;
const IDLE_TICKS = 30;

interface Job extends Request {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** Those that take a second at most go first. */
const isShort = ({ job }: Pick<Request, 'job'>): boolean => job === 'diagnose' || job === 'references';

export interface AsideParts {
  /** The bundle of worker.ts. */
  readonly file: URL;
  readonly log: Log;
  /** What its objects may take. */
  readonly maxMegabytes?: number;
  readonly tickMillis?: number;
}

/** The thread's bundle, which lies beside that of this file; `undefined` where there is none: in the sources. */
export function workerFile(): URL | undefined {
  const file = new URL('./worker.mjs', import.meta.url);
  return file.protocol === 'file:' && existsSync(fileURLToPath(file)) ? file : undefined;
}

/** The thread is started with the first job, and ends when there was none for a while. */
export function createAside({ file, log, maxMegabytes = megabytes(), tickMillis = TICK_MILLIS }: AsideParts): Aside {
  const queue: Job[] = [];
  let worker: Worker | undefined;
  let starting: Promise<Worker> | undefined;
  let current: Job | undefined;
  let ticks = 0;
  let ticking: NodeJS.Timeout | undefined;

  async function start(): Promise<Worker> {
    const { Worker } = await import('node:worker_threads');
    const resourceLimits = { ...STACK, maxOldGenerationSizeMb: maxMegabytes };
    const started = new Worker(file, { resourceLimits, execArgv: [], env: {} });
    started.on('message', (answer: Answer) => settle(started, (job) => answered(job, answer)));
    started.on('error', (error) => lost(started, error));
    started.on('exit', () => lost(started, new Error('the thread has ended')));
    worker = started;
    return started;
  }

  function settle(from: Worker, tell: (job: Job) => void): void {
    if (from !== worker || !current) return;
    const job = current;
    current = undefined;
    ticks = 0;
    tell(job);
    void next();
  }

  function lost(from: Worker, error: Error): void {
    if (from !== worker) return;
    worker = undefined;
    starting = undefined;
    const job = current;
    current = undefined;
    if (job) {
      log({ level: 'WARN', message: `${job.job} was given up in its thread`, ...errorFacts(error) });
      job.reject(new GivenUp(error.message));
    }
    void next();
  }

  async function next(): Promise<void> {
    if (current) return;
    current = queue.shift();
    if (!current) return worker?.unref();
    const { job, input, reject } = current;
    try {
      starting ??= start();
      const thread = await starting;
      thread.ref();
      tick();
      thread.postMessage({ job, input } satisfies Request);
    } catch (error) {
      current = undefined;
      starting = undefined;
      reject(error instanceof Error ? error : new Error(String(error)));
      void next();
    }
  }

  /** Counts the seconds of a job, and those without one. */
  function tick(): void {
    if (ticking) return;
    ticks = 0;
    ticking = setInterval(() => {
      if (++ticks <= (current ? MAX_TICKS : IDLE_TICKS)) return;
      ticks = 0;
      if (!current) stopTicking();
      void worker?.terminate();
    }, tickMillis);
    // The thread holds the process while it works.
    ticking.unref();
  }

  function stopTicking(): void {
    clearInterval(ticking);
    ticking = undefined;
  }

  return {
    run: (job, input) =>
      new Promise((resolve, reject) => {
        const asked: Job = { job, input, resolve: (value) => resolve(value as never), reject };
        const firstLong = queue.findIndex((other) => !isShort(other));
        if (isShort(asked) && firstLong >= 0) queue.splice(firstLong, 0, asked);
        else queue.push(asked);
        void next();
      }),
    async close() {
      stopTicking();
      const last = worker;
      worker = undefined;
      for (const { reject } of [...queue.splice(0), ...(current ? [current] : [])]) reject(new GivenUp('the process ends'));
      current = undefined;
      await last?.terminate();
    },
  };
}

/** What is there may be less than the machine has. */
const megabytes = (): number =>
  Math.min(MAX_MEGABYTES, Math.floor(((process.constrainedMemory() || totalmem()) * SHARE) / 2 ** 20));

function answered(job: Job, answer: Answer): void {
  if ('error' in answer) job.reject(unpackError(answer.error));
  else job.resolve(answer.value);
}
