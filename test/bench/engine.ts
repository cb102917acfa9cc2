import type { JsonObject } from '#json/json.ts';
import { type anExecutionOf, runMachine } from '#test/support/run-machine.ts';
import { engineFanOut } from './engine-fan-out.ts';
import { type Figure, median, millis } from './figure.ts';
import { JSONATA_LOOP, JSONPATH_LOOP, passRing } from './machines.ts';

const RUNS = 21;
const WARM_UP = 6;
/** The stretches compared take milliseconds, so that one garbage collection decides a run: many runs. */
const GROWTH_RUNS = 60;

/** Transitions per second of definitions that `runMachine` runs to their end in turn, with full history: two history events are one transition. */
async function transitionsPerSecond(...runs: readonly (readonly [definition: JsonObject, input: unknown])[]): Promise<number[]> {
  const rates: number[][] = runs.map(() => []);
  for (let run = 0; run < RUNS; run++)
    for (const [index, [definition, input]] of runs.entries()) {
      let transitions = 0;
      const taken = await millis(() => {
        transitions = runMachine(definition, input).history.length / 2;
      });
      rates[index]?.push(transitions / (taken / 1000));
    }
  return rates.map((each) => median(each.slice(WARM_UP)));
}

/** What the interpreter does by itself, without runtime, storage or HTTP. */
export async function engine(): Promise<Figure[]> {
  const data = { a: { k: 'v', n: 1 } };
  const input = { n: 6_000, name: 'countdown' };
  const [jsonPath = Number.NaN, jsonata = Number.NaN, jsonPathLoop = Number.NaN, jsonataLoop = Number.NaN] =
    await transitionsPerSecond(
      [passRing('JSONPath'), data],
      [passRing('JSONata'), data],
      [JSONPATH_LOOP, input],
      [JSONATA_LOOP, input],
    );
  return [
    { name: 'JSONPath, Pass states that move data by paths', value: jsonPath, unit: 'transitions/s', reach: '≥ 250,000' },
    {
      name: 'JSONata, the same',
      value: jsonata,
      unit: 'transitions/s',
      ratio: { to: 'JSONPath', value: jsonata / jsonPath },
      reach: '≥ 0.40',
    },
    { name: 'JSONPath, countdown with MathAdd and Choice', value: jsonPathLoop, unit: 'transitions/s' },
    {
      name: 'JSONata, countdown with arithmetic and Choice',
      value: jsonataLoop,
      unit: 'transitions/s',
      ratio: { to: 'JSONPath', value: jsonataLoop / jsonPathLoop },
    },
    ...(await engineFanOut()),
    await growth(),
  ];
}

/** What a transition costs at 20,000 events against what it costs at 1,000. */
async function growth(): Promise<Figure> {
  const early: number[] = [];
  const late: number[] = [];
  for (let run = 0; run < GROWTH_RUNS; run++) {
    const stamps: { at: number; events: number }[] = [];
    runMachine(
      passRing('JSONPath'),
      { a: 1 },
      {
        between: (execution: ReturnType<typeof anExecutionOf>) => {
          stamps.push({ at: performance.now(), events: execution.lastEventId });
          return execution;
        },
      },
    );
    const cost = (from: number, to: number) => {
      const inside = stamps.filter(({ events }) => events >= from && events <= to);
      const [first, last] = [inside[0], inside.at(-1)];
      return first && last ? (last.at - first.at) / (last.events - first.events) : Number.NaN;
    };
    early.push(cost(1_000, 6_000));
    late.push(cost(19_000, 24_000));
  }
  const value = median(late.slice(2));
  return {
    name: 'a history event at 20,000 events',
    value: value * 1000,
    unit: 'µs',
    ratio: { to: 'at 1,000', value: value / median(early.slice(2)) },
    reach: '≤ 1.20',
  };
}
