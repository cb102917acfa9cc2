import type { Frame } from '../continuation/execution.ts';
import type { JsonText } from '../continuation/json-text.ts';
import type { Run } from '../draft/run.ts';
import { sizeOf } from './data.ts';

/** AWS: what one Assign may hold together, and each variable in it, in bytes — Passing data with variables, limits. */
const MAX_ASSIGN_BYTES = 262_144;

/** AWS: what the variables of an execution may hold together, in bytes — Passing data with variables, limits. */
const MAX_STORED_BYTES = 10_485_760;

/** Whether these new values are more than AWS lets an Assign hold, or an execution keep. */
export function exceedsVariableLimits(run: Run, frame: Frame, assigned: Readonly<Record<string, JsonText>>): boolean {
  const bytes = sizeOfAll(assigned);
  if (bytes > MAX_ASSIGN_BYTES) return true;
  const others = Object.values(run.execution.frames).filter(({ id }) => id !== frame.id);
  const stored = others.reduce(
    (sum, { variables }) => sum + sizeOfAll(variables),
    sizeOfAll({ ...frame.variables, ...assigned }),
  );
  return stored > MAX_STORED_BYTES;
}

function sizeOfAll(variables: Readonly<Record<string, JsonText>>): number {
  let bytes = 0;
  for (const name in variables) bytes += sizeOf(variables[name] ?? '');
  return bytes;
}
