import { cpus } from 'node:os';
import { asyncExecutions } from './async-executions.ts';
import { dynamodb } from './dynamodb.ts';
import { engine } from './engine.ts';
import { exploring } from './explore.ts';
import type { Figure, Part } from './figure.ts';
import { lambda } from './lambda.ts';
import { library } from './library.ts';
import { openWaits } from './open-waits.ts';
import { start } from './start.ts';
import { store } from './store.ts';
import { sync } from './sync.ts';

/** The only list of parts. */
const PARTS: Readonly<Record<string, Part>> = {
  start,
  lambda,
  sync,
  engine,
  explore: exploring,
  async: asyncExecutions,
  waits: openWaits,
  library,
  store,
  dynamodb,
};

/** Runs the benchmark, or one part of it, printing each figure as it comes. */
export async function main(only: string | undefined): Promise<Record<string, readonly Figure[]>> {
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}`);
  const figures: Record<string, readonly Figure[]> = {};
  for (const [name, part] of Object.entries(PARTS)) {
    if (only !== undefined && only !== name) continue;
    console.log(`\n${name}`);
    figures[name] = await part();
    for (const figure of figures[name]) print(figure);
  }
  return figures;
}

function print({ name, value, unit, ratio, reach }: Figure): void {
  const shown = value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toFixed(2);
  const beside = ratio ? `  ${ratio.value.toFixed(2)} × ${ratio.to}` : '';
  console.log(`  ${name.padEnd(58)} ${shown.padStart(12)} ${unit}${beside}${reach ? `  (reach: ${reach})` : ''}`);
}
