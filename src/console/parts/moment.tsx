import { durationText } from '#control/picture/duration-text.ts';

/** Epoch milliseconds of a time as AWS's API (epoch seconds) or the workbench (ISO 8601) says it. */
export const millisOf = (time: number | string): number => (typeof time === 'number' ? time * 1_000 : Date.parse(time));

const WHEN = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** A moment in words, by the clock of whoever looks. */
export const momentText = (millis: number): string => WHEN.format(millis);

/** A moment; the exact one is under the pointer. */
export const Moment = ({ time }: { readonly time: number | string | undefined }) => {
  if (time === undefined) return <span class="faint">–</span>;
  const millis = millisOf(time);
  const iso = new Date(millis).toISOString();
  return (
    <time dateTime={iso} title={iso}>
      {momentText(millis)}
    </time>
  );
};

/** How long it was from one moment to another, or until now. */
export const Took = ({ from, to }: { readonly from: number | string; readonly to: number | string | undefined }) =>
  to === undefined ? <span class="faint">–</span> : <span class="number">{durationText(millisOf(to) - millisOf(from))}</span>;

/** A moment as so much before now: `3 min ago`. */
export function agoText(millis: number, now = Date.now()): string {
  const past = now - millis;
  if (past < -1_000) return `in ${durationText(-past).split(' ').slice(0, 2).join(' ')}`;
  return past < 1_000 ? 'now' : `${durationText(past).split(' ').slice(0, 2).join(' ')} ago`;
}
