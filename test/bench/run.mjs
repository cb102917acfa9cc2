// Measures fake-sfn: each part of main.ts, or one of them with `--only PART`. `--json FILE` writes the figures.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import '../../esbuild.config.mjs';
import { importBundled } from '../support/bundled.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const { main } = await importBundled('test/bench/main.ts');
const figures = await main(values.only);
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
process.exit(0);
