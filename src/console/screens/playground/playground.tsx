import { useEffect, useRef, useState } from 'preact/hooks';
import type { Explanation } from '#control/explain/explanation.ts';
import { type Draft, explainDraft } from '../../client/explain.ts';
import { go, useConsole } from '../../console-context.ts';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { hashOf } from '../../route.ts';
import { DraftFields, problemIn } from './draft-fields.tsx';
import { Explained } from './explained.tsx';
import { StateTest } from './state-test.tsx';

/** How long nothing must have been changed before it is explained, in milliseconds. */
const PAUSE_MILLIS = 350;

/** What has been written, by its name: whoever comes back finds it. */
const kept = new Map<string, Draft>();

/** How long an expression may be to stand in the address. */
const LINKED_CHARACTERS = 1_000;

/** What is tried out on one side, what comes of it on the other, as it is written. */
export function Playground({
  name,
  start,
  known,
}: {
  readonly name: string;
  readonly start: Draft;
  /** What comes of it, where that is known already. */
  readonly known?: Explanation;
}) {
  const [first] = useState(start);
  const [draft, setDraft] = useState(() => kept.get(name) ?? first);
  const [turn, setTurn] = useState(0);
  const { explanation, error, isBusy } = useExplanation(draft, turn, known);
  const set = (next: Draft) => {
    kept.set(name, next);
    setDraft(next);
  };
  useLinked(draft, draft !== first);
  const problem = problemIn(draft);
  return (
    <div class="playground">
      <section class="panel" aria-label="What is tried out">
        <DraftFields draft={draft} set={set} />
        {draft !== first && (
          <button type="button" onClick={() => set(first)}>
            As it was
          </button>
        )}
      </section>
      <section class="panel" aria-label="What comes of it" aria-busy={isBusy}>
        {problem !== undefined ? (
          <Empty title={problem} />
        ) : (
          <>
            {error !== undefined && <Failure error={error} again={() => setTurn(turn + 1)} />}
            {explanation ? <Explained explanation={explanation} /> : error === undefined && <Loading what="the explanation" />}
            {draft.of === 'state' && <StateTest draft={draft} />}
          </>
        )}
      </section>
    </div>
  );
}

interface Answer {
  readonly explanation: Explanation | undefined;
  readonly error: unknown;
  readonly isBusy: boolean;
}

/** Has a draft explained when it has not been changed for a moment; what was explained before stays until then. */
function useExplanation(draft: Draft, turn: number, known: Explanation | undefined): Answer {
  const { client } = useConsole();
  const [answer, setAnswer] = useState<Answer>({ explanation: known, error: undefined, isBusy: true });
  useEffect(() => {
    if (problemIn(draft) !== undefined) return;
    const controller = new AbortController();
    setAnswer((before) => ({ ...before, isBusy: true }));
    const timer = setTimeout(
      () =>
        explainDraft(client, draft, controller.signal).then(
          (explanation) => setAnswer({ explanation, error: undefined, isBusy: false }),
          (error: unknown) => {
            if (!controller.signal.aborted) setAnswer({ explanation: undefined, error, isBusy: false });
          },
        ),
      turn === 0 ? PAUSE_MILLIS : 0,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, draft, turn]);
  return answer;
}

/** An expression that was changed stands in the address with its input, where they are short: it can be sent to somebody. */
function useLinked({ of, expression, input }: Draft, isChanged: boolean): void {
  const { route } = useConsole();
  const latest = useRef(route);
  latest.current = route;
  const isLinked = of === 'expression' && isChanged && expression.length + input.length < LINKED_CHARACTERS;
  useEffect(() => {
    if (!isLinked) return;
    const timer = setTimeout(
      () => go(hashOf({ ...latest.current, options: { ...latest.current.options, expression, input } }), 'replace'),
      PAUSE_MILLIS,
    );
    return () => clearTimeout(timer);
  }, [isLinked, expression, input]);
}
