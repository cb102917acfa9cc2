import type { StartChild } from '#interpreter/continuation/effects.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { ReadBundle } from '../bundles/read-bundle.ts';
import { type Scene, type Stage, withChild, withEntries } from '../rehearsal/scene.ts';
import { evened } from './evened.ts';
import { type Script, scriptOf } from './script.ts';

/** The children of a recorded execution's Map Runs. */
export interface RecordedChildren {
  /** Begins a child: with the answers that its recorded counterpart had, or, where that has no history, with how it ended. */
  readonly start: (stage: Stage, scene: Scene, parent: Execution, effect: StartChild, scripts: Map<string, Script>) => Scene;
  /** Those that have been run, as they were recorded. */
  readonly played: () => readonly Played[];
}

interface Played {
  readonly executionArn: string;
  readonly events: readonly HistoryEvent[];
  /** The ARN that it has here. */
  readonly playedAs: string;
}

export function createRecordedChildren({ children }: ReadBundle): RecordedChildren {
  const left = [...children].sort((one, other) => one.execution.startTime - other.execution.startTime);
  const played: Played[] = [];
  const counterparts = new Map<string, ReadBundle>();

  /** A child is known by its input; where none has that, by the order in which they started. */
  function counterpart(effect: StartChild): ReadBundle | undefined {
    const known = counterparts.get(effect.arn);
    if (known) return known;
    const wanted = evened(effect.input ?? '{}');
    const found = left.find(({ execution }) => evened(execution.texts.input ?? '{}') === wanted) ?? left[0];
    if (!found) return undefined;
    left.splice(left.indexOf(found), 1);
    counterparts.set(effect.arn, found);
    return found;
  }

  return {
    played: () => played,
    start(stage, scene, parent, effect, scripts) {
      const recorded = counterpart(effect);
      if (recorded && recorded.events.length === 0) return ended(scene, parent, effect, recorded);
      if (recorded && !scripts.has(effect.arn)) {
        scripts.set(effect.arn, scriptOf(recorded.events));
        played.push({ executionArn: recorded.execution.executionArn, events: recorded.events, playedAs: effect.arn });
      }
      return withChild(scene, stage, parent, effect);
    },
  };
}

/** AWS: EXPRESS executions have no history, and can be described. */
function ended(scene: Scene, parent: Execution, { parent: place }: StartChild, { execution }: ReadBundle): Scene {
  const { status, startTime, stopTime, texts } = execution;
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return scene;
  const { executionArn: _, ...child } = place;
  const output = texts.output === undefined ? {} : { output: texts.output };
  const event = { kind: 'child-ended', ...child, status, skippedMillis: 0, ...output } as const;
  return withEntries(scene, [{ at: scene.now + Math.max(0, stopTime - startTime), executionArn: parent.arn, event }]);
}
