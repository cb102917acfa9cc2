import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from '#api/call.ts';
import { partitionOf } from '#http/caller.ts';
import { CliError } from '../cli-error.ts';
import { watchFiles } from '../watch-files.ts';
import { readSeed } from './read-seed.ts';
import { type CallAs, type Registered, register } from './register.ts';
import { seedReport } from './seed-report.ts';

/** What a server is seeded with. */
export interface Seeds {
  readonly paths: readonly string[];
  /** `--set Name=value` by name. */
  readonly set: ReadonlyMap<string, string>;
}

/** A server that is seeded from within. */
interface Seeding {
  readonly api: Api;
  readonly account: string;
  readonly region: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (text: string) => void;
}

/** Registers what these paths hold, now and whenever they change; gives how to stop. What is wrong is told, and changes nothing. */
export async function seedServer(seeds: Seeds, seeding: Seeding): Promise<() => void> {
  let stop = () => {};
  const seed = async () => {
    const files = await seedOnce(seeds, seeding);
    stop();
    stop = watchFiles([...seeds.paths.map(watched), ...files], () => void seed());
  };
  await seed();
  return () => stop();
}

/** Gives the files besides that definitions were read from. */
async function seedOnce({ paths, set }: Seeds, { api, account, region, env, say }: Seeding): Promise<string[]> {
  const call: CallAs = (machine, action, input) => {
    const place = { account: machine.account ?? account, region: machine.region ?? region };
    const caller = { ...place, partition: partitionOf(place.region) };
    return api({ action, input, caller, requestId: randomUUID(), remainingMillis: () => Number.POSITIVE_INFINITY });
  };
  try {
    const { machines, unresolved } = await readSeed(paths, env, { set, account, region });
    const registered: Registered[] = [];
    for (const machine of machines) registered.push(await register(call, machine));
    const { done, problems } = seedReport(registered, unresolved);
    say(`${[...done.map((arn) => `seeded ${arn}`), ...problems].join('\n')}\n`);
    return machines.flatMap(({ files = [] }) => files);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    say(`${error.message}\n`);
    return [];
  }
}

/** Of cdk.out, the manifest is written last; of other folders, whatever is in them counts. */
function watched(path: string): string {
  if (!existsSync(path) || !statSync(path).isDirectory()) return path;
  return join(path, existsSync(join(path, 'manifest.json')) ? 'manifest.json' : '*');
}
