// Uses fake-sfn for long, as many clients do at once, on memory and on DynamoDB Local: `--minutes 15` each, `--clients 200`, `--only memory`.
import { parseArgs } from 'node:util';
import '../../esbuild.config.mjs';
import { importBundled } from '../support/bundled.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    clients: { type: 'string', default: '200' },
    only: { type: 'string' },
  },
});
const { soak } = await importBundled('test/soak/soak.ts');
const isSound = await soak({ minutes: Number(values.minutes), clients: Number(values.clients), only: values.only });
process.exit(isSound ? 0 : 1);
