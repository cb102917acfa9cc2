import type { Mark } from '#interpreter/continuation/mark.ts';
import { isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { ControlError } from '../control-error.ts';
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
  /** By state, by place. */
  readonly hits: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Counts what is come to in this process. */
export interface Coverage {
  readonly note: (name: string, definition: string, marks: readonly Mark[]) => void;
  readonly data: () => CoverageData;
  readonly forget: () => void;
}

type Counts = Map<string, Map<string, number>>;

/** Nothing has been come to yet. */
export function createCoverage(): Coverage {
  const machines = new Map<string, { readonly name: string; readonly definition: string; readonly counts: Counts }>();
  return {
    note(name, definition, marks) {
      const key = `${name}\n${definition}`;
      const known = machines.get(key) ?? { name, definition, counts: new Map() };
      machines.set(key, known);
      for (const { state, place } of marks) add(known.counts, state, place, 1);
    },
    data: () => ({
      machines: [...machines.values()].map(({ name, definition, counts }) => ({ name, definition, hits: hitsOf(counts) })),
    }),
    forget: () => machines.clear(),
  };
}

/** Adds up what several processes have come to. */
export function mergeCoverage(parts: readonly CoverageData[]): CoverageData {
  const machines = new Map<string, { readonly machine: MachineHits; readonly counts: Counts }>();
  for (const machine of parts.flatMap((part) => part.machines)) {
    const key = `${machine.name}\n${machine.definition}`;
    const known = machines.get(key) ?? { machine, counts: new Map() };
    machines.set(key, known);
    for (const [state, places] of Object.entries(machine.hits))
      for (const [place, hits] of Object.entries(places)) add(known.counts, state, place, hits);
  }
  return { machines: [...machines.values()].map(({ machine, counts }) => ({ ...machine, hits: hitsOf(counts) })) };
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

/** What of a definition has been come to, and what has not. */
export interface MachineCoverage {
  readonly name: string;
  readonly definition: string;
  readonly points: readonly CoveredPoint[];
  readonly covered: number;
  readonly total: number;
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
    return { name, definition, points, covered: points.filter((point) => point.hits > 0).length, total: points.length };
  });
}

/** How much of everything has been come to, in percent; of nothing, all. */
export function coveredPercent(report: readonly Pick<MachineCoverage, 'covered' | 'total'>[]): number {
  const total = report.reduce((sum, machine) => sum + machine.total, 0);
  return total === 0 ? 100 : (100 * report.reduce((sum, machine) => sum + machine.covered, 0)) / total;
}

function add(counts: Counts, state: string, place: string, hits: number): void {
  const places = counts.get(state) ?? new Map<string, number>();
  counts.set(state, places.set(place, (places.get(place) ?? 0) + hits));
}

const hitsOf = (counts: Counts): MachineHits['hits'] =>
  Object.fromEntries([...counts].map(([state, places]) => [state, Object.fromEntries(places)]));

function isMachineHits(value: unknown): value is MachineHits {
  if (!isObject(value)) return false;
  const { name, definition, hits } = value;
  const isCounts = (places: unknown) => isObject(places) && Object.values(places).every((count) => typeof count === 'number');
  return typeof name === 'string' && typeof definition === 'string' && isObject(hits) && Object.values(hits).every(isCounts);
}
