import { isArray, isObject, type Json } from '#json/json.ts';
import type { MachineSite } from '../../definition.ts';
import type { DefinitionCheck } from '../site.ts';

/** One place that names the next state. */
interface Transition {
  readonly target: Json | undefined;
  readonly location: string;
}

/**
 * Every transition leads to a state of the same machine, every state is the target of one, and the machine can end.
 * AWS: the text says 'Next' for StartAt and Default too, a machine that cannot end is not searched for unreachable states,
 * and reachable is what any transition names (messages of CreateStateMachine that users reported; measured by others).
 */
export const transitions: DefinitionCheck = (machines, report) => {
  for (const site of machines) {
    const targets = new Set<string>();
    for (const { target, location } of transitionsOf(site)) {
      if (typeof target !== 'string') continue;
      targets.add(target);
      if (!Object.hasOwn(site.states, target)) report(`Missing 'Next' target: ${target}`, location, 'MISSING_TRANSITION_TARGET');
    }
    // The nested machines are left out: whether AWS asks them for an end is not known.
    if (site.kind === 'machine' && !Object.values(site.states).some(isTerminal)) {
      report('Workflow has no terminal state', undefined, 'MISSING_END_STATE');
      continue;
    }
    for (const name of Object.keys(site.states)) {
      if (!targets.has(name))
        report(`State "${name}" is not reachable.`, `${site.location}/States/${name}`, 'MISSING_TRANSITION_TARGET');
    }
  }
};

function transitionsOf({ machine, states, location }: MachineSite): Transition[] {
  const found: Transition[] = [{ target: machine.StartAt, location: `${location}/StartAt` }];
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    const at = `${location}/States/${name}`;
    found.push({ target: state.Next, location: `${at}/Next` });
    for (const list of ['Catch', 'Choices']) {
      const entries = state[list];
      if (!isArray(entries)) continue;
      entries.forEach((entry, index) => {
        if (isObject(entry)) found.push({ target: entry.Next, location: `${at}/${list}[${index}]/Next` });
      });
    }
    if (state.Type === 'Choice') found.push({ target: state.Default, location: `${at}/Default` });
  }
  return found;
}

const isTerminal = (state: Json): boolean =>
  isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail');
