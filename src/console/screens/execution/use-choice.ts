import { useMemo } from 'preact/hooks';
import type { StateVisit } from '#control/picture/visits.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { go, useConsole } from '../../console-context.ts';
import { culpritOf, mainVisit, type Picks, picksOf, type Run, visitsIn, whereabouts } from '../../model/run.ts';
import { hashOf } from '../../route.ts';

/** What of an execution is looked at, by its address: graph, table and timeline show and change the same. */
export interface Choice {
  readonly visit: StateVisit | undefined;
  /** The state of that visit, or one that was never come to. */
  readonly state: string | undefined;
  readonly event: HistoryEvent | undefined;
  readonly picks: Picks;
  readonly chooseVisit: (visit: StateVisit) => void;
  readonly chooseState: (state: string) => void;
  readonly chooseEvent: (event: HistoryEvent) => void;
}

export function useChoice(run: Run): Choice {
  const { route } = useConsole();
  const { visit: visitId = '', state: stateName = '', event: eventId = '', mapRun = '' } = route.options;
  const set = (options: { readonly visit?: number; readonly state?: string; readonly event?: number }) =>
    go(
      hashOf({
        ...route,
        options: {
          ...route.options,
          visit: options.visit === undefined ? '' : String(options.visit),
          state: options.state ?? '',
          event: options.event === undefined ? '' : String(options.event),
          mapRun: '',
        },
      }),
      'replace',
    );
  // Who has chosen nothing yet is shown what went wrong, or follows.
  const visit = useMemo(
    () =>
      run.byId.get(Number(visitId)) ??
      run.visits.find(({ mapRunArn }) => mapRunArn !== undefined && mapRunArn === mapRun) ??
      (stateName === '' ? (culpritOf(run) ?? whereabouts(run)) : mainVisit(run, run.byState.get(stateName) ?? [])),
    [run, visitId, stateName, mapRun],
  );
  const picks = useMemo(() => picksOf(visit), [visit]);
  return {
    visit,
    picks,
    state: visit?.state ?? (stateName === '' ? undefined : stateName),
    // Ids count from 1 without gaps.
    event: eventId === '' ? undefined : run.events[Number(eventId) - 1],
    chooseVisit: ({ id }) => set({ visit: id }),
    chooseState(state) {
      const chosen = mainVisit(run, visitsIn(run, state, picks)) ?? mainVisit(run, run.byState.get(state) ?? []);
      set(chosen ? { visit: chosen.id } : { state });
    },
    chooseEvent(event) {
      const of = run.visitOf.get(event.id);
      set({ event: event.id, ...(of && { visit: of.id }) });
    },
  };
}
