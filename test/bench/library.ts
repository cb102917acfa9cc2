import { createFakeSfn, type FakeSfn } from '#library/index.ts';
import { hoursOfWaiting } from '#test/support/hours-of-waiting.ts';
import { type Figure, median, millis } from './figure.ts';

const FAKES = 1_000;
const MEGABYTE = 1_048_576;

const heapUsed = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** The library in a process: what a fake costs, and a suite of executions that wait for hours. */
export async function library(): Promise<Figure[]> {
  const before = heapUsed();
  const fakes: FakeSfn[] = [];
  const taken: number[] = [];
  for (let index = 0; index < FAKES; index++) taken.push(await millis(() => fakes.push(createFakeSfn())));
  const megabytes = (heapUsed() - before) / MEGABYTE;
  await Promise.all(fakes.map((fake) => fake[Symbol.asyncDispose]()));
  const suites: number[] = [];
  for (let round = 0; round < 5; round++) {
    const fake = createFakeSfn();
    suites.push(await millis(() => hoursOfWaiting(fake, 50)));
    await fake[Symbol.asyncDispose]();
  }
  return [
    { name: 'making a fake', value: median(taken), unit: 'ms', reach: 'under 1' },
    { name: `${FAKES} fakes in a process`, value: megabytes, unit: 'MB', reach: 'under 100' },
    {
      name: '50 executions with hours of waits, retries, tokens, heartbeats',
      value: median(suites),
      unit: 'ms',
      reach: 'under 1,000',
    },
  ];
}
