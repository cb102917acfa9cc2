import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { isNumber, toNumber } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import { ControlError } from '../control-error.ts';
import { namePattern } from './name-pattern.ts';
import type { Answer, Per, Rule, Validation, Where } from './rule.ts';

/** A place in a rule, and what is wrong there. */
type Report = (place: string, problem: string) => undefined;

const PERS: readonly Per[] = ['execution', 'machine', 'account'];
const VALIDATIONS: readonly Validation[] = ['strict', 'present', 'none'];
const WHERE = ['machine', 'state', 'resource', 'execution', 'call', 'per'];
const ANSWERS = ['return', 'throw', 'pending', 'takes', 'times', 'real'];

/** Reads a rule as it is written in JSON, but for its id; throws ControlError with every mistake and its place. */
export function readRule(value: Json | undefined): Omit<Rule, 'id'> {
  const problems: string[] = [];
  const report: Report = (place, problem) => void problems.push(`${place}: ${problem}`);
  const rule = isObject(value) ? readFields(value, report) : report('rule', `expected an object, got ${shown(value)}`);
  if (problems.length === 0 && rule !== undefined) return rule;
  throw new ControlError(
    `The rule is not valid. ${problems.join('; ')}.`,
    'A rule is {"where": {"state": "Charge"}, "then": {"throw": {"error": "Down"}}}; `then` may be a list.',
  );
}

function readFields(value: JsonObject, report: Report): Omit<Rule, 'id'> {
  onlyFields(value, 'rule', ['where', 'then'], report);
  const { where, then } = value;
  const list = Array.isArray(then) ? then : [then];
  if (list.length === 0) report('then', 'expected at least one answer');
  return {
    where: isObject(where) ? readWhere(where, report) : (report('where', `expected an object, got ${shown(where)}`) ?? {}),
    then: list.flatMap((answer, index) => readAnswer(answer, Array.isArray(then) ? `then[${index}]` : 'then', report) ?? []),
  };
}

function readWhere(where: JsonObject, report: Report): Where {
  onlyFields(where, 'where', WHERE, report);
  const text = (name: string) => {
    const value = where[name];
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    return report(`where.${name}`, `expected a text, got ${shown(value)}`);
  };
  const [machine, state, resource, execution] = ['machine', 'state', 'resource', 'execution'].map(text);
  const problem = state === undefined ? undefined : patternProblem(state);
  if (problem !== undefined) report('where.state', `${shown(state)} cannot be used: ${problem}`);
  const call = readCall(where['call'], report);
  const per = oneOf(where['per'], PERS, 'where.per', report);
  return {
    ...(machine !== undefined && { machine }),
    ...(state !== undefined && { state }),
    ...(resource !== undefined && { resource }),
    ...(execution !== undefined && { execution }),
    ...(call !== undefined && { call }),
    ...(per !== undefined && { per }),
  };
}

function readCall(call: Json | undefined, report: Report): Where['call'] {
  if (call === undefined || isOrdinal(call)) return call;
  const [from, to, ...more] = Array.isArray(call) ? call : [];
  if (isOrdinal(from) && isOrdinal(to) && from <= to && more.length === 0) return [from, to];
  return report('where.call', `expected the number of a call, from 1, or [first, last], got ${shown(call)}`);
}

function readAnswer(answer: Json | undefined, place: string, report: Report): Answer | undefined {
  if (!isObject(answer)) return report(place, `expected an object, got ${shown(answer)}`);
  const kinds = Object.keys(answer).filter((name) => ANSWERS.includes(name));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    return report(place, `expected exactly one of ${ANSWERS.join(', ')}, got ${shown(answer)}`);
  const value = answer[kind];
  switch (kind) {
    case 'return': {
      onlyFields(answer, place, ['return', 'validate'], report);
      const validate = oneOf(answer['validate'], VALIDATIONS, `${place}.validate`, report);
      return { return: value ?? null, ...(validate !== undefined && { validate }) };
    }
    case 'throw':
      onlyFields(answer, place, ['throw'], report);
      return readThrow(value, `${place}.throw`, report);
    case 'takes':
    case 'times': {
      onlyFields(answer, place, [kind, 'then'], report);
      const isFine = kind === 'times' ? isOrdinal(value) : isNumber(value) && toNumber(value) >= 0;
      if (!isFine)
        report(`${place}.${kind}`, `expected a number of ${kind === 'times' ? 'calls' : 'seconds'}, got ${shown(value)}`);
      const then = readAnswer(answer['then'], `${place}.then`, report);
      if (then === undefined) return undefined;
      return kind === 'times' ? { times: Number(value), then } : { takes: Number(value), then };
    }
    default:
      onlyFields(answer, place, [kind], report);
      if (value !== true && !(isObject(value) && Object.keys(value).length === 0))
        report(`${place}.${kind}`, `expected true, got ${shown(value)}`);
      return kind === 'pending' ? { pending: true } : { real: true };
  }
}

function readThrow(value: Json | undefined, place: string, report: Report): Answer | undefined {
  if (!isObject(value)) return report(place, `expected an object with error and cause, got ${shown(value)}`);
  onlyFields(value, place, ['error', 'cause'], report);
  const { error, cause } = value;
  for (const [name, text] of Object.entries({ error, cause }))
    if (text !== undefined && typeof text !== 'string') report(`${place}.${name}`, `expected a text, got ${shown(text)}`);
  return { throw: { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) } };
}

function patternProblem(state: string): string | undefined {
  try {
    namePattern(state);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function oneOf<Choice extends string>(
  value: Json | undefined,
  choices: readonly Choice[],
  place: string,
  report: Report,
): Choice | undefined {
  const choice = choices.find((known) => known === value);
  if (value !== undefined && choice === undefined) report(place, `expected ${choices.join(', ')}, got ${shown(value)}`);
  return choice;
}

function onlyFields(value: JsonObject, place: string, allowed: readonly string[], report: Report): void {
  for (const name of Object.keys(value))
    if (!allowed.includes(name)) report(`${place}.${name}`, `unknown field, expected ${allowed.join(', ')}`);
}

const isOrdinal = (value: Json | undefined): value is number => Number.isInteger(value) && Number(value) >= 1;

function shown(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : writeJson(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
