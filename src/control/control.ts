import type { Caller } from '#api/call.ts';
import type { HttpRequest, HttpResponse } from '#http/api-gateway.ts';
import { shapeProblem } from '#http/json-shape.ts';
import type { ExecutionStatus } from '#interpreter/continuation/execution.ts';
import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { StorageTrouble } from '#storage/storage.ts';
import { ControlError } from './control-error.ts';
import { isKnownHost } from './known-host.ts';
import type { SkipTo, TimeThere } from './time.ts';
import type { Workbench } from './workbench.ts';

/** A request to the workbench, as its routes see it. */
interface Asked {
  readonly workbench: Workbench;
  readonly caller: Caller;
  /** What stands in the path in place of `{…}`, decoded. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly request: HttpRequest;
  /** Milliseconds that the answer may take. */
  readonly remainingMillis: () => number;
}

type Run = (asked: Asked) => Promise<object> | object;

/** Everything under `/_fake/`. */
const ROUTES: Readonly<Record<string, Run>> = {
  'GET health': ({ workbench, caller }) => workbench.health(caller),
  'POST reset': async ({ workbench, caller, request }) => {
    const { keep, all } = bodyOf(request);
    if (all !== undefined && typeof all !== 'boolean') throw new ControlError('all is neither true nor false.', RESET_HINT);
    await workbench.reset(caller, { keep: readKeep(keep), all: all === true });
    return {};
  },
  'GET executions': ({ workbench, caller, query }) =>
    workbench.executions(caller, {
      status: readStatus(query),
      machine: textIn(query, 'machine'),
      error: textIn(query, 'error'),
      since: readTime(query, 'since'),
      after: textIn(query, 'after'),
      limit: numberIn(query, 'limit', 1, 1_000),
    }),
  'GET executions/{arn}/bundle': ({ workbench, caller, name }) => workbench.exportBundle(caller, name),
  'POST bundles': ({ workbench, caller, request }) => workbench.importBundle(caller, bodyOf(request)),
  'GET waiting': async ({ workbench, caller, query }) => {
    const after = textIn(query, 'after');
    const page = { limit: numberIn(query, 'limit', 1, 1_000) ?? 100, ...(after === undefined ? {} : { after }) };
    const { items, ...next } = await workbench.waiting(caller, page);
    return { waiting: items, ...next };
  },
  'POST skip': async ({ workbench: { time }, caller, request }) => {
    const { executionArn, to } = readSkip(bodyOf(request));
    const isManual = executionArn === undefined && (await time.get(caller)).mode === 'manual';
    if (isManual && 'seconds' in to) await time.advance(caller, to.seconds * 1_000);
    else if (isManual && 'until' in to && to.until === 'next') await time.toNext(caller);
    else await time.skip(caller, { ...(executionArn === undefined ? {} : { executionArn }), ...to });
    return showTime(await time.get(caller));
  },
  'GET time': async ({ workbench, caller }) => showTime(await workbench.time.get(caller)),
  'PUT time': async ({ workbench, caller, request }) => {
    const given = bodyOf(request)['mode'];
    const mode = MODES.find((known) => known === given);
    if (mode === undefined)
      throw new ControlError(`There is no mode ${JSON.stringify(given)}.`, `There are ${MODES.join(', ')}: {"mode": "skip"}.`);
    return showTime(await workbench.time.set(caller, mode));
  },
  'GET rules': async ({ workbench, caller }) => ({ rules: await workbench.rules.list(caller) }),
  'POST rules': async ({ workbench, caller, request }) => ({ rules: await workbench.rules.add(caller, readRules(request)) }),
  'DELETE rules': async ({ workbench, caller }) => {
    await workbench.rules.remove(caller);
    return {};
  },
  'DELETE rules/{id}': async ({ workbench, caller, name }) => {
    await workbench.rules.remove(caller, name);
    return {};
  },
  'GET calls': ({ workbench, caller, query }) => {
    const [machine, state] = [textIn(query, 'machine'), textIn(query, 'state')];
    const filter = { ...(machine === undefined ? {} : { machine }), ...(state === undefined ? {} : { state }) };
    return { calls: workbench.calls.list(caller, filter) };
  },
  'PUT mock-config': async ({ workbench, caller, request }) => {
    bodyOf(request);
    return { warnings: await workbench.mocks.put(caller, request.body ?? '') };
  },
  'POST replay': ({ workbench, request }) => workbench.replay(bodyOf(request)),
  'POST explore': ({ workbench, request, remainingMillis }) =>
    workbench.explore(bodyOf(request, readJson), Math.min(MAX_EXPLORE_MILLIS, remainingMillis() - ANSWER_MILLIS)),
  'POST explain': async ({ workbench, caller, request }) => workbench.explain(caller, exactBodyOf(request)),
  'GET coverage': ({ workbench, caller, query }) => workbench.coverage.read(caller, textIn(query, 'machine')),
  'DELETE coverage': ({ workbench, caller }) => {
    workbench.coverage.forget(caller);
    return {};
  },
  'GET changes': ({ workbench, caller, query, remainingMillis }) => {
    const seconds = numberIn(query, 'wait', 0, MAX_WAIT_SECONDS) ?? 0;
    const waitMillis = Math.min(seconds * 1_000, remainingMillis() - ANSWER_MILLIS);
    return workbench.changes.since(caller, textIn(query, 'since'), waitMillis);
  },
};

