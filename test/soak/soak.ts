import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createHttpClient } from '#test/bench/http-client.ts';
import { startLocalDatabase } from '#test/bench/local-database.ts';
import { type GaugedServer, startGaugedFake } from '#test/bench/processes.ts';
import { createUser, type Use } from './user.ts';

/** How long to use it, by how many at once, and on which storage only. */
export interface SoakOptions {
  readonly minutes: number;
  readonly clients: number;
  readonly only?: 'memory' | 'dynamodb' | undefined;
}

/** What the process held at a moment. */
interface Sample {
  /** The heap after a garbage collection: what is resident besides is Node.js's affair, and follows late. */
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
  readonly descriptors: number;
}

/** How many closed executions memory keeps: few, so that it is full soon. */
const ENV = { FAKE_SFN_MAX_EXECUTIONS: '2000' };

/**
 * How long a user thinks between two requests at most, in milliseconds: less, and a busy machine has more to do with every minute, which is no
 * leak. DynamoDB Local answers a few hundred requests a second.
 */
const THINK_MILLIS = 2_000;
const DATABASE_THINK_MILLIS = 20_000;

const SAMPLE_MILLIS = 10_000;

/** By how much the last third may be above the second. */
const MAX_GROWTH = 1.15;

/** Uses a server on each storage; whether all went well: no error, and nothing grew. */
export async function soak({ minutes, clients, only }: SoakOptions): Promise<boolean> {
  let isSound = true;
  if (only !== 'dynamodb') {
    const fake = await startGaugedFake(ENV);
    isSound = (await useFor('memory', fake, minutes, clients, THINK_MILLIS)) && isSound;
  }
  const database = only === 'memory' ? undefined : await startLocalDatabase();
  if (database) {
    const fake = await startGaugedFake({ ...ENV, ...database.env });
    isSound = (await useFor('DynamoDB Local', fake, minutes, clients, DATABASE_THINK_MILLIS)) && isSound;
    await database.stop();
  }
  return isSound;
}

async function useFor(name: string, fake: GaugedServer, minutes: number, clients: number, thinkMillis: number): Promise<boolean> {
  console.log(`${name}: ${clients} clients for ${minutes} minutes`);
  const client = createHttpClient(fake.url, clients);
  const use: Use = { requests: 0, failures: [] };
  const user = await createUser(client, use, thinkMillis);
  const begun = performance.now();
  const until = begun + minutes * 60_000;
  const users = Array.from({ length: clients }, (_, number) => user(number, () => performance.now() < until));
  const samples: Sample[] = [];
  while (performance.now() < until) {
    await setTimeout(SAMPLE_MILLIS);
    const held = await heldBy(fake);
    samples.push(held);
    const seconds = Math.round((performance.now() - begun) / 1000);
    const { heapMegabytes, residentMegabytes, descriptors } = held;
    console.log(
      `  ${seconds} s: ${use.requests} requests, ${use.failures.length} failures, heap ${heapMegabytes} MB, resident ${residentMegabytes} MB, ${descriptors} descriptors`,
    );
  }
  await Promise.all(users);
  client.close();
  await fake.stop();
  const third = Math.floor(samples.length / 3);
  const growth = (of: (sample: Sample) => number) =>
    mean(samples.slice(-third).map(of)) / mean(samples.slice(third, 2 * third).map(of));
  const memory = growth(({ heapMegabytes }) => heapMegabytes);
  const descriptors = growth(({ descriptors: count }) => count);
  const isSound = use.failures.length === 0 && memory < MAX_GROWTH && descriptors < MAX_GROWTH;
  console.log(
    `  ${use.requests} requests, ${use.failures.length} failures; last third to the second: memory ${memory.toFixed(2)}, descriptors ${descriptors.toFixed(2)}: ${isSound ? 'sound' : 'NOT SOUND'}`,
  );
  for (const failure of [...new Set(use.failures)].slice(0, 10)) console.log(`  ${failure}`);
  return isSound;
}

/** Linux tells what is resident and open; elsewhere there is nothing to look at. */
async function heldBy({ child, gauge }: GaugedServer): Promise<Sample> {
  const heapMegabytes = Math.round(((await gauge('heap')) / 2 ** 20) * 10) / 10;
  if (process.platform !== 'linux') return { heapMegabytes, residentMegabytes: 0, descriptors: 1 };
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  return {
    heapMegabytes,
    residentMegabytes: Math.round(Number(kibibytes) / 1024),
    descriptors: readdirSync(`/proc/${child.pid}/fd`).length,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
