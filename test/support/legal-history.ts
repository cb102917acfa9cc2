import type { HistoryEvent } from '#interpreter/continuation/history.ts';

const END = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;

/** What is wrong with a history, in sentences; none: it could be AWS's. `closed`: the execution has ended. */
export function problemsOf(history: readonly HistoryEvent[], closed = true): string[] {
  const problems: string[] = [];
  const events = new Map(history.map((event) => [event.id, event]));
  const exitOf = new Map<number, number>();
  const say = (event: HistoryEvent, what: string) => problems.push(`${event.id} ${event.previousEventId} ${event.type} ${what}`);

  for (const [index, event] of history.entries()) {
    if (event.id !== index + 1) say(event, `is number ${index + 1}`);
    if (event.previousEventId >= event.id) say(event, 'follows on a later event');
    if (event.timestamp < (history[index - 1]?.timestamp ?? 0)) say(event, 'happens before the event in front of it');
    const next = history[index + 1]?.type;
    if (END.test(event.type) && next !== undefined && next !== 'ExecutionRedriven') say(event, 'is not the last');
    if (event.type === 'ExecutionRedriven' && !END.test(history[index - 1]?.type ?? '')) say(event, 'follows on no end');
    if (event.type.endsWith('StateExited')) {
      const entered = enteredOf(event, events);
      if (!entered) say(event, 'has no Entered before it');
      else if (exitOf.has(entered.id)) say(event, `leaves the state of ${entered.id} again`);
      else exitOf.set(entered.id, event.id);
    }
  }

  const last = history.at(-1);
  if (history[0]?.type !== 'ExecutionStarted') problems.push('it does not begin with ExecutionStarted');
  if (closed && !(last && END.test(last.type))) problems.push(`it ends with ${last?.type}`);
  if (last?.type === 'ExecutionSucceeded' && !history.some(({ type }) => /Fail|TimedOut/.test(type))) {
    for (const { id, type } of history)
      if (type.endsWith('StateEntered') && !exitOf.has(id)) problems.push(`${id} ${type} is never left`);
  }
  return problems;
}

/** The Entered event of an Exited event's visit: the nearest before it in its line that names the state. */
function enteredOf(exited: HistoryEvent, events: ReadonlyMap<number, HistoryEvent>): HistoryEvent | undefined {
  const name = exited['stateExitedEventDetails']?.['name'];
  for (let event = events.get(exited.previousEventId); event; event = events.get(event.previousEventId)) {
    if (event['stateEnteredEventDetails']?.['name'] === name) return event;
  }
  return undefined;
}
