import type { CoverageData } from '#control/coverage/coverage.ts';
import { createHits } from '#control/coverage/hits.ts';
import type { Mark } from '#interpreter/continuation/mark.ts';

/** Counts what definitions are come to when they are run here, and writes it to a folder for `fake-sfn coverage`. */
export interface MarksToFolder {
  /** Notes for the definition that runs as a machine of this name. */
  readonly of: (name: string, definition: string) => (marks: readonly Mark[]) => void;
  readonly write: () => Promise<void>;
}

/** `folder` is made where it is missing. */
export function marksToFolder(folder: string): MarksToFolder {
  const machines: (() => CoverageData['machines'][number])[] = [];
  return {
    of(name, definition) {
      const hits = createHits();
      machines.push(() => ({ name, definition, hits: hits.counts() }));
      return hits.note;
    },
    async write() {
      const { writeCoverage } = await import('#control/coverage/coverage-file.ts');
      await writeCoverage(folder, { machines: machines.map((machine) => machine()) });
    },
  };
}
