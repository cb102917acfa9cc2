import type { DefinitionCheck } from '../site.ts';

const MAX_NAME_CHARACTERS = 80;

/** State names are unique in the whole definition, nested machines included, and at most 80 characters long. AWS: both texts come from deployments of others. */
export const stateNames: DefinitionCheck = (machines, report) => {
  const seen = new Set<string>();
  for (const { states, location } of machines) {
    for (const name of Object.keys(states)) {
      const at = `${location}/States/${name}`;
      if (seen.has(name)) report(`Duplicate State name: ${name}`, at, 'DUPLICATE_STATE_NAME');
      seen.add(name);
      if (name.length > MAX_NAME_CHARACTERS && [...name].length > MAX_NAME_CHARACTERS) {
        report(
          `Invalid State name: State '${name}' exceeds the ${MAX_NAME_CHARACTERS}-character limit allowed by the service`,
          at,
          'INVALID_STATE_NAME',
        );
      }
    }
  }
};
