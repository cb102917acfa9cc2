import { readFileSync } from 'node:fs';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { isObject, type JsonObject } from './json.ts';

/** A read and checked mock file of Step Functions Local. */
export interface MockConfig {
  /** State machine name → test case → state → the answers to its calls. */
  readonly stateMachines: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, MockedResponse>>>;
  /** What is wrong in it, a place and a problem each: it fails the executions that come there, and no others. */
  readonly warnings: readonly string[];
}

/** An entry of MockedResponses: what the calls of one state answer, by number. */
interface MockedResponse {
  readonly id: string;
  /** In the order of their numbers; they never overlap, but may leave gaps. */
  readonly invocations: readonly MockedInvocations[];
  /** Why there are none. */
  readonly problem?: string;
}

/** The calls `from` to `to` (both included, from 0) all have this result. */
interface MockedInvocations {
  readonly from: number;
  readonly to: number;
  readonly result: MockedResult;
}

/** One `Return` or `Throw`. */
export type MockedResult =
  /** `output` is a JSON text. */
  | { readonly kind: 'return'; readonly output: string }
  | { readonly kind: 'throw'; readonly error?: string; readonly cause?: string }
  /** There is none: the execution that comes here fails for that reason. */
  | { readonly kind: 'none'; readonly reason: string };

/** The mock file cannot be used at all. */
export class MockConfigError extends Error {
  override readonly name = 'MockConfigError';
}

/** Notes something wrong at a place in the file; gives both as a sentence. */
type Report = (place: string, problem: string) => string;

const TOP_LEVEL = ['StateMachines', 'MockedResponses'];
// Remarks that people and their editors leave in a JSON file.
const REMARKS = ['$schema', 'Comment'];

/**
 * Reads a mock file of Step Functions Local, given its path or its text (which begins with `{`). AWS: a mistake in it is no obstacle before
 * an execution gets there — Step Functions Local, measured by others. Throws MockConfigError for what is no JSON object.
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 */
export function readMockConfig(pathOrText: string): MockConfig {
  const isText = pathOrText.trimStart().startsWith('{');
  const file = isText ? 'The mock configuration' : `The mock configuration file ${pathOrText}`;
  const root = parse(isText ? pathOrText : read(pathOrText, file), file);
  if (!isObject(root))
    throw new MockConfigError(`${file} must hold an object with the fields ${TOP_LEVEL.join(' and ')}, but holds ${shown(root)}`);
  const warnings: string[] = [];
  const report: Report = (place, problem) => {
    const sentence = `${place}: ${problem}`;
    warnings.push(sentence);
    return sentence;
  };
  return { ...readRoot(root, report), warnings };
}

