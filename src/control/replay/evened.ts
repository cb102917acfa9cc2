const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/g;
const EVENT = /\(entered at the event id #\d+\)/g;
/** Task tokens: AWS's and this fake's are both Base64 of some hundred characters. */
const TOKEN = /[A-Za-z0-9+/]{100,}={0,2}/g;

/** A text without what differs between any two runs: UUIDs, times, task tokens, the numbers of events. */
export const evened = (text: string): string =>
  text.replace(TOKEN, '<token>').replace(UUID, '<uuid>').replace(TIME, '<time>').replace(EVENT, '(entered)');
