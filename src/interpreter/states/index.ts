import type { State } from '#asl/state.ts';
import { choice } from './choice.ts';
import { distributedMap } from './distributed-map.ts';
import { fail } from './fail.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { pass } from './pass.ts';
import type { StateBehaviour } from './state-behaviour.ts';
import { succeed } from './succeed.ts';
import { task } from './task.ts';
import { wait } from './wait.ts';

/** The only list of state types. */
const behaviours = {
  Pass: pass,
  Task: task,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
} satisfies { [Type in State['type']]: StateBehaviour<Extract<State, { type: Type }>> };

/** What a state of that type does. */
export function behaviourOf(state: State): StateBehaviour<State> {
  if (state.type === 'Map' && state.mode === 'DISTRIBUTED') return distributedMap as StateBehaviour<State>;
  return behaviours[state.type] as StateBehaviour<State>;
}