const PREFIX = '/_fake/';

/** The longest that a long poll waits, below the limits of gateways and proxies. */
const MAX_WAIT_SECONDS = 25;

/** How long an exploration may take, in milliseconds: where there is no thread for it, everybody else waits. */
const MAX_EXPLORE_MILLIS = 5_000;

/** What is left of an invocation's time for the answer to a long poll, in milliseconds. */
const ANSWER_MILLIS = 1_000;

const RESET_HINT = 'POST reset takes {}, {"keep": ["stateMachines"]} or {"all": true}.';

/** Answers what AWS does not have; `undefined` for everything else. */
export type Control = (request: HttpRequest, caller: Caller, remainingMillis: () => number) => Promise<HttpResponse> | undefined;

/** What control over HTTP is made of. */
export interface ControlParts {
  readonly workbench: Workbench;
  /** The names that this fake may be called by besides those that are its own anyway; none: any, where only AWS leads here. */
  readonly hosts?: readonly string[] | undefined;
  /** Does the work of a request; in a Lambda function, until what it sets going has come to rest. */
  readonly within?: Within;
}

/** Does some work within the time that is left, in milliseconds. */
export type Within = <Answer>(remainingMillis: () => number, work: () => Promise<Answer>) => Promise<Answer>;

/** Answers `/_fake/…` behind whatever stage or base path; refuses what a browser sends under a foreign name. */
export function createControl({ workbench, hosts, within = (_remainingMillis, work) => work() }: ControlParts): Control {
  async function run(request: HttpRequest, behindPrefix: string, caller: Caller, remainingMillis: () => number) {
    const { method } = request;
    try {
      const [route, name] = routeOf(method, behindPrefix);
      const query = new URLSearchParams(request.query);
      const asked = { workbench, caller, name, query, request, remainingMillis };
      const answer = await within(remainingMillis, async () => route(asked));
      return json('status' in answer && answer.status === 'unavailable' ? 503 : 200, answer);
    } catch (error) {
      if (error instanceof StorageTrouble) return json(503, { message: error.message, hint: 'Try again.' });
      if (!(error instanceof ControlError)) throw error;
      return json(error.status, { message: error.message, hint: error.hint });
    }
  }

  return (request, caller, remainingMillis) => {
    const { path, headers } = request;
    const start = path.indexOf(PREFIX);
    if (start < 0 && !headers.has('origin')) return undefined;
    const host = headers.get('host');
    if (hosts && host !== undefined && !isKnownHost(host, hosts)) return Promise.resolve(foreignHost(host));
    return start < 0 ? undefined : run(request, path.slice(start + PREFIX.length), caller, remainingMillis);
  };
}

function routeOf(asked: string, path: string): [run: Run, name: string] {
  const method = asked === 'HEAD' ? 'GET' : asked;
  const fitting = ROUTES_BY_PATTERN.flatMap(({ pattern, ...route }) => {
    const found = pattern.exec(path);
    return found === null ? [] : [{ ...route, name: found[1] ?? '' }];
  });
  const [route] = fitting.filter((each) => each.method === method);
  if (route !== undefined) return [route.run, decoded(route.name)];
  if (fitting.length > 0)
    throw new ControlError(
      `${asked} does nothing at ${PREFIX}${path}.`,
      `Use ${fitting.map((each) => each.method).join(' or ')}.`,
      405,
    );
  throw new ControlError(`There is no ${PREFIX}${path}.`, `There are ${Object.keys(ROUTES).join(', ')}.`, 404);
}

