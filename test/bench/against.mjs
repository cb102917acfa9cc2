// Measures this tree and another commit in turn, so that what else the machine does happens to both, and prints how they compare.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const git = async (...args) => (await promisify(execFile)('git', args)).stdout.trim();

/**
 * Each figure of the other commit, of this tree, and the median of their ratios over so many rounds; a ratio above 1 is more of the unit
 * here. Packages are those of this tree: the other commit's lock file should say the same.
 */
export async function against(ref, { only, rounds }) {
  const commit = await git('rev-parse', '--verify', `${ref}^{commit}`);
  const folder = await mkdtemp(join(tmpdir(), 'fake-sfn-bench-'));
  const there = join(folder, 'tree');
  try {
    await git('worktree', 'add', '--detach', '--quiet', there, commit);
    await symlink(resolve('node_modules'), join(there, 'node_modules'));
    const pairs = [];
    for (let round = 1; round <= rounds; round++) {
      console.log(`round ${round} of ${rounds}`);
      // Whoever goes first finds the machine cooler: in turn.
      const places = round % 2 === 1 ? [there, process.cwd()] : [process.cwd(), there];
      const found = new Map();
      for (const place of places) found.set(place, await figuresOf(place, only, join(folder, 'figures.json')));
      pairs.push({ other: found.get(there), own: found.get(process.cwd()) });
    }
    print(pairs, commit.slice(0, 7));
  } finally {
    if (existsSync(there)) await git('worktree', 'remove', '--force', there);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the bench of a tree, quietly, and gives its figures by name. */
async function figuresOf(place, only, file) {
  const args = ['--expose-gc', 'test/bench/run.mjs', '--json', file, ...(only === undefined ? [] : ['--only', only])];
  const child = spawn(process.execPath, args, { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the bench in ${place} ended with ${code}`);
  const parts = Object.entries(JSON.parse(await readFile(file, 'utf8')));
  return new Map(parts.flatMap(([part, figures]) => figures.map((figure) => [`${part}: ${figure.name}`, figure])));
}

function print(pairs, commit) {
  const [first] = pairs;
  console.log(`\n${'median of each'.padEnd(78)} ${commit.padStart(12)} ${'here'.padStart(12)}  ratios pair by pair`);
  for (const [name, { unit }] of first.own) {
    const both = pairs.map(({ own, other }) => [other.get(name)?.value, own.get(name)?.value]);
    if (both.some(([other]) => other === undefined)) continue;
    const ratios = both.map(([other, own]) => own / other);
    const values = [0, 1].map((side) => shown(median(both.map((pair) => pair[side]))).padStart(12));
    const each = ratios.map((ratio) => ratio.toFixed(2)).join(' ');
    console.log(`${`${name}, ${unit}`.padEnd(78)} ${values.join(' ')}  ${median(ratios).toFixed(2)} (${each})`);
  }
}

const shown = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
