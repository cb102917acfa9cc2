import { type ExploreOptions as ControlOptions, explore, type Findings } from '#control/explore/explore.ts';
import { exploreText } from '#control/explore/explore-text.ts';
import { madeUpResults } from '#control/explore/made-up.ts';
import { isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { jsonOf } from './answers.ts';
import { type Arbitrary, isArbitrary, sampleOf } from './arbitrary.ts';

/** How a machine is explored. */
export interface ExploreOptions extends Pick<ControlOptions, 'errors' | 'maxPaths' | 'maxDepth' | 'seed' | 'properties'> {
  /** Inputs to begin with, any JSON values; or an arbitrary of fast-check, of which some are drawn. `{}` by default. */
  readonly inputs?: readonly unknown[] | Arbitrary;
  /** Results that calls of a state can have, any JSON values: the first one is the usual one. Made up from AWS's model of the service by default, or `{}`. */
  readonly samples?: Readonly<Record<string, readonly unknown[]>>;
}

/** What an exploration has found; as a text, for people. */
export interface Exploration extends Findings {
  toString(): string;
}

/** Runs a definition through every outcome of its calls. */
export async function exploreDefinition(text: string, { inputs, samples, ...o }: ExploreOptions): Promise<Exploration> {
  const definition = readJson(text);
  if (!isObject(definition)) throw new TypeError('The definition is no JSON object.');
  const given = inputs === undefined || !isArbitrary(inputs) ? inputs : await sampleOf(inputs, o.seed);
  const found = explore(definition, {
    ...o,
    madeUp: await madeUpResults(definition),
    ...(given === undefined ? {} : { inputs: given.map(jsonOf) }),
    ...(samples === undefined ? {} : { samples: valuesIn(samples) }),
  });
  return Object.assign(found, { toString: () => exploreText(found) });
}

const valuesIn = (samples: Readonly<Record<string, readonly unknown[]>>): Record<string, Json[]> =>
  Object.fromEntries(Object.entries(samples).map(([state, results]) => [state, results.map(jsonOf)]));

/** What a failed check shows: that the machine does not always end well, and how. */
export const exploredText = (name: string, found: Exploration, isNot = false): string =>
  `expected ${name} ${isNot ? 'not ' : ''}to end well whatever its calls do\n\n${found}`;
