import type { Resource } from '#asl/resource.ts';
import type { State } from '#asl/state.ts';
import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { isNumber } from '#json/number.ts';
import { readJson } from '#json/read-json.ts';
import { SfnError } from '../errors.ts';

/** The members that a context object may have, by member, and what each must be. AWS: nothing is required — test_state_context_object_edge_cases. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, 'string' | 'number' | 'any'>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/** Reads the context object that a request brings along; throws ValidationException. The texts about what is no object are inferred. */
export function readMockContext(text: string, state: State): JsonObject {
  const context = parseObject(text);
  for (const [name, value] of Object.entries(context)) {
    // AWS: Map is refused whatever is tested — test_state_context_object_validation_failures[INVALID_MAP].
    if (name === 'Map') throw invalidContext("'Map' field is not supported when mocking a Context object");
    checkMember(name, value);
  }
  if (context['Task'] !== undefined && !(state.type === 'Task' && hasToken(state.resource))) {
    const where = "a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";
    throw invalidContext(`Context object contains 'Task' when state is not ${where}`);
  }
  return context;
}

/** Whether a task of this kind sees a token in its context object. */
export const hasToken = (resource: Resource): boolean => resource.kind === 'service' && resource.pattern !== 'request-response';

function checkMember(name: string, value: Json): void {
  const members = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (!members) throw invalidContext(`Field '${name}' is not allowed`);
  if (!isObject(value)) throw invalidContext(`${name} must be an object`);
  for (const [member, inner] of Object.entries(value)) {
    const type = Object.hasOwn(members, member) ? members[member] : undefined;
    if (!type) throw invalidContext(`Field '${member}' is not allowed`);
    if (type !== 'any' && (type === 'number' ? !isNumber(inner) : typeof inner !== type))
      throw invalidContext(`${name}.${member} must be a ${type}`);
  }
}

function parseObject(text: string): JsonObject {
  let context: Json;
  try {
    context = readJson(text);
  } catch {
    throw invalidContext('Context object must be valid JSON');
  }
  if (!isObject(context)) throw invalidContext('Context object must be a JSON object');
  return context;
}

const invalidContext = (problem: string) => new SfnError('ValidationException', `Invalid Context object provided: ${problem}`);
