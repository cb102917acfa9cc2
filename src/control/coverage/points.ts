import { type StateSite, walkDefinition } from '#asl/definition.ts';
import type { Mark } from '#interpreter/continuation/mark.ts';
import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';

/** A place of a definition that can be come to. */
export interface Point extends Mark {
  /** Where it is written: `/States/Charge/Catch[0]`. */
  readonly location: string;
  /** What it is, for people: `Catch States.ALL → Refund`. */
  readonly text: string;
}

/**
 * All places of a definition that can be come to, in the order in which they are written; not those that a state's Comment leaves out:
 * `coverage: ignore`, or `coverage: ignore Items:none, Catch[0]`.
 */
export function pointsOf(definition: JsonObject): Point[] {
  const points: Point[] = [];
  walkDefinition(definition, {
    state(site) {
      const isIgnored = ignoredIn(site.state['Comment']);
      points.push(...pointsOfState(site).filter(({ place }) => !isIgnored(place)));
    },
  });
  return points;
}

/** Which places a Comment leaves out. */
function ignoredIn(comment: Json | undefined): (place: string) => boolean {
  const found = /\bcoverage: ignore\b((?:,? [\w:]+(?:\[\d+\])?)*)/.exec(textOf(comment));
  if (!found) return () => false;
  const places = (found[1] ?? '').split(/,? /).filter((place) => place !== '');
  return (place) => places.length === 0 || places.includes(place);
}

function pointsOfState({ state, name, type, location }: StateSite): Point[] {
  const point = (place: Point['place'], field: string, text: string): Point => ({
    state: name,
    place,
    location: field === '' ? location : `${location}/${field}`,
    text,
  });
  const points = [point('entered', '', type ?? 'a state')];
  if (type === 'Choice') {
    objectsIn(state['Choices']).forEach((choice, index) => {
      points.push(point(`Choices[${index}]`, `Choices[${index}]`, `rule ${index + 1} → ${textOf(choice['Next'])}`));
    });
    if (typeof state['Default'] === 'string') points.push(point('Default', 'Default', `Default → ${state['Default']}`));
  } else if (type !== 'Succeed' && type !== 'Fail') {
    const next = state['Next'];
    points.push(typeof next === 'string' ? point('Next', 'Next', `→ ${next}`) : point('Next', 'End', 'End'));
  }
  if (type === 'Map') {
    const field = ['ItemsPath', 'Items', 'ItemReader'].find((each) => state[each] !== undefined) ?? '';
    for (const found of ['none', 'one', 'many'] as const)
      points.push(point(`Items:${found}`, field, `${found} ${found === 'one' ? 'item' : 'items'}`));
  }
  if (type === 'Task') {
    for (const limit of ['TimeoutSeconds', 'HeartbeatSeconds'] as const) {
      const field = [limit, `${limit}Path`].find((each) => state[each] !== undefined);
      if (field !== undefined) points.push(point(limit, field, limit === 'TimeoutSeconds' ? 'timeout' : 'heartbeat missed'));
    }
  }
  objectsIn(state['Retry']).forEach((retrier, index) => {
    points.push(point(`Retry[${index}]`, `Retry[${index}]`, `Retry ${errorsOf(retrier)}`));
  });
  objectsIn(state['Catch']).forEach((catcher, index) => {
    points.push(point(`Catch[${index}]`, `Catch[${index}]`, `Catch ${errorsOf(catcher)} → ${textOf(catcher['Next'])}`));
  });
  return points;
}

const objectsIn = (value: Json | undefined): readonly JsonObject[] => (isArray(value) ? value.filter(isObject) : []);

const errorsOf = ({ ErrorEquals }: JsonObject): string => (isArray(ErrorEquals) ? ErrorEquals.map(String).join(', ') : '');

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
