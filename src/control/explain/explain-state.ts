import { beginTurn } from '#asl/budget.ts';
import type { State } from '#asl/state.ts';
import type { Broke } from '#asl/trace/part.ts';
import { shownOf } from '#asl/trace/shown.ts';
import { traceState } from '#asl/trace/trace-state.ts';
import type { FieldTrace } from '#asl/trace/traced-field.ts';
import { asPart, wordsAndKind } from '#asl/trace/words.ts';
import type { Failure } from '#interpreter/continuation/failure.ts';
import { mapOnTrial } from '#interpreter/try-map.ts';
import { attempt, enter, fail, report, standingOf, succeed, type Trial, wakeUp } from '#interpreter/try-state.ts';
import { readJson } from '#json/read-json.ts';
import { beginTrialOf } from './begin-trial.ts';
import { enterMap } from './explain-map.ts';
import type { ExplainedField, Explanation, Outcome } from './explanation.ts';
import { fieldsWithExpressions } from './fields-with-expressions.ts';
import type { FoundState } from './find-state.ts';
import type { Situation } from './situation.ts';

/** How many fields are told of; what broke is, however many there are. */
const MAX_FIELDS = 100;

/** How much is told of their parts, in UTF-16 code units of JSON, before only what broke is taken apart. */
const MAX_CHARS = 1_000_000;

/** Tries a state alone, and tells what its expressions come to: with a result or a failure of its work to its end, without as far as its work. */
export function explainState(found: FoundState, situation: Situation, seed: string): Explanation {
  const { site } = found;
  const fields: FieldTrace[] = [];
  const failures: Failure[] = [];
  // What is evaluated for every item is told once.
  let isRepeated = false;
  let charsLeft = MAX_CHARS;
  const traced = traceState(found.state, site.state, site.location, (field) => {
    if (!field.broke && (isRepeated || fields.length >= MAX_FIELDS)) return;
    const { trace } = field;
    fields.push(field.broke || charsLeft > 0 ? field : { ...field, trace: { ...trace, parts: [], more: trace.parts.length } });
    charsLeft -= JSON.stringify(trace).length;
  });
  beginTurn();
  const machine = { ...found.machine, startAt: site.name, states: new Map(found.machine.states).set(site.name, traced) };
  const trial = beginTrialOf(machine, traced, situation, seed, (failure) => void failures.push(failure));
  run(trial, traced, situation, (repeats) => {
    isRepeated = repeats;
  });

  const { error, cause } = situation.failure ?? {};
  const isGiven = (failure: Failure) => situation.failure !== undefined && failure.error === error && failure.cause === cause;
  const first = failures.find((failure) => !isGiven(failure)) ?? failureOfCatch(trial, fields);
  const explained = withFailure(fields, first);
  const broke = explained.find((field) => field.broke && field.error) ?? explained.find((field) => field.broke);
  const told = new Set(fields.map(({ field }) => field));
  return {
    ok: first === undefined,
    state: site.name,
    type: traced.type,
    queryLanguage: site.language,
    fields: explained,
    unasked: fieldsWithExpressions(site.state, site.language).filter((field) => !told.has(field)),
    outcome: outcomeOf(trial),
    ...(broke?.broke && first ? { broke: { field: broke.field, ...broke.broke } } : {}),
  };
}

function run(trial: Trial, state: State, { result, failure }: Situation, repeats: (isRepeated: boolean) => void): void {
  if (state.type === 'Map') attempt(trial, () => enterMap(mapOnTrial(trial, state), state, repeats));
  else enter(trial);
  const standing = standingOf(trial);
  if (standing.kind === 'waits') wakeUp(trial);
  if (standing.kind !== 'works') return;
  if (failure) {
    if (state.type === 'Task') report(trial, failure);
    else fail(trial, failure);
  } else if (result !== undefined) {
    if (state.type === 'Task') report(trial, { output: result });
    else succeed(trial, result);
  }
}

/** A Catch that breaks fails the state by that: nobody is told of it as of other failures. */
function failureOfCatch(trial: Trial, fields: readonly FieldTrace[]): Failure | undefined {
  const standing = standingOf(trial);
  if (standing.kind !== 'failed' || !fields.some(({ broke }) => broke)) return undefined;
  const { error, cause } = standing;
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/** The fields, the one that the state has failed by with its failure. */
function withFailure(fields: readonly FieldTrace[], failure: Failure | undefined): readonly ExplainedField[] {
  if (failure === undefined) return fields;
  const culprit =
    fields.findLast(({ field }) => field === failure.location) ??
    fields.findLast(({ broke }) => broke !== undefined) ??
    fields.findLast((field) => isNamedIn(failure.cause ?? '', field));
  return fields.map((field) => {
    if (field !== culprit) return field;
    const { value, ...rest } = field;
    const error = { error: failure.error ?? '', cause: failure.cause ?? '' };
    return { ...rest, broke: field.broke ?? misfit(field, failure), error };
  });
}

/** Whether a cause speaks of a path by whose value the state has failed: `MaxConcurrencyPath`, also as MaxConcurrency. */
const isNamedIn = (cause: string, { field, kind, text }: FieldTrace): boolean =>
  kind === 'path' && field.endsWith('Path') && (cause.includes(field.replace(/^.*\/|Path$/g, '')) || cause.includes(`"${text}"`));

/** What is wrong with a value that an expression has given and its field does not take. */
function misfit({ text, trace, value }: FieldTrace, { cause = '' }: Failure): Broke {
  const [, expected] = /Expected '(\w+)', but was/.exec(cause) ?? [];
  const given = value?.json === undefined || value.cut ? undefined : readJson(value.json);
  const says =
    expected === undefined || given === undefined ? asPart(cause) : `it gives ${wordsAndKind(given)}, not a ${expected}`;
  const { from = 0, to = text.length, line, column } = trace;
  return {
    says: says.replace('not a array', 'not an array').replace('not a object', 'not an object'),
    ...(value ? { value } : {}),
    from,
    to,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

function outcomeOf(trial: Trial): Outcome {
  const standing = standingOf(trial);
  switch (standing.kind) {
    case 'left': {
      const variables = Object.entries(standing.variables).map(([name, text]) => [name, shownOf(readJson(text))] as const);
      const next = standing.next === undefined ? {} : { next: standing.next };
      return { kind: 'left', output: shownOf(readJson(standing.output)), ...next, variables: Object.fromEntries(variables) };
    }
    case 'failed': {
      const { error, cause } = standing;
      return { kind: 'failed', ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    }
    case 'works': {
      const { call } = standing;
      return { kind: 'works', ...(call ? { payload: shownOf(readJson(call.parameters)) } : {}) };
    }
    default:
      return { kind: standing.kind, until: new Date(standing.until).toISOString() };
  }
}
