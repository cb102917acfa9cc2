import type { HistoryEvent } from '#interpreter/continuation/history.ts';

/** Whether an event tells of something that went wrong. */
export const isFailureEvent = ({ type }: HistoryEvent): boolean => /(Failed|TimedOut|Aborted)$/.test(type);

/** How many characters of an event are shown in its line. */
const SHOWN = 160;

/** What an event tells besides its state, in a line. */
export function eventSummary(event: HistoryEvent): string {
  const details = detailsIn(event);
  const text = (name: string) => (typeof details[name] === 'string' ? details[name] : '');
  if (text('error') !== '' || text('cause') !== '')
    return cut([text('error'), text('cause')].filter((part) => part !== '').join(': '));
  const resource = text('resource') && [text('resourceType'), text('resource')].filter((part) => part !== '').join(':');
  const index = typeof details['index'] === 'number' ? `iteration ${details['index']}` : '';
  const length = typeof details['length'] === 'number' ? `${details['length']} items` : '';
  const data = text('input') || text('output') || text('parameters');
  return cut([resource, index, length, text('workerName'), text('mapRunArn'), data].filter((part) => part !== '').join('  '));
}

/** The only member of an event that is an object: that of its type. */
function detailsIn(event: HistoryEvent): Readonly<Record<string, unknown>> {
  for (const value of Object.values(event)) if (typeof value === 'object' && value !== null) return { ...value };
  return {};
}

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
