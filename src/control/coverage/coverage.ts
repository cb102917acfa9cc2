import { isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { ControlError } from '../control-error.ts';
import { createHits, type HitCounts, type Hits } from './hits.ts';
import { type Point, pointsOf } from './points.ts';

/** What has been come to, a JSON value: processes write theirs down, and whoever reads all of them adds them up. */
export interface CoverageData {
  readonly machines: readonly MachineHits[];
}

/** How often the places of one definition have been come to. */
export interface MachineHits {
  /** The state machine's name. */
  readonly name: string;
  /** Its definition, a JSON text: another revision is counted apart. */
  readonly definition: string;
  readonly hits: HitCounts;
}

/** Adds up what several processes have come to. */
export function mergeCoverage(parts: readonly CoverageData[]): CoverageData {
  const machines = new Map<string, { readonly machine: MachineHits; readonly hits: Hits }>();
  for (const machine of parts.flatMap((part) => part.machines)) {
    const key = `${machine.name}\n${machine.definition}`;
    const known = machines.get(key) ?? { machine, hits: createHits() };
    machines.set(key, known);
    known.hits.add(machine.hits);
  }
  return { machines: [...machines.values()].map(({ machine, hits }) => ({ ...machine, hits: hits.counts() })) };
}

/** Reads what a process has written down; throws ControlError. */
export function readCoverage(value: Json | undefined): CoverageData {
  const machines = isObject(value) ? value['machines'] : undefined;
  if (!Array.isArray(machines) || !machines.every(isMachineHits))
    throw new ControlError(
      'This is no coverage.',
      'Coverage is {"machines": [{"name": …, "definition": …, "hits": …}]}, as GET coverage answers.',
    );
  return { machines };
}

/** What of a definition has been come to, and what has not: it reads as coverage data again. */
export interface MachineCoverage extends MachineHits {
  readonly covered: number;
  readonly total: number;
  /** Every place, in the order of the definition. */
  readonly points: readonly CoveredPoint[];
}

export interface CoveredPoint extends Point {
  readonly hits: number;
}

/** Lays what has been come to over the definitions. */
export function coverageReport({ machines }: CoverageData): MachineCoverage[] {
  return machines.map(({ name, definition, hits }) => {
    const read = readJson(definition);
    const points = (isObject(read) ? pointsOf(read) : []).map((point) => ({
      ...point,
      hits: hits[point.state]?.[point.place] ?? 0,
    }));
    const covered = points.filter((point) => point.hits > 0).length;
    return { name, definition, hits, covered, total: points.length, points };
  });
}

/** How much of everything has been come to, in percent; of nothing, all. */
export function coveredPercent(report: readonly Pick<MachineCoverage, 'covered' | 'total'>[]): number {
  const total = report.reduce((sum, machine) => sum + machine.total, 0);
  return total === 0 ? 100 : (100 * report.reduce((sum, machine) => sum + machine.covered, 0)) / total;
}

function isMachineHits(value: unknown): value is MachineHits {
  if (!isObject(value)) return false;
  const { name, definition, hits } = value;
  const isCounts = (places: unknown) => isObject(places) && Object.values(places).every((count) => typeof count === 'number');
  return typeof name === 'string' && typeof definition === 'string' && isObject(hits) && Object.values(hits).every(isCounts);
}
