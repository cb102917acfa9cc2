import type { Scope } from '#asl/scope.ts';
import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { ControlError } from '../control-error.ts';
import { explainExpression } from './explain-expression.ts';
import { explainState } from './explain-state.ts';
import type { Explanation } from './explanation.ts';
import { findState, openDefinition } from './find-state.ts';
import { seeHistory, type Told } from './from-history.ts';
import type { Situation } from './situation.ts';
import { showSituation } from './situation-shown.ts';

const HINT =
  'POST explain takes {"expression": "{% … %}", "input": …}, {"definition": …, "state": "Name", "input": …} or {"executionArn": …}, and "variables", "context", "result", "errorOutput".';

/** What an execution ran, and what it has done. */
export interface Recorded {
  readonly definition: string;
  readonly history: Told['history'];
}

/** What a request may ask of the outside. */
export interface ExplainParts {
  readonly now: () => number;
  readonly uuid: () => string;
  readonly recorded: (executionArn: string) => Promise<Recorded>;
}

/** `POST explain`: what the parts of an expression, or the expressions of a state, come to. `body` may have numbers of every kind. Throws ControlError. */
export async function explainRequest(body: JsonObject, { now, uuid, recorded }: ExplainParts): Promise<Explanation> {
  const { expression, definition, state, executionArn, event } = body;
  if (expression !== undefined) {
    if (typeof expression !== 'string') throw new ControlError('expression is no text.', HINT);
    return explainExpression(expression, scopeOf(readSituation(body, now()), { now, uuid }));
  }
  if (state !== undefined && typeof state !== 'string') throw new ControlError('state is no name.', HINT);
  if (typeof executionArn === 'string') {
    const { definition: text, history } = await recorded(executionArn);
    const opened = await openDefinition(text);
    const seen = seeHistory({ definition: opened, history, executionArn });
    const visit =
      typeof event === 'number' ? seen.visitBegunBy(event) : state === undefined ? seen.failedVisit() : seen.lastVisit(state);
    if (visit === undefined) throw new ControlError(...notThere(state, event), 404);
    const situation = { ...visit.situation, ...givenOf(body) };
    const explanation = explainState(findState(opened, visit.state), situation, uuid());
    return { ...explanation, situation: showSituation(text, situation) };
  }
  const text = isObject(definition) ? writeJson(definition) : definition;
  if (typeof text !== 'string') throw new ControlError('Neither an expression nor a definition nor an execution is given.', HINT);
  if (state === undefined) throw new ControlError('Which state is not said.', HINT);
  return explainState(findState(await openDefinition(text), state), readSituation(body, now()), uuid());
}

const notThere = (state: string | undefined, event: Json | undefined): [message: string, hint: string] =>
  typeof event === 'number'
    ? [`No state was entered with event ${event}.`, 'GetExecutionHistory tells which were.']
    : state === undefined
      ? ['The execution has not entered a state.', 'Name a state, or wait until it has.']
      : [
          `The execution was never in the state ${JSON.stringify(state)}.`,
          'GetExecutionHistory tells which states it has entered.',
        ];

/** What a request says of the situation of a state. Throws ControlError. */
function readSituation(body: JsonObject, now: number): Situation {
  return { input: '{}', variables: {}, now, ...givenOf(body) };
}

function givenOf({ input, variables, context, result, errorOutput }: JsonObject): Partial<Situation> {
  return {
    ...(input === undefined ? {} : { input: writeJson(input) }),
    ...(variables === undefined ? {} : { variables: textsOf(variables) }),
    ...(context === undefined ? {} : { context: objectOf(context, 'context') }),
    ...(result === undefined ? {} : { result: writeJson(result) }),
    ...(errorOutput === undefined ? {} : { failure: readFailure(objectOf(errorOutput, 'errorOutput')) }),
  };
}

const textsOf = (variables: Json): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(objectOf(variables, 'variables')).map(([name, value]) => [name, writeJson(value)]));

function objectOf(value: Json, name: string): JsonObject {
  if (isObject(value)) return value;
  throw new ControlError(`${name} is no object.`, HINT);
}

const readFailure = ({ Error: error, Cause: cause }: JsonObject) => ({
  ...(typeof error === 'string' ? { error } : {}),
  ...(typeof cause === 'string' ? { cause } : {}),
});

/** What an expression alone sees. */
function scopeOf(situation: Situation, { now, uuid }: Pick<ExplainParts, 'now' | 'uuid'>): Scope {
  const { context = {}, result, failure } = situation;
  const input = readJson(situation.input);
  const states: JsonObject = {
    input,
    ...(result === undefined ? {} : { result: readJson(result) }),
    ...(failure === undefined ? {} : { errorOutput: { Error: failure.error ?? null, Cause: failure.cause ?? '' } }),
    context,
  };
  return {
    input,
    context: () => context,
    states: () => states,
    variable: (name) => (Object.hasOwn(situation.variables, name) ? readJson(situation.variables[name] ?? 'null') : undefined),
    random: Math.random,
    uuid,
    now,
  };
}