const ROUTES_BY_PATTERN = Object.entries(ROUTES).map(([route, run]) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, pattern: new RegExp(`^${path.replace(/\{\w+\}/, '(.+)')}/?$`), run };
});

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A JSON body. Its type is one that no web page may send to another site without asking first. */
function bodyOf({ headers, body = '' }: HttpRequest, read = plainJson): JsonObject {
  const value = jsonIn(headers, body, read);
  if (!isObject(value)) throw new ControlError('The body is no JSON object.', 'Send an object.');
  return value;
}

/** The same, with numbers that JavaScript has not. */
function exactBodyOf(request: HttpRequest): JsonObject {
  const value = Object.keys(bodyOf(request)).length === 0 ? {} : readJson(request.body ?? '');
  return isObject(value) ? value : {};
}

function readRules({ headers, body = '' }: HttpRequest): readonly Json[] {
  const value = jsonIn(headers, body, readJson);
  return Array.isArray(value) ? value : [value];
}

/** As JavaScript has it; what becomes state data is read by readJson, which keeps all digits. */
const plainJson = (text: string): Json => JSON.parse(text);

function jsonIn(headers: HttpRequest['headers'], body: string, read: (text: string) => Json): Json {
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json')
    throw new ControlError(
      `The body's type is ${type === '' ? 'not said' : type}.`,
      'Send the header content-type: application/json.',
      415,
    );
  if (body.trim() === '') return {};
  const problem = shapeProblem(body);
  if (problem !== undefined) throw new ControlError(`The body ${problem}.`, 'Send less at once.');
  try {
    return read(body);
  } catch (error) {
    throw new ControlError(`The body is no JSON: ${error instanceof Error ? error.message : String(error)}.`, 'Send JSON.');
  }
}

function readKeep(keep: Json | undefined): 'stateMachines'[] {
  if (keep === undefined) return [];
  if (!Array.isArray(keep) || keep.some((kept) => kept !== 'stateMachines'))
    throw new ControlError(`keep is ${JSON.stringify(keep)}.`, RESET_HINT);
  return keep.map(() => 'stateMachines');
}

const MODES: readonly TimeThere['mode'][] = ['real', 'skip', 'manual'];

const showTime = ({ mode, now }: TimeThere): object => ({ mode, now: new Date(now) });

function readSkip({ executionArn, seconds, until }: JsonObject): { readonly executionArn?: string; readonly to: SkipTo } {
  const hint = 'POST skip takes {"seconds": 60} or {"until": "next" or a state}, and an executionArn for one execution alone.';
  if (executionArn !== undefined && typeof executionArn !== 'string') throw new ControlError('executionArn is no text.', hint);
  const of = executionArn === undefined ? {} : { executionArn };
  if (typeof seconds === 'number' && seconds >= 0 && until === undefined) return { ...of, to: { seconds } };
  if (typeof until === 'string' && until !== '' && seconds === undefined) return { ...of, to: { until } };
  throw new ControlError('How far to skip is not said.', hint);
}

const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

function readStatus(query: URLSearchParams): ExecutionStatus | undefined {
  const given = textIn(query, 'status');
  const status = STATUSES.find((known) => known === given);
  if (given !== undefined && status === undefined)
    throw new ControlError(`There is no status ${given}.`, `There are ${STATUSES.join(', ')}.`);
  return status;
}

function readTime(query: URLSearchParams, name: string): number | undefined {
  const given = textIn(query, name);
  if (given === undefined) return undefined;
  const millis = /^\d+(\.\d+)?$/.test(given) ? Number(given) * 1_000 : Date.parse(given);
  if (Number.isNaN(millis)) throw new ControlError(`${name} is ${given}.`, 'A time is in epoch seconds or in ISO 8601.');
  return millis;
}

function numberIn(query: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const given = textIn(query, name);
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!(number >= least && number <= most))
    throw new ControlError(`${name} is ${given}.`, `It is a number from ${least} to ${most}.`);
  return number;
}

const textIn = (query: URLSearchParams, name: string): string | undefined => query.get(name) || undefined;

const foreignHost = (host: string): HttpResponse =>
  json(403, {
    message: `This fake is not known as ${host.slice(0, 200)}: a web page could have led a browser here under that name.`,
    hint: 'Call it by an address or as localhost, or start it with --allowed-hosts (FAKE_SFN_HOST_NAMES).',
  });

const json = (status: number, body: object): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: writeJson(body),
});
