import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { durationText } from './duration-text.ts';
import { failedVisitIn, NO_REASONS, type Reasons } from './reason.ts';
import { type Failure, type StateVisit, visitsOf } from './visits.ts';

/** An execution of which a picture is drawn. Times are epoch milliseconds. */
export interface PicturedRun {
  readonly status: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly history: readonly HistoryEvent[];
  /** Why states failed that failed by an expression. */
  readonly reasons?: Reasons;
  /** How long it took here, where its own time was skipped. */
  readonly realMillis?: number;
}

/** How words are shown: colours on a terminal, nothing elsewhere. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
}

const plain = (text: string): string => text;

/** Words without colours. */
export const PLAIN: Paint = { good: plain, bad: plain, dim: plain };

/** So many visits of one state within one other are shown singly. */
const SHOWN_SINGLY = 3;

/** So many characters of a cause are shown. */
const CAUSE_LENGTH = 300;

/**
 * An execution as a picture: a line for each state with how it went (✓ left, ✗ failed, · still there), its retries (↻), whether it waited
 * (⏲), its time and its errors; then how it ended.
 */
export function runPicture(run: PicturedRun, paint: Paint = PLAIN): string {
  const visits = visitsOf(run.history);
  const lines = grouped(visits).map((group) => lineOf(group, run));
  const widths = [0, 1, 2].map((column) => Math.max(0, ...lines.map(({ cells }) => cells[column]?.length ?? 0)));
  const drawn = lines.map(({ mark, cells: [name = '', signs = '', time = ''], says }) => {
    const row = `${name.padEnd(widths[0] ?? 0)}  ${signs.padEnd(widths[1] ?? 0)}  ${time.padEnd(widths[2] ?? 0)}  ${says}`;
    return `${mark === '✓' ? paint.good(mark) : mark === '✗' ? paint.bad(mark) : mark} ${row}`.trimEnd();
  });
  return [...drawn, endOf(run, paint)].join('\n');
}

/** Visits that one line shows. */
type Group = readonly [StateVisit, ...StateVisit[]];

function lineOf(group: Group, { status, reasons = NO_REASONS }: PicturedRun) {
  const [first] = group;
  const mark = worst(group.map((visit) => markOf(visit, status)));
  const retries = group.reduce((sum, visit) => sum + visit.retries, 0);
  const failures = group.flatMap((visit) => visit.failures);
  const reason = group.map(({ id }) => reasons.get(id)).find((found) => found !== undefined);
  const signs = [...(retries > 0 ? [`↻ ${retries}`] : []), ...(first.type === 'Wait' ? ['⏲'] : [])].join(' ');
  const many = group.length > 1 ? ` ×${group.length}` : '';
  const left = group.every((visit) => visit.exitedAt !== undefined);
  const ends = group.map((visit) => visit.exitedAt ?? visit.enteredAt);
  const time = left ? durationText(Math.max(...ends) - Math.min(...group.map((visit) => visit.enteredAt))) : '';
  return {
    mark,
    cells: [`${'  '.repeat(depthOf(first))}${first.state}${many}`, signs, time],
    says: failuresText(failures, reason?.text),
  };
}

/** Visits as they are shown: many of the same state within the same visit are one line. */
function grouped(visits: readonly StateVisit[]): Group[] {
  const groups = new Map<StateVisit | undefined, Map<string, [StateVisit, ...StateVisit[]]>>();
  for (const visit of visits) {
    const siblings = groups.get(visit.within) ?? new Map<string, [StateVisit, ...StateVisit[]]>();
    groups.set(visit.within, siblings);
    const group = siblings.get(visit.state);
    if (group) group.push(visit);
    else siblings.set(visit.state, [visit]);
  }
  return visits.flatMap((visit): Group[] => {
    const group = groups.get(visit.within)?.get(visit.state) ?? [visit];
    if (group.length <= SHOWN_SINGLY) return [[visit]];
    return group[0] === visit ? [group] : [];
  });
}

function markOf({ exitedAt, failures, retries, type }: StateVisit, status: string): '✓' | '✗' | '·' {
  // A state that is left after its last try went wrong was left by a Catch.
  if (exitedAt !== undefined) return failures.length > retries ? '✗' : '✓';
  if (type === 'Fail') return '✗';
  return status === 'RUNNING' ? '·' : '✗';
}

const worst = (marks: readonly ('✓' | '✗' | '·')[]) => (marks.includes('✗') ? '✗' : marks.includes('·') ? '·' : '✓');

const depthOf = ({ within }: StateVisit): number => (within === undefined ? 0 : 1 + depthOf(within));

/** Errors and how often they came: `Lambda.TooManyRequestsException ×2`; of an expression why it failed, where that is known. */
function failuresText(failures: readonly Failure[], reason: string | undefined): string {
  const counts = new Map<string, number>();
  for (const failure of failures) {
    const { error, location } = failure;
    const said = location === '' ? error : (reason ?? `${error} in ${location}`);
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  // Not every such failure has an event of its own: a path that finds nothing ends the execution at once.
  if (reason !== undefined && !counts.has(reason)) counts.set(reason, 1);
  return [...counts].map(([error, count]) => (count === 1 ? error : `${error} ×${count}`)).join(', ');
}

function endOf({ status, error, cause, history, reasons = NO_REASONS, realMillis }: PicturedRun, paint: Paint): string {
  const [first, last] = [history[0], history.at(-1)];
  const owned = first && last ? durationText(last.timestamp - first.timestamp) : '';
  const took = realMillis === undefined ? owned : `${owned} in ${durationText(realMillis)}`;
  const word = status === 'SUCCEEDED' ? paint.good(status) : status === 'RUNNING' ? status : paint.bad(status);
  const line = [word, error, paint.dim(took)].filter((part) => part !== undefined && part !== '').join('  ');
  // What failed says why in its own line, and shorter.
  const isSaid = reasons.has(failedVisitIn(cause) ?? 0);
  const because = cause === undefined || cause === '' || isSaid ? '' : `\n${shortened(cause)}`;
  return line + because;
}

const shortened = (cause: string): string => (cause.length > CAUSE_LENGTH ? `${cause.slice(0, CAUSE_LENGTH)}…` : cause);
