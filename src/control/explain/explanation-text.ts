import type { Part } from '#asl/trace/part.ts';
import type { Shown } from '#asl/trace/shown.ts';
import { type Paint, PLAIN } from '../picture/run-picture.ts';
import type { ExplainedField, Explanation, Outcome } from './explanation.ts';

/** How wide the column of the texts is at most, and a value. */
const TEXT_COLUMN = 56;
const VALUE_COLUMN = 100;

interface Options {
  readonly paint?: Paint;
  /** Where a field stands, or the place in it that broke: `order.asl.json:9:24`. */
  readonly place?: (field: ExplainedField) => string | undefined;
}

/** What expressions have come to, as lines: each field with the values of its parts, what broke under a caret, then how the state stands. */
export function explanationText(
  { state, type, queryLanguage, fields, unasked, outcome, broke }: Explanation,
  options: Options = {},
): string {
  const { paint = PLAIN } = options;
  const head = state === undefined ? [] : [`${state} ${paint.dim(`${type}, ${queryLanguage}`)}`];
  const syntax = fields.length === 0 && broke ? [`${paint.bad('✗')} ${broke.says}`] : [];
  return [
    ...head,
    ...fields.flatMap((field) => fieldLines(field, { ...options, paint }, state === undefined)),
    ...syntax,
    ...unasked.map((field) => paint.dim(`· ${field} was not come to`)),
    ...outcomeLines(outcome, paint),
  ].join('\n');
}

function fieldLines(field: ExplainedField, { paint, place }: Options & { readonly paint: Paint }, isAlone: boolean): string[] {
  const { broke, trace, text } = field;
  const at = place?.(field);
  const mark = broke ? paint.bad('✗') : paint.good('✓');
  const lines = isAlone ? [] : [[mark, field.field, ...(at === undefined ? [] : [paint.dim(at)])].join(' ')];
  const written = writtenLines(text, broke?.from);
  const parts = partLines(trace, 1, paint);
  const caret = broke ? [...caretLines(field, paint), ...(at !== undefined && isAlone ? [paint.dim(at)] : [])] : [];
  return [...lines, ...(broke ? written : []), ...caret, ...parts];
}

const INDENT = '    ';

/** The line of an expression in which something stands. */
function writtenLines(text: string, offset = 0): string[] {
  const [line = ''] = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n');
  return line === '' ? [] : [`${INDENT}${line}`];
}

function caretLines({ text, broke }: ExplainedField, paint: Paint): string[] {
  if (!broke) return [];
  const { from, to } = broke;
  if (from === undefined || text === '') return [paint.bad(`${INDENT}${broke.says}`)];
  const column = from - (text.lastIndexOf('\n', from - 1) + 1);
  const length = Math.max(1, Math.min((to ?? from + 1) - from, (text.slice(from).split('\n')[0] ?? '').length));
  return [paint.bad(`${INDENT}${' '.repeat(column)}${'^'.repeat(length)} ${broke.says}`)];
}

function partLines(part: Part, depth: number, paint: Paint): string[] {
  const inner = part.parts.filter((each) => isTelling(each, part)).flatMap((each) => partLines(each, depth + 1, paint));
  const indent = '  '.repeat(depth + 1);
  const text = indent + flat(part.text, TEXT_COLUMN);
  const value = valueText(part, paint);
  return [`${text.padEnd(TEXT_COLUMN)}  ${value}`.trimEnd(), ...inner, ...(part.more ? [`${indent}  … ${part.more} more`] : [])];
}

/** Literals say nothing; the plain steps of a path do where it has come to nothing, or broke. */
function isTelling(part: Part, whole: Part): boolean {
  if (part.kind === 'literal' || part.kind === 'regex') return false;
  const isPlainStep = whole.kind === 'path' && part.parts.length === 0 && (part.kind === 'step' || part.kind === 'variable');
  return !isPlainStep || whole.value === undefined || whole.value.type === 'nothing';
}

function valueText({ kind, value, values, times, error, says }: Part, paint: Paint): string {
  if (kind === 'rule' && says !== undefined) return `${value === undefined ? paint.bad('✗') : shownText(value)}  ${says}`;
  if (kind === 'function') return '';
  if (error !== undefined) return paint.bad('✗');
  if (times === 0) return paint.dim('not come to');
  if (values && times > 1) {
    const listed = flat(values.map(shownText).join(', '), VALUE_COLUMN);
    return `${paint.dim(`×${times}`)}  ${listed}${times > values.length && !listed.endsWith('…') ? ', …' : ''}`;
  }
  return value ? shownText(value) : '';
}

/** A value in a line. */
export const shownText = ({ type, json, length, cut }: Shown): string =>
  json === undefined
    ? type
    : json.length > VALUE_COLUMN || cut
      ? `${json.slice(0, VALUE_COLUMN)}… (${type}${length === undefined ? '' : ` of ${length}`})`
      : json;

function outcomeLines(outcome: Outcome, { good, bad, dim }: Paint): string[] {
  switch (outcome.kind) {
    case 'value':
      return [`${good('=')} ${shownText(outcome.value)}`];
    case 'left': {
      const assigned = Object.entries(outcome.variables).map(([name, value]) => `$${name} = ${shownText(value)}`);
      const next = outcome.next === undefined ? 'and ends' : `and goes to ${outcome.next}`;
      return [...assigned, `${good('=')} ${shownText(outcome.output)} ${dim(next)}`];
    }
    case 'failed':
      return [
        bad(['FAILED', outcome.error].filter((part) => part !== undefined).join('  ')),
        ...(outcome.cause ? [outcome.cause] : []),
      ];
    case 'works':
      return [
        ...(outcome.payload ? [`${good('=')} ${shownText(outcome.payload)} ${dim('is what it is called with')}`] : []),
        dim('Its work would be next: with its result it goes on.'),
      ];
    case 'retries':
      return [`tried again at ${outcome.until}`];
    case 'waits':
      return [`waits until ${outcome.until}`];
  }
}

const flat = (text: string, length: number): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};
