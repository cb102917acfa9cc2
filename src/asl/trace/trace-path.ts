import { isArray, isObject, type Json } from '#json/json.ts';
import { DataTooLarge, withBudget } from '../budget.ts';
import type { Expression } from '../expression.ts';
import { compileReference } from '../intrinsics/compile-reference.ts';
import { compileFilter } from '../jsonpath/compile-filter.ts';
import { PathNotFound } from '../jsonpath/path-not-found.ts';
import type { Token } from '../jsonpath/token.ts';
import { tokenize } from '../jsonpath/tokenize.ts';
import type { Scope } from '../scope.ts';
import { missingKey } from './missing-key.ts';
import { type Broke, type Part, placeIn, type Trace } from './part.ts';
import { shownOf } from './shown.ts';
import { asPart, kindOf, piece, wordsAndKind } from './words.ts';

/** Compiles a path to be traced: it gives and throws what it would, and `told` hears how far it has come. Throws ExpressionSyntaxError. */
export function tracePath(text: string, told: (trace: Trace) => void): Expression {
  const compiled = compileReference(text);
  const steps = stepsOf(text);
  return {
    ...compiled,
    evaluate(scope) {
      try {
        const value = compiled.evaluate(scope);
        told(traceOf(text, steps, scope, value));
        return value;
      } catch (error) {
        told(traceOf(text, steps, scope, undefined, error instanceof Error ? error : new Error(String(error))));
        throw error;
      }
    },
  };
}

/** A step of a path: the path up to its end, and what it is; the root is none. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly token: Token | undefined;
  readonly path: Expression;
}

/** The root, `$`, `$$` or `$name`, and the steps behind it; a `..` goes with what follows on it. */
function stepsOf(text: string): readonly Step[] {
  const root = /^\$\$?[^.[]*/.exec(text)?.[0] ?? '$';
  const ends: number[] = [];
  const shift = root.length - 1;
  const tokens = tokenize(`$${text.slice(root.length)}`, compileFilter, ends);
  const steps: Step[] = [{ from: 0, to: root.length, token: undefined, path: compileReference(root) }];
  for (const [index, token] of tokens.entries()) {
    const to = (ends[index] ?? 0) + shift;
    if (token.kind !== 'scan') steps.push({ from: steps.at(-1)?.to ?? 0, to, token, path: compileReference(text.slice(0, to)) });
  }
  return steps;
}

/** What a path comes to at a step: looking at that costs the state nothing of what it may spend. */
function valueAt({ path }: Step, scope: Scope): Json | undefined {
  try {
    return withBudget(() => path.evaluate(scope));
  } catch (error) {
    if (error instanceof PathNotFound || error instanceof DataTooLarge) return undefined;
    throw error;
  }
}

function traceOf(text: string, steps: readonly Step[], scope: Scope, value: Json | undefined, problem?: Error): Trace {
  const parts: Part[] = [];
  let broke: Broke | undefined;
  let before: { readonly step: Step; readonly value: Json } | undefined;
  for (const step of steps) {
    const found = broke ? undefined : valueAt(step, scope);
    const isBroken = found === undefined && !broke && problem !== undefined;
    parts.push({
      kind: step.token === undefined ? 'variable' : step.token.kind === 'filter' ? 'filter' : 'step',
      text: text.slice(step.from, step.to),
      ...placeOf(text, step),
      times: Number(!broke && !isBroken),
      ...(found === undefined ? {} : { value: shownOf(found) }),
      ...(isBroken ? { error: problem.message } : {}),
      parts: [],
    });
    if (isBroken) broke = brokeAt(text, step, before, problem);
    if (found !== undefined) before = { step, value: found };
  }
  const whole = steps.at(-1) ?? { from: 0, to: text.length };
  if (problem && !broke) broke = { says: asPart(problem.message), token: text, ...placeOf(text, { from: 0, to: text.length }) };
  const part: Part = {
    kind: 'path',
    text,
    ...placeOf(text, { from: 0, to: whole.to }),
    times: Number(problem === undefined),
    ...(value === undefined ? {} : { value: shownOf(value) }),
    ...(problem ? { error: problem.message } : {}),
    parts: parts.length > 1 ? parts : [],
  };
  return { part, ...(broke ? { broke } : {}) };
}

const placeOf = (text: string, { from, to }: { readonly from: number; readonly to: number }) => ({
  from,
  to,
  ...placeIn(text, from),
});

function brokeAt(
  text: string,
  step: Step,
  before: { readonly step: Step; readonly value: Json } | undefined,
  problem: Error,
): Broke {
  const says =
    problem instanceof DataTooLarge
      ? 'the path takes too much work'
      : before
        ? whyMissing(step, piece(text.slice(0, before.step.to)), before.value, problem)
        : `there is no variable ${text.slice(0, step.to)}`;
  return {
    says,
    token: text.slice(step.from, step.to),
    ...(before ? { value: shownOf(before.value) } : {}),
    ...placeOf(text, step),
    char: step.from + 1,
  };
}

/** Why a step finds nothing in what the path has come to. */
function whyMissing({ token }: Step, place: string, value: Json, problem: Error): string {
  if (value === null) return `${place} is null`;
  if (token?.kind === 'property') {
    const missing = token.names.find((name) => !isObject(value) || !Object.hasOwn(value, name)) ?? '';
    return missingKey(missing, place, value);
  }
  if (token?.kind === 'index' || token?.kind === 'from-end' || token?.kind === 'slice' || token?.kind === 'indexes') {
    if (!isArray(value)) return `${place} is ${wordsAndKind(value)}, not an array`;
    const missing = token.kind === 'index' ? `there is no item ${token.index}` : 'there are not so many items';
    return `${missing} in ${place}, which is ${kindOf(value)}`;
  }
  return `${place} is ${wordsAndKind(value)}: ${asPart(problem.message)}`;
}
