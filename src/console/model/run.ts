import { readVisits, type StateVisit, type Visits } from '#control/picture/visits.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { groupBy } from './group-by.ts';
import { type Outcome, outcomeOf, worstOf } from './outcome.ts';

/** An execution as its page shows it: what happened, by events and by visits of states. */
export interface Run extends Visits {
  readonly status: string;
  readonly events: readonly HistoryEvent[];
  readonly byId: ReadonlyMap<number, StateVisit>;
  readonly byState: ReadonlyMap<string, readonly StateVisit[]>;
}

export function runOf(events: readonly HistoryEvent[], status: string): Run {
  const { visits, visitOf } = readVisits(events);
  return {
    status,
    events,
    visits,
    visitOf,
    byId: new Map(visits.map((visit) => [visit.id, visit])),
    byState: groupBy(visits, ({ state }) => state),
  };
}

/** Which of several stays in the same Map or Parallel state, of its tries and of its iterations is looked at: that in which a visit is. */
export type Picks = ReadonlyMap<string, StateVisit>;

export function picksOf(visit: StateVisit | undefined): Picks {
  const picks = new Map<string, StateVisit>();
  for (let each = visit; each?.within !== undefined; each = each.within) picks.set(each.within.state, each);
  return picks;
}

/** The visits of a state among those that are looked at. */
export const visitsIn = ({ byState }: Run, state: string, picks: Picks): readonly StateVisit[] =>
  (byState.get(state) ?? []).filter((visit) => isIn(visit, picks));

/** Whether a visit is among those that are looked at. */
export function isIn(visit: StateVisit, picks: Picks): boolean {
  for (let each = visit; each.within !== undefined; each = each.within) {
    const pick = picks.get(each.within.state);
    if (pick && (pick.within !== each.within || pick.iteration !== each.iteration || pick.round !== each.round)) return false;
  }
  return true;
}

/** The visit of a state that somebody wants to see: the last one that went wrong, else the last one. */
export function mainVisit(run: Run, visits: readonly StateVisit[]): StateVisit | undefined {
  return visits.findLast((visit) => isBad(outcomeOf(visit, run.status))) ?? visits.at(-1);
}

const isBad = (outcome: Outcome): boolean => outcome === 'failed' || outcome === 'timed-out';

/** What became of several visits together: the last one counts where they follow on each other, the worst one of iterations. */
export function outcomeOfAll(run: Run, visits: readonly StateVisit[]): Outcome | undefined {
  const latest = new Map<string, StateVisit>();
  for (const visit of visits) latest.set(`${visit.within?.id} ${visit.iteration}`, visit);
  return worstOf([...latest.values()].map((visit) => outcomeOf(visit, run.status)));
}

/** Where an execution has gone wrong: the visit by which it ended, or in which it is stuck. */
export const culpritOf = (run: Run): StateVisit | undefined =>
  run.status === 'RUNNING' || run.status === 'SUCCEEDED'
    ? undefined
    : (run.visits.findLast(
        (visit) => visit.exitedAt === undefined && (visit.failures.length > visit.retries || visit.type === 'Fail'),
      ) ?? run.visits.findLast((visit) => visit.exitedAt === undefined));

/** Where an execution that runs is: in the state that it came to last. */
export const whereabouts = (run: Run): StateVisit | undefined =>
  run.status === 'RUNNING' ? run.visits.findLast(({ exitedAt, isCutOff }) => exitedAt === undefined && !isCutOff) : undefined;

/** One iteration of a stay in a Map state. */
export interface Iteration {
  readonly index: number;
  readonly outcome: Outcome;
  /** Where it began; none where it has not begun, or did nothing yet. */
  readonly first: StateVisit | undefined;
}

/** The iterations of a stay in a Map state, of its last try. */
export function iterationsOf(run: Run, map: StateVisit): readonly Iteration[] {
  const own = run.visits.filter(({ within, round }) => within === map && round === map.retries + 1);
  const byIndex = groupBy(own, ({ iteration }) => iteration ?? 0);
  return Array.from({ length: Math.max(map.length ?? 0, byIndex.size) }, (_, index) => {
    const visits = byIndex.get(index) ?? [];
    const last = visits.at(-1);
    const outcome = last
      ? outcomeOf(last, run.status)
      : map.exitedAt === undefined && run.status === 'RUNNING'
        ? 'waiting'
        : 'aborted';
    return { index, outcome, first: visits[0] };
  });
}
