import { isObject } from '#json/json.ts';
import { looksLikeExpression } from '../check-template.ts';
import type { StateCheck } from '../site.ts';

/** A Pass state's Result is taken as it is: a path in it stays a text. AWS: the code PASS_RESULT_IS_STATIC is documented, its wording is (inferred). */
export const staticResult: StateCheck = ({ state, type, location }, report) => {
  if (type !== 'Pass' || state.Result === undefined) return;
  const hasPath =
    looksLikeExpression(state.Result) ||
    (isObject(state.Result) &&
      Object.entries(state.Result).some(([name, value]) => name.endsWith('.$') || looksLikeExpression(value)));
  if (hasPath)
    report(
      "The 'Result' of a Pass state is static: a JSONPath in it is not evaluated",
      `${location}/Result`,
      'PASS_RESULT_IS_STATIC',
    );
};
