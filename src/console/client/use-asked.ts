import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useConsole } from '../console-context.ts';
import type { Change } from './live.ts';

/** What was asked for: the last answer stays while it is asked again, or could not be. */
export interface Asked<Answer> {
  readonly value: Answer | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly again: () => void;
}

/** Answers of the screens before, so that who goes back sees at once what was there. */
const kept = new Map<string, unknown>();
const KEPT = 40;

/**
 * Asks when it is first used, when `name` is another, and when something has changed that concerns it. Whatever comes while an answer is awaited
 * asks once more after it. The name says what is asked for: the same one stands for answers of the same kind.
 */
export function useAsked<Answer>(
  name: string,
  ask: (told: (answer: Answer) => void) => Promise<Answer>,
  concerns: (change: Change) => boolean = () => true,
): Asked<Answer> {
  const { live, client, sandbox, keys } = useConsole();
  // What one account was answered is not for another.
  const key = [sandbox.account, sandbox.region, keys?.accessKeyId, name].join(' ');
  const [state, setState] = useState<{
    readonly key: string;
    readonly value?: Answer;
    readonly error?: unknown;
    readonly isLoading: boolean;
  }>(() => ({ key, isLoading: true, ...keptOf<Answer>(key) }));
  const latest = useRef({ ask, concerns });
  latest.current = { ask, concerns };
  const run = useRef<() => void>(() => {});

  useEffect(() => {
    let isOver = false;
    let isAsking = false;
    let isWanted = false;
    const put = (value: Answer, isLoading: boolean) => {
      if (isOver) return;
      keep(key, value);
      setState({ key, value, isLoading });
    };
    const start = async () => {
      if (isAsking) {
        isWanted = true;
        return;
      }
      isAsking = true;
      try {
        put(await latest.current.ask((answer) => put(answer, true)), false);
      } catch (error) {
        if (!isOver) setState((before) => ({ ...(before.key === key ? before : { key }), error, isLoading: false }));
      }
      isAsking = false;
      if (isWanted && !isOver) {
        isWanted = false;
        void start();
      }
    };
    run.current = () => void start();
    setState((before) => (before.key === key ? before : { key, isLoading: true, ...keptOf<Answer>(key) }));
    void start();
    const stop = live.listen((change) => {
      if (change && (change.everything || latest.current.concerns(change))) void start();
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [key, client, live]);

  const again = useCallback(() => run.current(), []);
  const { value, error, isLoading } = state.key === key ? state : { ...keptOf<Answer>(key), error: undefined, isLoading: true };
  return { value, error, isLoading, again };
}

function keptOf<Answer>(key: string): { readonly value?: Answer } {
  const value = kept.get(key);
  // The key says of what kind it is.
  return value === undefined ? {} : { value: value as Answer };
}

function keep(key: string, value: unknown): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}
