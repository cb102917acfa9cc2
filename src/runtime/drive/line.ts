import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { StoredExecution } from '#storage/storage.ts';
import { createQuiet, type Quiet } from '../quiet.ts';
import type { AccountTime } from '../time-modes.ts';
import { nextTurn } from '../turn.ts';

/** An event on its way to an execution, and who is told what became of it. */
export interface Delivery {
  readonly event: ExecutionEvent;
  readonly resolve: (moved: Moved) => void;
  readonly reject: (reason: unknown) => void;
}

/** What became of a delivery: the execution after it, if there is one, and whether the event was any concern of its. */
export interface Moved {
  readonly execution: Execution | undefined;
  readonly isTaken: boolean;
}

/** The deliveries to one execution, one after the other; the execution itself is kept at hand while they last. */
export interface Line {
  readonly deliveries: Delivery[];
  stored?: StoredExecution | undefined;
  /** Whether anything has been committed. */
  moved?: boolean;
  /** When a look at what is due found nothing to do, by the clock: what falls due after that is not stuck. */
  seenAt?: number;
  /** Whether another process skipped its time first, and goes on with it. */
  isLeft?: boolean;
  /** How time goes in its account, as the last move saw it. */
  account?: AccountTime;
  /** What went wrong, when something did. */
  failure?: unknown;
}

/** What is done along a line. */
export interface LineWork {
  /** Moves the execution on by these events, in one commit; says what became of each. */
  readonly move: (
    executionArn: string,
    line: Line,
    events: readonly [ExecutionEvent, ...ExecutionEvent[]],
  ) => Promise<readonly Moved[]>;
  /** What the execution does next of its own accord. */
  readonly ownNext: (line: Line) => Delivery | undefined;
  /** Nothing is left to do for the execution now. */
  readonly rest: (executionArn: string, line: Line) => void;
  /** The execution is being moved on from now on. */
  readonly opened: (executionArn: string) => void;
}

/** The lines of all executions that are being moved on; quiet when there is none. */
export interface Lines extends Quiet {
  /** Adds a delivery; `stored`: the execution, where it is at hand. */
  readonly enqueue: (executionArn: string, delivery: Delivery, stored?: StoredExecution) => void;
  readonly has: (executionArn: string) => boolean;
  readonly executionArns: () => Iterable<string>;
  /** A pause before something is delivered again: until `end` is called, the lines are not quiet. */
  readonly pause: () => { readonly end: () => void };
}

/** Works off deliveries: those to one execution one after the other, those to different ones side by side. */
export function createLines({ move, ownNext, rest, opened }: LineWork): Lines {
  const lines = new Map<string, Line>();
  let pauses = 0;
  const { isQuiet, quiet, ended } = createQuiet(() => lines.size === 0 && pauses === 0);

  async function follow(executionArn: string, line: Line): Promise<void> {
    for (;;) {
      const delivery = line.deliveries.shift() ?? ownNext(line);
      if (!delivery) break;
      const others = delivery.event.kind === TOGETHER ? takeOthers(line.deliveries) : NO_OTHERS;
      try {
        const [moved, ...rest] = await move(executionArn, line, [delivery.event, ...others.map(({ event }) => event)]);
        if (moved) delivery.resolve(moved);
        for (const [index, each] of rest.entries()) others[index]?.resolve(each);
      } catch (error) {
        line.stored = undefined;
        line.failure = error;
        for (const each of [delivery, ...others]) each.reject(error);
      }
      if (line.stored?.execution.ready.length) await nextTurn();
    }
    lines.delete(executionArn);
    rest(executionArn, line);
    ended();
  }

  return {
    enqueue(executionArn, delivery, stored) {
      const line = lines.get(executionArn);
      if (line) {
        line.deliveries.push(delivery);
      } else {
        const begun = { deliveries: [delivery], stored };
        lines.set(executionArn, begun);
        opened(executionArn);
        void follow(executionArn, begun);
      }
    },
    has: (executionArn) => lines.has(executionArn),
    executionArns: () => lines.keys(),
    pause() {
      pauses++;
      return { end: () => void pauses-- };
    },
    isQuiet,
    quiet,
  };
}

/** What may come by the thousand, and is delivered together: each commit of a parent costs a write. */
const TOGETHER = 'child-ended';

/** How many are delivered together at most. */
const MAX_TOGETHER = 50;

const NO_OTHERS: readonly Delivery[] = [];

/** Takes those from the front of the deliveries that go together with one that has been taken. */
function takeOthers(deliveries: Delivery[]): readonly Delivery[] {
  const end = deliveries.findIndex(({ event }, index) => event.kind !== TOGETHER || index === MAX_TOGETHER - 1);
  return deliveries.splice(0, end < 0 ? deliveries.length : end);
}
