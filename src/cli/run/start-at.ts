import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { CliError } from '../cli-error.ts';

/** A definition that begins with this state, without the states that cannot be reached from there: AWS refuses those. Throws CliError. */
export function startAt(definition: string, state: string): string {
  const machine: JsonObject = JSON.parse(definition);
  const states = isObject(machine.States) ? machine.States : {};
  if (!(state in states))
    throw new CliError(`There is no state ${JSON.stringify(state)}, but ${Object.keys(states).join(', ')}.`);
  const reached = new Set<string>();
  for (const open = [state]; open.length > 0; ) {
    const name = open.pop() ?? '';
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...targetsOf(states[name]));
  }
  const kept = Object.entries(states).filter(([name]) => reached.has(name));
  return JSON.stringify({ ...machine, StartAt: state, States: Object.fromEntries(kept) });
}

/** Where a state goes, at its end or from its rules and catchers. */
function targetsOf(state: Json | undefined): string[] {
  if (!isObject(state)) return [];
  const lists = [state.Choices, state.Catch].flatMap((list) => (isArray(list) ? list : []));
  const nexts = [state.Next, state.Default, ...lists.map((one) => (isObject(one) ? one.Next : undefined))];
  return nexts.filter((next) => typeof next === 'string');
}
