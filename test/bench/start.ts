import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Figure, median } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { startFake } from './processes.ts';

/** The text of a built file and of all that it imports statically. */
function staticBundle(entry: string, seen = new Set<string>()): string {
  if (seen.has(entry)) return '';
  seen.add(entry);
  const text = readFileSync(`dist/${entry}`, 'utf8');
  const imports = [...text.matchAll(/(?:from|import)"\.\/([^"]+\.mjs)"/g)].map(([, file]) => file ?? '');
  return text + imports.map((file) => staticBundle(file, seen)).join('');
}

/** From the process's start to the first answer, the size of the bundle, and the memory of a server that waits. */
export async function start(): Promise<Figure[]> {
  const firstAnswers: number[] = [];
  const idle: number[] = [];
  for (let run = 0; run < 7; run++) {
    const began = performance.now();
    const fake = await startFake();
    const client = createHttpClient(fake.url);
    await client.call('ListStateMachines', {});
    firstAnswers.push(performance.now() - began);
    idle.push(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${fake.child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024);
    client.close();
    await fake.stop();
  }
  const lambda = staticBundle('index.mjs');
  const all = readdirSync('dist')
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => readFileSync(`dist/${file}`))
    .reduce((sum, { length }) => sum + length, 0);
  return [
    { name: 'process start to first answer', value: median(firstAnswers), unit: 'ms', reach: '≤ 250' },
    { name: 'Lambda bundle, minified, what a start loads', value: lambda.length / 1000, unit: 'kB', reach: '≤ 1,000' },
    { name: 'Lambda bundle, gzip', value: gzipSync(lambda).length / 1000, unit: 'kB' },
    { name: 'everything in dist/', value: all / 1000, unit: 'kB' },
    { name: 'RSS idle', value: median(idle), unit: 'MiB', reach: '≤ 90' },
  ];
}
