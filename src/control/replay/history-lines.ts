import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';
import { branchLine, iterationLine, ROOT_LINE } from '../rehearsal/line-of.ts';

/** What a history tells of one line of control: lines run side by side, and only inside one of them is there an order. */
export interface HistoryLine {
  /** As `lineOf` names the frames of such a line. */
  readonly name: string;
  readonly outer?: HistoryLine;
  readonly events: HistoryEvent[];
  /** The iteration that it is. */
  readonly iteration?: string;
  /** The state that has been entered and not left. */
  open?: { readonly state: string; readonly type: string; readonly previousEventId: number } | undefined;
}

/** A history taken apart. */
export interface HistoryLines {
  readonly byName: ReadonlyMap<string, HistoryLine>;
  readonly of: (event: HistoryEvent) => HistoryLine;
}

const PARTS = /^(?<type>Pass|Task|Choice|Wait|Succeed|Fail|Parallel|Map)State(?<what>\w+)$/;

/** Takes a history apart into its lines, by what each event says that it follows on. */
export function linesOf(history: readonly HistoryEvent[]): HistoryLines {
  const root: HistoryLine = { name: ROOT_LINE, events: [] };
  const byName = new Map([[ROOT_LINE, root]]);
  const byEvent = new Map<number, HistoryLine>();
  const events = new Map(history.map((event) => [event.id, event]));

  function line(name: string, outer: HistoryLine, more: Pick<HistoryLine, 'iteration'> = {}): HistoryLine {
    const known = byName.get(name);
    if (known) return known;
    const added = { name, outer, events: [], ...more };
    byName.set(name, added);
    return added;
  }

  function place(event: HistoryEvent): HistoryLine {
    const { type, previousEventId } = event;
    if (type.startsWith('Execution')) return root;
    const details = detailsOf(event);
    const name = typeof details['name'] === 'string' ? details['name'] : undefined;
    const before = byEvent.get(previousEventId) ?? root;
    if (type.startsWith('MapIteration') && name !== undefined) {
      const index = Number(details['index'] ?? 0);
      const iteration = `${name}[${index}]`;
      if (type !== 'MapIterationStarted') return outwards(before, (at) => at.iteration === iteration);
      // AWS: an iteration follows on the last event inside the one before.
      const outer = outwards(before, ({ open }) => open?.type === 'Map' && open.state === name);
      return line(iterationLine(outer.name, name, index), outer, { iteration });
    }
    if (type === 'EvaluationFailed') {
      const inside = (at: HistoryLine) => at.open?.state === details['state'];
      if (inside(before)) return before;
      return [...byName.values()].find((at) => inside(at) && at.open?.previousEventId === previousEventId) ?? before;
    }
    const { type: stateType, what } = type.startsWith('MapRun') ? { type: 'Map', what: '' } : (PARTS.exec(type)?.groups ?? {});
    if (what === 'Entered' && events.get(previousEventId)?.type === 'ParallelStateStarted')
      return line(branchLine(before.name, before.open?.state ?? '', name ?? ''), before);
    if ((stateType !== 'Map' && stateType !== 'Parallel') || what === 'Entered') return before;
    return outwards(before, ({ open }) => open?.type === stateType && (name === undefined || open.state === name));
  }

  for (const event of history) {
    const at = place(event);
    at.events.push(event);
    byEvent.set(event.id, at);
    const { type, what } = PARTS.exec(event.type)?.groups ?? {};
    if (what === 'Entered' && type !== undefined)
      at.open = { state: String(detailsOf(event)['name']), type, previousEventId: event.previousEventId };
    else if (what === 'Exited') at.open = undefined;
  }
  return { byName, of: (event) => byEvent.get(event.id) ?? root };
}

/** The innermost line around this one for which that is true; this one itself where there is none. */
function outwards(from: HistoryLine, is: (line: HistoryLine) => boolean): HistoryLine {
  for (let at: HistoryLine | undefined = from; at; at = at.outer) if (is(at)) return at;
  return from;
}
