import type { Effect } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';

/** A step that has been committed, as those see it who perform its effects. */
export interface CommittedStep {
  readonly execution: Execution;
  /** Delivers an event to the execution, without waiting. */
  readonly post: (event: ExecutionEvent) => void;
}

/** Who performs the effects of a kind. */
interface Performer<E extends Effect> {
  /** Performs effects of one step that follow on each other, without waiting; what goes wrong is its own affair. */
  readonly perform: (effects: readonly E[], step: CommittedStep) => void;
  /** It may take long, and is asked for again when nobody is heard of: it can be left to whoever is woken next. */
  readonly mayTakeLong: boolean;
}

type EffectByKind = { readonly [E in Effect as E['kind']]: E };

/** Who performs which effects. */
export type Performers = { readonly [Kind in Effect['kind']]: Performer<EffectByKind[Kind]> };

/** Performs effects one by one. */
export const each =
  <E>(perform: (effect: E, step: CommittedStep) => void) =>
  (effects: readonly E[], step: CommittedStep): void => {
    for (const effect of effects) perform(effect, step);
  };

/** Performs the effects of a step in their order, but for those that may take long where they are left to others. */
export function performEffects(
  performers: Performers,
  effects: readonly Effect[],
  step: CommittedStep,
  leavesCalls: boolean,
): void {
  for (let first = 0, next = 0; first < effects.length; first = next) {
    const { kind } = effects[first] ?? {};
    if (kind === undefined) return;
    while (effects[next]?.kind === kind) next++;
    const { perform, mayTakeLong } = performerOf(performers, kind);
    if (!(leavesCalls && mayTakeLong)) perform(effects.slice(first, next), step);
  }
}

const performerOf = <Kind extends Effect['kind']>(performers: Performers, kind: Kind): Performer<EffectByKind[Kind]> =>
  performers[kind];
