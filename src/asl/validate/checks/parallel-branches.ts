import { isArray, isObject } from '#json/json.ts';
import type { StateCheck } from '../site.ts';

/** Every branch of a Parallel is a machine of its own; what is inside is checked as one. */
export const parallelBranches: StateCheck = ({ state, type, location }, report) => {
  if (type !== 'Parallel' || !isArray(state.Branches)) return;
  state.Branches.forEach((branch, index) => {
    if (!isObject(branch)) report('Expected value of type Object', `${location}/Branches[${index}]`);
  });
};
