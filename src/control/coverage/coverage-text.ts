import { coveredPercent, type MachineCoverage } from './coverage.ts';

/** Coverage for people: a line a machine, and below it what has never been come to. */
export function coverageText(report: readonly MachineCoverage[]): string {
  const lines = report.flatMap((machine) => [
    `${machine.name}  ${machine.covered}/${machine.total}  ${percentText(coveredPercent([machine]))}`,
    ...machine.points.flatMap(({ state, text, place, hits }) =>
      hits > 0 ? [] : [`  never  ${state}${place === 'entered' ? '' : `  ${text}`}`],
    ),
  ]);
  if (report.length !== 1) lines.push(`all  ${percentText(coveredPercent(report))}`);
  return `${lines.join('\n')}\n`;
}

/** `70.6 %`: rounded down, so that only everything is 100. */
export const percentText = (percent: number): string => `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
