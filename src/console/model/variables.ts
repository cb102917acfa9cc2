import type { StateVisit } from '#control/picture/visits.ts';

/** The variables that a visit sees when it begins, as JSON texts: what the states before it have assigned, and those around it. */
export function variablesBefore(visit: StateVisit): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  for (let around: StateVisit | undefined = visit; around !== undefined; around = around.within) {
    // The last assignment wins, and that of the innermost place.
    for (let earlier = around.previous; earlier !== undefined; earlier = earlier.previous)
      for (const [name, value] of Object.entries(earlier.assigned ?? {})) if (!seen.has(name)) seen.set(name, value);
  }
  return seen;
}
