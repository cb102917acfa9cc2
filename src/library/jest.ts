import { createMatchers, type RunMatchers } from './matchers.ts';

// `import 'fake-sfn/jest'`, in a test or among jest's setupFilesAfterEnv, gives the global `expect` the matchers for runs.
const { expect }: { readonly expect?: JestExpect } = globalThis as { readonly expect?: JestExpect };
if (expect === undefined) throw new Error('fake-sfn/jest is for tests that jest runs with its globals: there is no expect here.');
expect.extend(createMatchers((value) => expect(value).toMatchSnapshot()));

/** What is used of jest's `expect`. */
interface JestExpect {
  (value: unknown): { readonly toMatchSnapshot: () => void };
  readonly extend: (matchers: object) => void;
}

declare global {
  namespace jest {
    interface Matchers<R> extends RunMatchers<R> {}
  }
}

export type { RunMatchers };
