import { walkDefinition } from '#asl/definition.ts';
import type { Machine, State } from '#asl/state.ts';
import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import type { Finding } from './finding.ts';

/** What is wrong on the face of a definition, whatever happens: no script is needed to show it. */
export function staticFindings(definition: JsonObject, machine: Machine): Finding[] {
  const reached = reachable(definition, machine);
  const found = (kind: Finding['kind'], state: string, message: string): Finding => ({
    kind,
    state,
    message,
    input: {},
    script: [],
  });
  return [...machine.states.values()].flatMap((state) => [
    ...(reached.has(state.name) ? [] : [found('unreachable-state', state.name, `No path leads to '${state.name}'.`)]),
    ...(waitsForEver(machine, state)
      ? [
          found(
            'token-without-timeout',
            state.name,
            `'${state.name}' waits for somebody outside, and neither it nor the state machine has a timeout: it may wait for a year.`,
          ),
        ]
      : []),
  ]);
}

/** AWS: "if you don't specify a timeout, the task waits until the one-year service quota is reached" — Service integration patterns, heartbeat timeouts. */
function waitsForEver({ timeoutSeconds }: Machine, state: State): boolean {
  if (state.type !== 'Task' || timeoutSeconds !== undefined) return false;
  const { resource } = state;
  const isAnsweredOutside =
    resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern === 'wait-for-task-token');
  // A heartbeat is no limit for an activity that no worker takes.
  const hasHeartbeat = state.heartbeatSeconds !== undefined && resource.kind !== 'activity';
  return isAnsweredOutside && state.timeoutSeconds === undefined && !hasHeartbeat;
}

function reachable(definition: JsonObject, { states, startAt }: Machine): ReadonlySet<string> {
  const inside = new Map<string, string[]>();
  walkDefinition(definition, {
    state({ state, name }) {
      const branches = isArray(state['Branches']) ? state['Branches'] : [];
      inside.set(name, [...branches, state['ItemProcessor'] ?? null, state['Iterator'] ?? null].flatMap(startOf));
    },
  });
  const reached = new Set<string>();
  for (const left = [startAt]; left.length > 0; ) {
    const state = states.get(left.pop() ?? '');
    if (!state || reached.has(state.name)) continue;
    reached.add(state.name);
    left.push(...(inside.get(state.name) ?? []), ...waysFrom(state));
  }
  return reached;
}

const startOf = (machine: Json): string[] =>
  isObject(machine) && typeof machine['StartAt'] === 'string' ? [machine['StartAt']] : [];

function waysFrom(state: State): string[] {
  const ways = state.next === undefined ? [] : [state.next];
  if ('catch' in state) ways.push(...state.catch.map(({ next }) => next));
  if (state.type === 'Choice')
    ways.push(...state.choices.map(({ next }) => next), ...(state.default === undefined ? [] : [state.default]));
  return ways;
}

/** The texts that the rules of Choices compare with which have no Default: another text may find nowhere to go. */
export function comparedTexts(definition: JsonObject): ReadonlySet<string> {
  const texts = new Set<string>();
  walkDefinition(definition, {
    state({ state, type, language }) {
      if (type !== 'Choice' || state['Default'] !== undefined) return;
      if (language === 'JSONPath') collect(state['Choices'] ?? null, texts);
      else for (const choice of isArray(state['Choices']) ? state['Choices'] : []) collectQuoted(choice, texts);
    },
  });
  return texts;
}

function collect(rule: Json, texts: Set<string>): void {
  if (isArray(rule)) for (const each of rule) collect(each, texts);
  if (!isObject(rule)) return;
  for (const [name, value] of Object.entries(rule)) {
    if (name === 'StringEquals' && typeof value === 'string') texts.add(value);
    else collect(value, texts);
  }
}

/** The literals of a Condition. */
function collectQuoted(choice: Json, texts: Set<string>): void {
  const condition = isObject(choice) ? choice['Condition'] : undefined;
  if (typeof condition !== 'string') return;
  for (const [, double, single] of condition.matchAll(/"([^"\\]*)"|'([^'\\]*)'/g)) texts.add(double ?? single ?? '');
}
