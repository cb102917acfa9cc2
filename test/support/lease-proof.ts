import type { HistoryEvent } from '#interpreter/continuation/history.ts';

/** A history event before which time may have been skipped. */
const SKIPPED_TO = /^(WaitStateExited|[A-Za-z]+Scheduled)$/;

/**
 * Calls that were made too often, in sentences: an attempt's next call may come when the lease of the one before has run out, and no
 * sooner. `arrivals` says when an attempt's calls came in, by the `id` that its parameters hold. With `skips` the history's times may be
 * ahead of the clock: by no more than lies before the events that time can be skipped to.
 */
export function callsWithoutLease(
  history: readonly HistoryEvent[],
  arrivals: ReadonlyMap<string, readonly number[]>,
  { leaseMillis, skips }: { readonly leaseMillis: number; readonly skips: boolean },
): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  let skipped = 0;
  for (const [index, event] of history.entries()) {
    if (skips && SKIPPED_TO.test(event.type)) skipped += event.timestamp - (history[index - 1]?.timestamp ?? event.timestamp);
    const id = attemptIn(event);
    if (id === undefined) continue;
    if (seen.has(id)) problems.push(`${id} is scheduled twice`);
    seen.add(id);
    for (const [call, arrival] of (arrivals.get(id) ?? []).entries()) {
      const tooSoon = event.timestamp - skipped + call * leaseMillis - arrival;
      if (tooSoon > 0) problems.push(`${id} is called for the ${call + 1}. time ${tooSoon} ms too soon`);
    }
    if (!arrivals.has(id) && !event.type.startsWith('Activity')) problems.push(`${id} is never called`);
  }
  return problems;
}

/** The name of the attempt that the event schedules. */
function attemptIn(event: HistoryEvent): string | undefined {
  const details = event['taskScheduledEventDetails']?.['parameters'] ?? attemptInput(event);
  return /"id":"([^"]+)"/.exec(String(details))?.[1];
}

function attemptInput(event: HistoryEvent): unknown {
  return (event['lambdaFunctionScheduledEventDetails'] ?? event['activityScheduledEventDetails'])?.['input'];
}
