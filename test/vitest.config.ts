import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { viteSynchronousJsonata } from '../src/asl/jsonata/synchronous-jsonata.mjs';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [viteSynchronousJsonata],
  test: {
    include: ['test/**/*.test.ts'],
    // test/homes has a machine of its own: test/homes/run.sh.
    exclude: ['test/homes/**'],
    globalSetup: 'test/support/build-once.ts',
    server: { deps: { inline: ['jsonata'] } },
    // For what hangs: on a machine with other work, a process takes many times as long to start as on an idle one.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
