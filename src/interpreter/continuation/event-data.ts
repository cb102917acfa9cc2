import type { EventDetails } from './history.ts';

/** The members of event details that carry data. AWS: error and cause are none (logs test_base, where data is left out). */
const DATA: ReadonlySet<string> = new Set(
  ['input', 'output', 'parameters', 'assignedVariables'].flatMap((name) => [name, `${name}Details`]),
);

/** Event details without execution data, as AWS shows them where that is not included. */
export const withoutData = (details: EventDetails): EventDetails =>
  Object.fromEntries(Object.entries(details).filter(([member]) => !DATA.has(member)));
