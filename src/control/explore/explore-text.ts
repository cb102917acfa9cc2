import { writeJson } from '#json/write-json.ts';
import { type Paint, PLAIN } from '../picture/run-picture.ts';
import type { Findings } from './explore.ts';
import type { Finding, Line } from './finding.ts';

/** What an exploration found, for people: the shortest first. */
export function exploreText({ findings, paths, isComplete, madeUp }: Findings, paint: Paint = PLAIN): string {
  const lines = findings.flatMap((finding) => [
    `${paint.bad('✗')} ${finding.kind}${finding.state === undefined ? '' : `  ${finding.state}`}`,
    `  ${finding.message}`,
    ...scriptLines(finding),
  ]);
  if (madeUp.length > 0)
    lines.push(
      `The results of ${madeUp.map((state) => `'${state}'`).join(', ')} are made up: give samples of what they really are.`,
    );
  const what = findings.length === 0 ? paint.good('nothing found') : paint.bad(`${findings.length} found`);
  lines.push(`${what}, ${paths} paths${isComplete ? '' : ', of more: raise maxPaths for the others'}`);
  return `${lines.join('\n')}\n`;
}

function scriptLines({ input, script }: Finding): string[] {
  if (script.length === 0) return [];
  return [`  with input ${writeJson(input)}`, ...script.map((line) => `  ${line.state} #${line.call}  ${outcomeText(line)}`)];
}

function outcomeText({ outcome }: Line): string {
  switch (outcome.kind) {
    case 'returns':
      return `returns ${writeJson(outcome.value)}`;
    case 'fails':
      return `fails with ${outcome.error}`;
    case 'pending':
      return 'is never heard of';
    case 'items':
      return `finds ${outcome.items.length} items`;
    case 'unreadable':
      return 'cannot be read';
  }
}
