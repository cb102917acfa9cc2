import { executionNameOf, machineNameOf } from '#arn';
import { durationText } from '#control/picture/duration-text.ts';
import type { Waiting, WaitingKind } from '../../client/waiting.ts';
import { useHref } from '../../console-context.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { agoText, Moment } from '../../parts/moment.tsx';

/** What something waits for, in words. */
export const KINDS: Readonly<Record<WaitingKind, { readonly word: string; readonly icon: IconName }>> = {
  token: { word: 'Task token', icon: 'key' },
  activity: { word: 'Activity', icon: 'running' },
  timer: { word: 'Timer', icon: 'clock' },
  retry: { word: 'Retry', icon: 'retry' },
  job: { word: 'Job', icon: 'running' },
  children: { word: 'Children', icon: 'dash' },
};

/** One state that waits: for what, since when and until when, and what can be done about it. */
export function WaitingItem({
  item,
  answer,
  skip,
}: {
  readonly item: Waiting;
  readonly answer: () => void;
  readonly skip: () => void;
}) {
  const href = useHref();
  const { executionArn, state, kind, token, payload, since } = item;
  const { word, icon } = KINDS[kind];
  return (
    <li class="panel">
      <div class="waiting-what">
        <span class="outcome waiting">
          <Icon name={icon} /> {word}
        </span>
        <a class="name" href={href({ screen: 'executions', arn: executionArn, options: { state } })}>
          {state}
        </a>
        <span class="faint">
          in <span class="name">{machineNameOf(executionArn)}</span> /{' '}
          <a class="name" href={href({ screen: 'executions', arn: executionArn })}>
            {executionNameOf(executionArn)}
          </a>
        </span>
      </div>
      <dl class="facts">
        <div>
          <dt>Since</dt>
          <dd>
            <Moment time={since} />
          </dd>
        </div>
        <Limit
          term={kind === 'retry' ? 'Tries again' : kind === 'job' ? 'Looked after' : 'Goes on'}
          at={item.dueAt}
          since={since}
        />
        <Limit term="Heartbeat until" at={item.heartbeatAt} since={since} />
        <Limit term="Times out" at={item.timeoutAt} since={since} />
      </dl>
      {kind === 'activity' && token === undefined && (
        <p class="hint">No worker has taken it yet: GetActivityTask of its activity does, and gets the token.</p>
      )}
      <details class="part">
        <summary>{kind === 'timer' || kind === 'children' ? 'Input' : 'What was sent'}</summary>
        <JsonView text={JSON.stringify(payload)} label="what was sent" />
      </details>
      <div class="actions">
        {token !== undefined && (
          <button type="button" class="primary" onClick={answer}>
            Answer
          </button>
        )}
        <button type="button" onClick={skip}>
          <Icon name="skip" /> Skip time
        </button>
      </div>
    </li>
  );
}

/** When something happens by itself. An execution whose time was skipped lives ahead of the clock: from there, nothing is `in 5 min`. */
function Limit({ term, at, since }: { readonly term: string; readonly at: string | undefined; readonly since: string }) {
  if (at === undefined) return null;
  const [from, until] = [Date.parse(since), Date.parse(at)];
  const isAhead = from > Date.now() + 1_000;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <Moment time={at} /> <span class="faint">{isAhead ? `${durationText(until - from)} after that` : agoText(until)}</span>
      </dd>
    </div>
  );
}
