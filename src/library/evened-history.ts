import { isArray, isObject, type Json } from '#json/json.ts';
import { jsonOf } from './answers.ts';
import { eventsOf, type Run } from './run.ts';

/** The history of a run without what is different each time: ids in ARNs and tokens are numbered, times count from the start in seconds. */
export function evenedHistory(run: Run): Json {
  const events = eventsOf(run);
  const start = events[0]?.timestamp ?? 0;
  const numbers = new Map<string, number>();
  const number = (text: string) => {
    const known = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, known);
    return known;
  };
  const evenText = (text: string): string =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => `<id ${number(id)}>`)
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
      .replace(/(arn:[\w-]+:\w+:)[\w-]*:\d*:/g, '$1…:…:')
      .replace(/\b[A-Za-z0-9+/]{100,}={0,2}/g, (token) => `<token ${number(token)}>`);
  const even = (value: Json): Json => {
    if (typeof value === 'string') return evenText(value);
    if (isArray(value)) return value.map(even);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, even(member)])) : value;
  };
  return events.map(({ timestamp, ...event }) => [`${Math.floor((timestamp - start) / 1_000)} s`, even(jsonOf(event))]);
}
