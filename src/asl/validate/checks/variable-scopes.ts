import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import type { MachineSite } from '../../definition.ts';
import type { DefinitionCheck } from '../site.ts';

/** A machine around the one at hand, with the names of the variables that its states assign. */
interface Around {
  readonly location: string;
  readonly names: ReadonlySet<string>;
}

/**
 * AWS: "a variable assigned in an inner scope cannot have the same name as one assigned in an outer scope" — developer guide, "Passing data
 * between states with variables"; the text and the place are (inferred). A Distributed Map does not see what is around it, so that
 * it is left alone (inferred).
 */
export const variableScopes: DefinitionCheck = (machines, report) => {
  const around: Around[] = [];
  for (const site of machines) {
    // The machines come in the order of the definition, each before those inside it.
    while (around.length > 0 && !site.location.startsWith(`${around.at(-1)?.location}/States/`)) around.pop();
    if (isDistributed(site.machine)) around.length = 0;
    const names = new Set<string>();
    for (const { name, location } of assignmentsIn(site)) {
      names.add(name);
      if (around.some((outer) => outer.names.has(name)))
        report(`Variable '${name}' is already assigned in an outer scope.`, location, 'INVALID_VARIABLE_NAME');
    }
    around.push({ location: site.location, names });
  }
};

function isDistributed({ ProcessorConfig }: JsonObject): boolean {
  return isObject(ProcessorConfig) && ProcessorConfig.Mode === 'DISTRIBUTED';
}

interface Assignment {
  readonly name: string;
  readonly location: string;
}

function assignmentsIn({ states, location }: MachineSite): Assignment[] {
  return Object.entries(states).flatMap(([name, state]) => {
    if (!isObject(state)) return [];
    const at = `${location}/States/${name}`;
    const within = ['Catch', 'Choices'].flatMap((list) => {
      const entries = state[list];
      return isArray(entries) ? entries.flatMap((entry, index) => assignmentsOf(entry, `${at}/${list}[${index}]`)) : [];
    });
    return [...assignmentsOf(state, at), ...within];
  });
}

/** In JSONPath `name.$` assigns `name`; in JSONata it is no name at all, and has been refused. */
function assignmentsOf(holder: Json, location: string): Assignment[] {
  const assign = isObject(holder) ? holder.Assign : undefined;
  if (!isObject(assign)) return [];
  return Object.keys(assign).map((key) => ({ name: key.replace(/\.\$$/, ''), location: `${location}/Assign` }));
}
