// Feeds fake-sfn what nobody should, until it has had enough: `--cases N` in each kind of input, beginning with `--seed S`.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: String(Date.now() % 2 ** 31) } },
});
console.log(`${values.cases} cases of each kind, seed ${values.seed}`);
const files = ['test/adversary/fuzz.test.ts', 'test/adversary/datasets.test.ts'];
const env = { ...process.env, FUZZ_CASES: values.cases, FUZZ_SEED: values.seed };
const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'test/vitest.config.ts', ...files], { stdio: 'inherit', env });
process.exit(status ?? 1);
