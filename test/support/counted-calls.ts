import { setTimeout } from 'node:timers/promises';
import { FLAKY_FAILURES } from './chaos-machines.ts';
import { type LambdaServer, startLambdaServer } from './lambda-server.ts';

/** A stand-in for Lambda that knows which attempt of which execution each call was made for, and when it came. */
export interface CountedCalls {
  readonly endpoint: string;
  /** When the calls of an attempt came in (epoch milliseconds), by the attempt's name. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
  readonly close: LambdaServer['close'];
}

class Declined extends Error {
  override readonly name = 'Declined';
}

/** Starts one whose functions take `millis()` for an answer; `ask` gives the token of an attempt to whoever answers it. */
export async function startCountedCalls(millis: () => number, ask: (token: string, id: string) => void): Promise<CountedCalls> {
  const arrivals = new Map<string, number[]>();

  async function count(event: unknown): Promise<string> {
    const id = memberOf(event, 'id');
    const before = arrivals.get(id);
    if (before) before.push(Date.now());
    else arrivals.set(id, [Date.now()]);
    await setTimeout(millis());
    return id;
  }

  const { endpoint, close } = await startLambdaServer({
    echo: count,
    async flaky(event) {
      const id = await count(event);
      if (Number(id.split('/').at(-1)) < FLAKY_FAILURES) throw new Declined('not yet');
      return id;
    },
    async broken(event) {
      await count(event);
      throw new Declined('never');
    },
    async ask(event) {
      ask(memberOf(event, 'token'), await count(event));
    },
  });
  return { endpoint, arrivals, close };
}

function memberOf(event: unknown, name: 'id' | 'token'): string {
  const value: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, name) : undefined;
  if (typeof value !== 'string') throw new Error(`a call has no ${name}`);
  return value;
}
