// Replays recorded cases of AWS against `npm start` and fails below the minimum. CONFORMANCE_HOME: the folder with run.mjs and its cases.
// `--if-there` is for machines without them: it says so and passes.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const IF_THERE = '--if-there';
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const home = process.env.CONFORMANCE_HOME ?? here('../../../shared/conformance');
if (!existsSync(`${home}/run.mjs`)) {
  console.error(`There is no ${home}/run.mjs. Set CONFORMANCE_HOME to the folder of the recorded cases.`);
  process.exit(process.argv.includes(IF_THERE) ? 0 : 1);
}

/** Percent of cases that must be equal in every detail: it only goes up. */
const { minStrict } = JSON.parse(readFileSync(here('minimum.json'), 'utf8'));
const args = [`${home}/run.mjs`, '--serve', 'npm start --silent'];
if (!process.argv.includes('--min-strict')) args.push('--min-strict', String(minStrict));
const rest = process.argv.slice(2).filter((argument) => argument !== IF_THERE);
process.exit(spawnSync(process.execPath, [...args, ...rest], { stdio: 'inherit', cwd: here('../..') }).status ?? 1);
