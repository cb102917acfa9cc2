import type { CoveredPoint, MachineCoverage } from './coverage.ts';

/** The file that a machine's definition is written in. */
export interface CoveredFile {
  readonly path: string;
  /** Where a location, `/States/Charge/Catch[0]`, is written; lines count from 1. */
  readonly locate: (location: string) => { readonly line: number };
}

/**
 * Coverage as lcov's tracefile, which editors and coverage services show: a place is a line, and what may follow a state are the branches of
 * its line — lcov, man page of geninfo, "FILES".
 */
export function lcov(machine: MachineCoverage, file: CoveredFile): string {
  const placed = machine.points.map((point) => ({ point, line: file.locate(point.location).line }));
  const lines = new Map<number, number>();
  for (const { point, line } of placed) lines.set(line, Math.max(lines.get(line) ?? 0, point.hits));
  const branches = branchesOf(placed);
  return [
    `TN:${machine.name.replace(/\W/g, '_')}`,
    `SF:${file.path}`,
    ...branches.map(({ line, block, branch, taken }) => `BRDA:${line},${block},${branch},${taken}`),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ taken }) => taken !== '-' && taken !== '0').length}`,
    ...[...lines].sort(([one], [other]) => one - other).map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter((hits) => hits > 0).length}`,
    'end_of_record\n',
  ].join('\n');
}

interface Branch {
  readonly line: number;
  readonly block: number;
  readonly branch: number;
  /** `-`: its state has never been entered. */
  readonly taken: string;
}

function branchesOf(placed: readonly { readonly point: CoveredPoint; readonly line: number }[]): Branch[] {
  const branches: Branch[] = [];
  let block = -1;
  let branch = 0;
  let entered = { line: 0, hits: 0 };
  for (const { point, line } of placed) {
    if (point.place === 'entered') {
      entered = { line, hits: point.hits };
      block++;
      branch = 0;
    } else {
      branches.push({ line: entered.line, block, branch: branch++, taken: entered.hits === 0 ? '-' : String(point.hits) });
    }
  }
  return branches;
}
