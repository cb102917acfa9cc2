import type { Client } from './client.ts';

/** What has happened since the last time; `everything`: nobody knows what. */
export interface Change {
  readonly everything: boolean;
  readonly executions: ReadonlySet<string>;
}

export type LiveState = 'live' | 'paused' | 'failing';

/** Tells screens when there is something new to ask for. */
export interface Live {
  readonly state: () => LiveState;
  readonly pause: (isPaused: boolean) => void;
  readonly listen: (listener: (change: Change | undefined) => void) => () => void;
  readonly stop: () => void;
}

/** How long a question waits for something to happen, in seconds. */
const WAIT_SECONDS = 20;

/** How long to leave the fake alone after an answer, in milliseconds: what happens all the time is shown a few times a second. */
const BREATH_MILLIS = 300;

/** How often to look where one process does not hear of what others do, or after a failure, in milliseconds. */
const LOOK_MILLIS = 4_000;

/**
 * Follows what happens by long polls of `changes`. A hidden page asks nothing: browsers open six connections to a server, which tabs share. Where
 * executions are kept outside of the process that answers, another one may move them on, and a Lambda function that waits answers nobody else: there
 * everything is looked at every few seconds.
 */
export function createLive(client: Client): Live {
  const listeners = new Set<(change: Change | undefined) => void>();
  let isPaused = false;
  let isFailing = false;
  let asked: AbortController | undefined;
  let timer = 0;
  let cursor: string | undefined;
  let hearsAll: boolean | undefined;

  const tell = (change: Change | undefined) => {
    for (const listener of [...listeners]) listener(change);
  };
  const later = (millis: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, millis);
  };
  const rest = () => {
    clearTimeout(timer);
    asked?.abort();
    asked = undefined;
  };

  async function ask(): Promise<void> {
    if (isPaused || document.hidden) return;
    const controller = new AbortController();
    asked = controller;
    try {
      hearsAll ??= await isOneProcess(client, controller.signal);
      const wait = hearsAll ? String(WAIT_SECONDS) : undefined;
      const answer = await client.fake<{ cursor: string; executions: string[]; everything?: true }>('GET changes', {
        query: { since: cursor, wait },
        signal: controller.signal,
      });
      const isFirst = cursor === undefined;
      cursor = answer.cursor;
      isFailing = false;
      const everything = !hearsAll || (answer.everything === true && !isFirst);
      if (everything || answer.executions.length > 0) tell({ everything, executions: new Set(answer.executions) });
      else tell(undefined);
      later(hearsAll ? BREATH_MILLIS : LOOK_MILLIS);
    } catch {
      if (controller.signal.aborted) return;
      isFailing = true;
      tell(undefined);
      later(LOOK_MILLIS);
    }
  }

  const seen = () => {
    rest();
    if (!document.hidden) later(0);
  };
  document.addEventListener('visibilitychange', seen);
  later(0);

  return {
    state: () => (isPaused ? 'paused' : isFailing ? 'failing' : 'live'),
    pause(paused) {
      isPaused = paused;
      rest();
      if (!paused) later(0);
      tell(undefined);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      isPaused = true;
      rest();
      document.removeEventListener('visibilitychange', seen);
    },
  };
}

async function isOneProcess(client: Client, signal: AbortSignal): Promise<boolean> {
  const { storage, wake } = await client.fake<{ readonly storage: string; readonly wake: string }>('GET health', { signal });
  return storage === 'memory' && wake === 'timer';
}
