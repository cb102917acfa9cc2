// Replays recorded cases of AWS against `npm start` and fails below the minimum. CONFORMANCE_HOME: the folder with run.mjs and its cases.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const home = process.env.CONFORMANCE_HOME ?? here('../../../shared/conformance');
if (!existsSync(`${home}/run.mjs`)) {
  console.log(`Skipped: there is no ${home}/run.mjs. Set CONFORMANCE_HOME to the folder of the recorded cases.`);
  process.exit(0);
}

/** Percent of cases that must be equal in every detail: it only goes up. */
const { minStrict } = JSON.parse(readFileSync(here('minimum.json'), 'utf8'));
const args = [`${home}/run.mjs`, '--serve', 'npm start --silent', '--known-gaps', here('known-gaps.json')];
if (!process.argv.includes('--min-strict')) args.push('--min-strict', String(minStrict));
process.exit(
  spawnSync(process.execPath, [...args, ...process.argv.slice(2)], { stdio: 'inherit', cwd: here('../..') }).status ?? 1,
);
