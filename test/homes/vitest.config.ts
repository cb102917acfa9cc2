import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Started by run.sh: one file after the other, for each of them is a machine's work. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/homes/**/*.test.ts'],
    globalSetup: 'test/support/build-once.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
