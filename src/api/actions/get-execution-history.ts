import { withoutData } from '#interpreter/continuation/event-data.ts';
import { DETAILS_MEMBERS, type HistoryEvent } from '#interpreter/continuation/history.ts';
import type { ActionContext } from '../action.ts';
import { requireArn } from '../arns.ts';
import { loadExecution } from '../execution.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { readPage } from '../page.ts';
import { paging } from '../shapes.ts';

/**
 * GetExecutionHistory: lists the events of an execution, oldest first or newest first.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; `InvalidArn`: Invalid Arn: 'Resource type not valid in this
 *    context: express' (start_async_describe_history_execution)
 * 2. that the execution exists — `ExecutionDoesNotExist`: Execution Does Not Exist: '<arn>'
 * 3. the token — `InvalidToken`
 */
export const input = {
  executionArn: { type: 'string', required: true, min: 1, max: 256 },
  maxResults: paging.maxResults,
  reverseOrder: { type: 'boolean' },
  nextToken: paging.nextToken,
  includeExecutionData: { type: 'boolean' },
} as const satisfies InputTable;

export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const { executionArn, reverseOrder: reverse = false, includeExecutionData = true } = given;
  requireArn(executionArn, 'execution');
  if (given.nextToken !== undefined) await loadExecution(context, executionArn);
  const { items, nextToken } = await readPage(context, 'GetExecutionHistory', given, async ({ after, limit }) => {
    // One more than asked for tells whether this is the last page.
    const page = { limit: limit + 1, reverse, ...(after === undefined ? {} : { after: Number(after) }) };
    const read = await context.storage.readHistory(executionArn, page);
    // A history begins with the execution: what has none may not be there.
    if (read.length === 0) await loadExecution(context, executionArn);
    const events = read.slice(0, includeExecutionData ? Math.min(limit, roomFor(read)) : limit);
    return events.length < read.length ? { items: events, next: String(events.at(-1)?.id) } : { items: events };
  });
  return { events: items.map((event) => show(event, includeExecutionData)), nextToken };
}

/**
 * How much data a page has at most, in UTF-16 code units: as JSON it fits an answer of AWS Lambda, 6 MB. AWS: a page may have fewer events
 * than were asked for — API reference; from which size on is (inferred).
 */
const MAX_PAGE_UNITS = 2_500_000;

/** How many of the events fit a page: one at least. */
function roomFor(events: readonly HistoryEvent[]): number {
  let units = 0;
  const tooMany = events.findIndex((event) => {
    const member = DETAILS_MEMBERS[event.type];
    const details: object = (member && event[member]) ?? {};
    for (const value of Object.values(details)) if (typeof value === 'string') units += value.length;
    return units > MAX_PAGE_UNITS;
  });
  return tooMany < 0 ? events.length : Math.max(1, tooMany);
}

function show(event: HistoryEvent, includeExecutionData: boolean): object {
  const shown = { ...event, timestamp: new Date(event.timestamp) };
  const member = DETAILS_MEMBERS[event.type];
  const details = member && event[member];
  return includeExecutionData || !details ? shown : { ...shown, [member]: withoutData(details) };
}