function read(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new MockConfigError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    throw new MockConfigError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readRoot(root: JsonObject, report: Report): Omit<MockConfig, 'warnings'> {
  onlyFields(root, '', [...TOP_LEVEL, ...REMARKS], report);
  const responses = new Map<string, MockedResponse>();
  for (const [id, response, place] of fieldsOf(root['MockedResponses'], 'MockedResponses', report)) {
    responses.set(id, { id, invocations: readInvocations(response, place, report) });
  }
  const stateMachines = new Map<string, Map<string, Map<string, MockedResponse>>>();
  for (const [name, machine, place] of fieldsOf(root['StateMachines'], 'StateMachines', report)) {
    if (isObject(machine)) onlyFields(machine, place, ['TestCases'], report);
    const testCases = isObject(machine) ? machine['TestCases'] : undefined;
    if (!isObject(machine)) report(place, `expected an object with the field TestCases, got ${shown(machine)}`);
    stateMachines.set(name, isObject(machine) ? readTestCases(testCases, `${place}.TestCases`, responses, report) : new Map());
  }
  return { stateMachines };
}

function readTestCases(testCases: unknown, place: string, responses: ReadonlyMap<string, MockedResponse>, report: Report) {
  const read = new Map<string, Map<string, MockedResponse>>();
  for (const [testCase, states, casePlace] of fieldsOf(testCases, place, report)) {
    const byState = new Map<string, MockedResponse>();
    for (const [state, id, statePlace] of fieldsOf(states, casePlace, report)) {
      // A state that is named never calls the real service, whatever is wrong with its mock.
      byState.set(state, responseOf(id, statePlace, responses, report));
    }
    read.set(testCase, byState);
  }
  return read;
}

function responseOf(id: unknown, place: string, responses: ReadonlyMap<string, MockedResponse>, report: Report): MockedResponse {
  const known = typeof id === 'string' ? responses.get(id) : undefined;
  if (known !== undefined) return known;
  const problem =
    typeof id === 'string'
      ? report(place, `there is no mocked response ${shown(id)} in MockedResponses`)
      : report(place, `expected the name of a mocked response (a string), got ${shown(id)}`);
  return { id: String(id), invocations: [], problem };
}

function readInvocations(response: unknown, place: string, report: Report): MockedInvocations[] {
  const invocations: (MockedInvocations & { readonly key: string })[] = [];
  for (const [key, result, resultPlace] of fieldsOf(response, place, report)) {
    const { from, to = from } = /^(?<from>\d{1,9})(?:-(?<to>\d{1,9}))?$/.exec(key)?.groups ?? {};
    if (from === undefined || to === undefined) {
      report(resultPlace, 'expected the number of a call, from 0, or an inclusive range of them, such as "0" or "1-3"');
    } else if (Number(from) > Number(to)) {
      report(resultPlace, 'expected a range that begins with its smaller number');
    } else {
      invocations.push({ key, from: Number(from), to: Number(to), result: readResult(result, resultPlace, report) });
    }
  }
  if (isObject(response) && Object.keys(response).length === 0) report(place, 'expected at least the answer to call "0"');
  invocations.sort((a, b) => a.from - b.from || a.to - b.to);
  invocations.forEach((later, index) => {
    const earlier = invocations[index - 1];
    if (earlier !== undefined && later.from <= earlier.to) {
      report(`${place}[${JSON.stringify(later.key)}]`, `overlaps ${JSON.stringify(earlier.key)}: the first of them answers`);
    }
  });
  return invocations.map(({ from, to, result }) => ({ from, to, result }));
}

function readResult(result: unknown, place: string, report: Report): MockedResult {
  const none = (problem: string): MockedResult => ({ kind: 'none', reason: report(place, problem) });
  const expected = 'expected an object with the field Return or the field Throw';
  if (!isObject(result)) return none(`${expected}, got ${shown(result)}`);
  onlyFields(result, place, ['Return', 'Throw'], report);
  const returns = Object.hasOwn(result, 'Return');
  const throws = Object.hasOwn(result, 'Throw');
  if (returns && throws) return none(`${expected}, got both`);
  if (returns) return { kind: 'return', output: writeJson(result['Return']) };
  if (!throws) return none(`${expected}, got neither`);
  return readThrow(result['Throw'], `${place}.Throw`, report);
}

// AWS: a failure may lack its error, its cause or both (SendTaskFailure without them): null or left out here.
function readThrow(failure: unknown, place: string, report: Report): MockedResult {
  if (!isObject(failure))
    return { kind: 'none', reason: report(place, `expected an object with the fields Error and Cause, got ${shown(failure)}`) };
  onlyFields(failure, place, ['Error', 'Cause'], report);
  const { Error: error, Cause: cause } = failure;
  for (const [field, value] of Object.entries({ Error: error, Cause: cause })) {
    if (value === undefined || value === null || typeof value === 'string') continue;
    const hint = field === 'Cause' && isObject(value) ? ' (a JSON text is a string too: quote it)' : '';
    return { kind: 'none', reason: report(`${place}.${field}`, `expected a string or null, got ${shown(value)}${hint}`) };
  }
  return { kind: 'throw', ...(typeof error === 'string' ? { error } : {}), ...(typeof cause === 'string' ? { cause } : {}) };
}

/** The fields of what should be an object, each with its place; none (and a report) where it is no object. */
function fieldsOf(value: unknown, place: string, report: Report): [name: string, value: unknown, place: string][] {
  if (isObject(value)) return Object.entries(value).map(([name, field]) => [name, field, `${place}${step(name)}`]);
  report(place, value === undefined ? 'expected an object, but it is missing' : `expected an object, got ${shown(value)}`);
  return [];
}

function onlyFields(value: JsonObject, place: string, allowed: readonly string[], report: Report): void {
  for (const name of Object.keys(value).filter((field) => !allowed.includes(field))) {
    report(
      `${place}${step(name)}`.replace(/^\./, ''),
      `unknown field, expected ${allowed.filter((field) => !REMARKS.includes(field)).join(' or ')}`,
    );
  }
}

const step = (name: string): string => (/^[A-Za-z_$][\w$-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

function shown(value: unknown): string {
  const text = writeJson(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
