// Measures fake-sfn: each part of main.ts, or one of them with `--only PART`. `--json FILE` writes the figures; `--against REF` measures
// that commit beside this tree, `--rounds N` times each (3), and prints ratios.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { against } from './against.mjs';

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, against: { type: 'string' }, rounds: { type: 'string' } },
});
if (values.against !== undefined) {
  await against(values.against, { only: values.only, rounds: Number(values.rounds ?? 3) });
} else {
  await import('../../esbuild.config.mjs');
  const { importBundled } = await import('../support/bundled.mjs');
  const { main } = await importBundled('test/bench/main.ts');
  const figures = await main(values.only);
  if (values.json) await writeFile(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
}
process.exit(0);
