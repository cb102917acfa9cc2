import { expect } from 'vitest';
import { createMatchers, type RunMatchers } from './matchers.ts';

// `import 'fake-sfn/vitest'`, in a test or among vitest's setupFiles, gives `expect` the matchers for runs.
expect.extend(createMatchers((value) => expect(value).toMatchSnapshot()));

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: it has to be declared as vitest does.
  interface Matchers<T = any> extends RunMatchers<T> {}
}

export type { RunMatchers };
