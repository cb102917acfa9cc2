import type { Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import type { Replayed, ShownEvent } from '../../client/replay.ts';
import { OutcomeMark } from '../../parts/status.tsx';

/** Whether a replay went as it was recorded, and where it did not. */
export function Divergence({ replayed: { at } }: { readonly replayed: Replayed }) {
  if (!at)
    return (
      <section class="panel divergence" aria-label="Replay">
        <h2>
          <OutcomeMark outcome="succeeded" word="It goes as it was recorded" />
        </h2>
      </section>
    );
  const { eventId, state, aws, fake, differences, kind } = at;
  return (
    <section class="panel divergence" aria-label="Replay">
      <h2>
        <OutcomeMark outcome="failed" word={`It parts at event ${eventId}`} />
        {state !== undefined && (
          <>
            {' '}
            in <span class="name">{state}</span>
          </>
        )}
      </h2>
      <p class="hint">{kind === 'event' ? 'Something else happens.' : 'The same happens, with other data.'}</p>
      <dl class="facts">
        <div>
          <dt>Recorded</dt>
          <dd>
            <code>{eventText(aws)}</code>
          </dd>
        </div>
        <div>
          <dt>Here</dt>
          <dd>
            <code>{eventText(fake)}</code>
          </dd>
        </div>
      </dl>
      <ul class="differences">
        {differences.map(({ path, aws: one, fake: other }) => (
          <li key={path}>
            <code>{path}</code>
            <del>{valueText(one)}</del>
            <ins>{valueText(other)}</ins>
          </li>
        ))}
      </ul>
    </section>
  );
}

const eventText = (event: ShownEvent | undefined): string =>
  event === undefined
    ? 'nothing more'
    : [event.type, event.name, event.index === undefined ? undefined : `#${event.index}`, event.error]
        .filter((part) => part !== undefined)
        .join(' ');

/** How much of a value is shown. */
const SHOWN = 500;

function valueText(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = writeJson(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
