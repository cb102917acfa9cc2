import type { ApiAside } from '#api/aside.ts';
import { SfnError } from '#api/errors.ts';
import type { Rehearsals } from '#control/rehearsals.ts';
import type { Log } from '#log';
import type { Elsewhere } from '#runtime/drive/make-step.ts';
import { type Aside, createAside, GivenUp, workerFile } from './aside.ts';

/** What the rooms have done aside. */
export interface OpenAside extends ApiAside, Rehearsals {
  readonly step: Elsewhere['step'];
  readonly close: Aside['close'];
}

/** What is done in a thread of its own; `undefined` where there is no bundle of it. What is too much even there ends as what is too much ends. */
export function openAside(log: Log): OpenAside | undefined {
  const file = workerFile();
  if (file === undefined) return undefined;
  const { run, close } = createAside({ file, log });
  const orGivenUp = <Result>(result: Promise<Result>): Promise<Result | undefined> =>
    result.catch((error: unknown) => {
      if (error instanceof GivenUp) return undefined;
      throw error;
    });
  return {
    step: (asked) => orGivenUp(run('step', asked)),
    async diagnose(asked) {
      const diagnostics = await orGivenUp(run('diagnose', asked));
      if (diagnostics) return diagnostics;
      throw new SfnError('InvalidDefinition', 'The definition takes more memory or time than fake-sfn has for one.');
    },
    references: (definition) => orGivenUp(run('references', definition)),
    testState: async (asked) =>
      (await orGivenUp(run('testState', asked))) ?? (await run('testState', { ...asked, patience: 'none' })),
    replay: (body) => run('replay', body),
    explore: (asked) => run('explore', asked),
    explain: (asked) => run('explain', asked),
    close,
  };
}
