import { ControlError } from '../control-error.ts';
import type { Sandbox } from '../sandbox.ts';
import type { AccountCoverage } from './account-coverage.ts';
import { coverageReport, coveredPercent, type MachineCoverage } from './coverage.ts';

/** What has been come to, laid over the definitions. */
export interface Coverage {
  /** Of all machines in the answer. */
  readonly percent: number;
  /** What no execution has come to, a line each. */
  readonly missing: readonly string[];
  /** One for each definition that has run, the one that ran first first. */
  readonly machines: readonly MachineCoverage[];
}

/** What executions of an account have come to in this process. Throws ControlError where nobody counts. */
export interface CountedCoverage {
  /** Of all state machines, or of those with that name. */
  readonly read: (sandbox: Sandbox, machine?: string) => Promise<Coverage>;
  readonly forget: (sandbox: Sandbox) => void;
}

/** `undefined`: nobody counts. */
export function createCountedCoverage(counted: AccountCoverage | undefined): CountedCoverage {
  function known(): AccountCoverage {
    if (counted) return counted;
    const hint = 'Start the fake with --coverage (FAKE_SFN_COVERAGE=true), or createFakeSfn({ coverage: true }).';
    throw new ControlError('Nobody counts here what executions come to.', hint, 409);
  }
  return {
    async read(sandbox, machine) {
      const { machines } = await known().data(sandbox);
      const report = coverageReport({ machines: machines.filter(({ name }) => machine === undefined || name === machine) });
      return { percent: coveredPercent(report), missing: report.flatMap(missingIn), machines: report };
    },
    forget: (sandbox) => known().forget(sandbox),
  };
}

/** `orders: Charge, Catch States.ALL → Refund` */
const missingIn = ({ name, points }: MachineCoverage): string[] =>
  points.flatMap(({ state, place, text, hits }) =>
    hits > 0 ? [] : [`${name}: ${state}${place === 'entered' ? '' : `, ${text}`}`],
  );
