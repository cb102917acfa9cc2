import type { JsonText } from '#interpreter/continuation/json-text.ts';
import { writeJson } from '#json/write-json.ts';
import type { Situation } from './situation.ts';

/** What a state saw, as it is given with `definition` and `state` to ask again: all of it JSON texts. */
export interface SituationShown {
  readonly definition: string;
  readonly input: JsonText;
  readonly variables: JsonText;
  readonly context?: JsonText;
  readonly result?: JsonText;
  readonly errorOutput?: JsonText;
}

export function showSituation(definition: string, { input, variables, context, result, failure }: Situation): SituationShown {
  const members = Object.entries(variables).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  return {
    definition,
    input,
    variables: `{${members.join(',')}}`,
    ...(context === undefined ? {} : { context: writeJson(context) }),
    ...(result === undefined ? {} : { result }),
    ...(failure === undefined ? {} : { errorOutput: writeJson({ Error: failure.error ?? '', Cause: failure.cause ?? '' }) }),
  };
}
