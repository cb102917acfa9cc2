import type { JsonObject } from '#json/json.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { type Figure, median, millis } from './figure.ts';

const RUNS = 9;
/** What takes less than a millisecond is measured often. */
const SHORT_RUNS = 400;
const BRANCHES = 40;
const ITEMS = 10_000;
const FEW_ITEMS = 2_500;

const PASS = { Type: 'Pass', End: true };

/** Parallel and inline Map in the interpreter alone, beside the same work in a row and beside fewer items. */
export async function engineFanOut(): Promise<Figure[]> {
  const parallel = await cost(PARALLEL, {}, SHORT_RUNS);
  const row = await cost(ROW, {}, SHORT_RUNS);
  const items = Array.from({ length: ITEMS }, (_, index) => index);
  const many = await cost(MAP, items);
  const few = await cost(MAP, items.slice(0, FEW_ITEMS));
  return [
    { name: 'Parallel of 40 Pass states', value: parallel, unit: 'ms', ratio: { to: 'the 40 in a row', value: parallel / row } },
    {
      name: 'inline Map of 10,000 items, EXPRESS',
      value: many,
      unit: 'ms',
      ratio: { to: '2,500 items, each', value: many / ITEMS / (few / FEW_ITEMS) },
      reach: '≤ 2.00',
    },
  ];
}

/** Milliseconds until it has succeeded. EXPRESS: an item makes four events, and the history of a STANDARD execution ends with 25,000. */
async function cost(definition: JsonObject, input: unknown, runs = RUNS): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    let status = '';
    taken.push(
      await millis(() => {
        status = runMachine(definition, input, { type: 'EXPRESS' }).execution.status;
      }),
    );
    if (status !== 'SUCCEEDED') throw new Error(`the execution is ${status}`);
  }
  return median(taken.slice(runs / 4));
}

const names = Array.from({ length: BRANCHES }, (_, index) => `B${index}`);

const PARALLEL = {
  StartAt: 'P',
  States: { P: { Type: 'Parallel', Branches: names.map((name) => ({ StartAt: name, States: { [name]: PASS } })), End: true } },
};

const ROW = {
  StartAt: 'B0',
  States: Object.fromEntries(
    names.map((name, index) => [name, index + 1 < BRANCHES ? { Type: 'Pass', Next: `B${index + 1}` } : PASS]),
  ),
};

const MAP = {
  StartAt: 'M',
  States: { M: { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: PASS } }, End: true } },
};
