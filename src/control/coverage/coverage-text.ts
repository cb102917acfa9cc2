import { type Paint, PLAIN } from '../picture/run-picture.ts';
import { coveredPercent, type MachineCoverage } from './coverage.ts';

/** Coverage for people: a line a machine, and below it what has never been come to. */
export function coverageText(report: readonly MachineCoverage[], paint: Paint = PLAIN): string {
  const lines = report.flatMap((machine) => [
    `${machine.name}  ${machine.covered}/${machine.total}  ${shownPercent([machine], paint)}`,
    ...machine.points.flatMap(({ state, text, place, hits }) =>
      hits > 0 ? [] : [`  ${paint.bad('never')}  ${state}${place === 'entered' ? '' : `  ${text}`}`],
    ),
  ]);
  if (report.length !== 1) lines.push(`all  ${shownPercent(report, paint)}`);
  return `${lines.join('\n')}\n`;
}

function shownPercent(report: readonly MachineCoverage[], paint: Paint): string {
  const percent = coveredPercent(report);
  return percent === 100 ? paint.good(percentText(percent)) : percentText(percent);
}

/** `70.6 %`: rounded down, so that only everything is 100. */
export const percentText = (percent: number): string => `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
