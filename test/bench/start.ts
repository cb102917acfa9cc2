import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Figure, median } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { callHandler, eventOfCall } from './lambda-handler.ts';
import { DEPLOYED, startLocalDatabase } from './local-database.ts';
import { modulesLoaded } from './modules-loaded.ts';
import { type ServerProcess, startEcho, startFake } from './processes.ts';

const RUNS = 9;

/** From the process's start to the first answer, what a start loads, and the memory of a server that waits. */
export async function start(): Promise<Figure[]> {
  const ours: Started[] = [];
  const bare: Started[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await startOf(() => startEcho('{}')));
    ours.push(await startOf(startFake));
  }
  const besideBare = (what: keyof Started) => {
    const of = (starts: readonly Started[]) => median(starts.map((one) => one[what]));
    return { value: of(ours), ratio: { to: 'bare echo', value: of(ours) / of(bare) } };
  };
  const lambda = staticBundle('function/index.mjs');
  const all = readdirSync('dist')
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => readFileSync(`dist/${file}`))
    .reduce((sum, { length }) => sum + length, 0);
  return [
    { name: 'process start to first answer', ...besideBare('millis'), unit: 'ms', reach: '≤ 250' },
    { name: 'RSS idle', ...besideBare('residentMiB'), unit: 'MiB', reach: '≤ 90' },
    { name: 'Lambda bundle, minified, what a start loads', value: lambda.length / 1000, unit: 'kB', reach: '≤ 1,000' },
    { name: 'Lambda bundle, gzip', value: gzipSync(lambda).length / 1000, unit: 'kB' },
    { name: 'everything in dist/', value: all / 1000, unit: 'kB' },
    ...(await modules()),
  ];
}

interface Started {
  readonly millis: number;
  readonly residentMiB: number;
}

async function startOf(startServer: () => Promise<ServerProcess>): Promise<Started> {
  const began = performance.now();
  const server = await startServer();
  const client = createHttpClient(server.url);
  await client.call('ListStateMachines', {});
  const millis = performance.now() - began;
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  client.close();
  await server.stop();
  return { millis, residentMiB: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 };
}

/** The text of a built file and of all that it imports statically. */
function staticBundle(entry: string, seen = new Set<string>()): string {
  if (seen.has(entry)) return '';
  seen.add(entry);
  const text = readFileSync(`dist/${entry}`, 'utf8');
  const imports = [...text.matchAll(/(?:from|import)"\.\/([^"]+\.mjs)"/g)].map(([, file]) => file ?? '');
  return text + imports.map((file) => staticBundle(join(dirname(entry), file), seen)).join('');
}

/** The module files that are loaded until a first request is answered. */
async function modules(): Promise<Figure[]> {
  const first = [eventOfCall('ListStateMachines', {})];
  const figure = (of: string, value: number): Figure => ({ name: `modules loaded, ${of}`, value, unit: 'files' });
  const figures = [
    figure('server', await modulesLoaded((env) => startOf(() => startFake(env)))),
    figure('Lambda handler', await modulesLoaded((env) => callHandler({ first }, env))),
  ];
  const database = await startLocalDatabase();
  if (!database) return figures;
  const settings = { ...database.env, ...DEPLOYED };
  figures.push(
    figure('Lambda handler with DynamoDB', await modulesLoaded((env) => callHandler({ first }, { ...settings, ...env }))),
  );
  await database.stop();
  return figures;
}
