import { isObject, type JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import type { Recorded } from './explain/explain-request.ts';

/**
 * What is done with executions and definitions without running them: bodies of requests and answers, as JSON texts, since numbers that
 * JavaScript has not are lost on the way to another thread. Takes long; throws ControlError.
 */
export interface Rehearsals {
  readonly replay: (body: string) => Promise<string>;
  readonly explore: (asked: AskedExploration) => Promise<string>;
  readonly explain: (asked: AskedExplanation) => Promise<string>;
}

/** An exploration may take so many milliseconds. */
export interface AskedExploration {
  readonly body: string;
  readonly millis: number;
}

export interface AskedExplanation {
  readonly body: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What the execution ran that the body names, and what it has done. */
  readonly recorded?: Recorded;
}

/** Rehearses; what few ask for is loaded when they do. */
export const rehearsals: Rehearsals = {
  async replay(body) {
    const { replayRequest } = await import('./replay/replay-request.ts');
    return writeJson(await replayRequest(JSON.parse(body)));
  },
  async explore({ body, millis }) {
    const { exploreRequest } = await import('./explore/explore-request.ts');
    const now = () => performance.now();
    return writeJson(await exploreRequest(objectIn(body), { now, time: now() + millis }));
  },
  async explain({ body, now, recorded }) {
    const { explainRequest } = await import('./explain/explain-request.ts');
    const parts = { now: () => now, uuid: () => crypto.randomUUID(), recorded: async () => known(recorded) };
    return writeJson(await explainRequest(objectIn(body), parts));
  },
};

function known(recorded: Recorded | undefined): Recorded {
  if (recorded === undefined) throw new Error('the execution has not been looked up');
  return recorded;
}

/** The object in a JSON text. */
export function objectIn(text: string): JsonObject {
  const value = readJson(text);
  if (!isObject(value)) throw new Error('the text is no JSON object');
  return value;
}
