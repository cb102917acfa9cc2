import type { Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { type Paint, PLAIN } from '../picture/run-picture.ts';
import type { ShownEvent } from './compare.ts';
import type { Replayed } from './replay.ts';

/** How much of a value is shown. */
const MAX_VALUE_LENGTH = 500;

/** What became of a replay, for people: one line, and where it parted, what was recorded and what happened here. */
export function replayText({ at, execution, history }: Replayed, paint: Paint = PLAIN): string {
  if (!at) return `${paint.good('✓')} ${execution.name}  the same, ${history.length} events\n`;
  const { eventId, state, aws, fake, differences } = at;
  const place = state === undefined ? `event ${eventId}` : `event ${eventId}, state ${state}`;
  const lines = [
    `${paint.bad('✗')} ${execution.name}  parts at ${place}${at.executionArn === execution.arn ? '' : ` of ${at.executionArn}`}`,
    `  recorded  ${eventText(aws)}`,
    `  here      ${eventText(fake)}`,
    ...differences.flatMap((difference) => [
      `    ${difference.path}`,
      paint.bad(`      - ${valueText(difference.aws)}`),
      paint.good(`      + ${valueText(difference.fake)}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function eventText(event: ShownEvent | undefined): string {
  if (!event) return 'nothing more';
  const { type, name, index, error } = event;
  return [type, name, index === undefined ? undefined : `#${index}`, error].filter((part) => part !== undefined).join(' ');
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return '(absent)';
  const text = writeJson(value);
  return text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH)}… (${text.length} characters)`;
}
