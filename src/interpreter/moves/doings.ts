import type { Doing, DoingByKind, Frame, RunningBranches, RunningIterations } from '../continuation/execution.ts';
import type { Run } from '../draft/run.ts';
import { stopMapRun } from './stop-map-run.ts';
import { cancelTask } from './task-effects.ts';

/** What becomes of what a frame is doing when it is interrupted, when the execution ends, and when it is taken up again. */
interface Rules<D extends Doing> {
  /** Ends it for good, with everything that is under way: the state has failed, or the line is gone. */
  readonly cancel: (run: Run, frame: Frame, doing: D) => void;
  /** Ends it because the execution ends; returns what a redrive finds of it. */
  readonly rest: (run: Run, frame: Frame, doing: D) => Doing;
  /** How a redrive takes it up: it waits for lines inside it that are taken up themselves, goes on with what is left, or starts over. */
  readonly redriven: (run: Run, doing: D) => 'waits' | 'goes-on' | 'starts-over';
  /** What its moment is for: the state is told, or starts over. */
  readonly due: 'state' | 'starts-over';
  /** Whether it goes on when its turn comes; else the turn was given it for something that has ended since. */
  readonly takesTurns: boolean;
  /** How a state that is tried alone stands meanwhile. */
  readonly standing: 'retries' | 'waits' | 'works';
}

const STARTING: Doing = { kind: 'starting' };

/** The rules where nothing is under way that anybody would have to end. */
const IDLE = {
  cancel: () => {},
  rest: () => STARTING,
  redriven: () => 'starts-over',
  due: 'state',
  takesTurns: false,
} satisfies Partial<Rules<Doing>>;

/** The only list of what a frame can be doing; when each of them is due is in continuation/due.ts. */
const DOINGS: { readonly [Kind in Doing['kind']]: Rules<DoingByKind[Kind]> } = {
  starting: { ...IDLE, takesTurns: true, standing: 'works' },
  waiting: { ...IDLE, standing: 'waits' },
  'backing-off': { ...IDLE, due: 'starts-over', standing: 'retries' },
  task: {
    cancel: (run, frame, doing) => void run.effects.push(cancelTask(frame, doing)),
    rest(run, frame, doing) {
      run.effects.push(cancelTask(frame, doing));
      return STARTING;
    },
    redriven: () => 'starts-over',
    due: 'state',
    takesTurns: false,
    standing: 'works',
  },
  branches: {
    cancel: (run, _, doing) => removeFrames(run, doing),
    rest: (_, __, doing) => doing,
    redriven: (run, doing) => (isAnyLeft(run, doing) ? 'waits' : 'starts-over'),
    due: 'state',
    takesTurns: false,
    standing: 'works',
  },
  iterations: {
    cancel: (run, _, doing) => removeFrames(run, doing),
    // Its turn goes with those of all others when the execution ends.
    rest: (_, __, { isResting: ___, ...doing }) => doing,
    // A Map whose iterations have all succeeded failed by itself, and starts over.
    redriven: (run, doing) => (isAnyLeft(run, doing) ? 'waits' : doing.succeeded < doing.total ? 'goes-on' : 'starts-over'),
    due: 'state',
    takesTurns: true,
    standing: 'works',
  },
  'map-run': {
    cancel: (run, _, doing) => void stopMapRun(run, doing, 'ABORTED'),
    // AWS: nothing is told after the end of the execution, not even that a Map Run is aborted. (inferred: StopExecution's history ends so)
    rest: (run, _, doing) => stopMapRun(run, doing, 'ABORTED'),
    redriven: () => 'goes-on',
    due: 'state',
    takesTurns: true,
    standing: 'works',
  },
};

/** The rules of what a frame is doing. */
export const rulesOf = <Kind extends Doing['kind']>({ kind }: { readonly kind: Kind }): Rules<DoingByKind[Kind]> => DOINGS[kind];

/** Ends what a frame is doing: its call, its Map Run, the lines inside it. */
export function cancelWork(run: Run, frame: Frame): void {
  const doing = frame.visit?.doing;
  if (doing) rulesOf(doing).cancel(run, frame, doing);
}

/** Removes a line of control with everything that runs inside it; calls that are out are cancelled. */
export function removeFrame(run: Run, id: number): void {
  const frame = run.drafts.get(id) ?? run.execution.frames[id];
  if (!frame) return;
  cancelWork(run, frame);
  delete (run.execution.frames as Record<number, Frame>)[id];
  run.lines--;
  run.drafts.delete(id);
}

function removeFrames(run: Run, { children }: RunningBranches | RunningIterations): void {
  for (const child of children) removeFrame(run, child);
}

/** Whether a branch or an iteration is left that did not succeed. */
const isAnyLeft = (run: Run, { children }: RunningBranches | RunningIterations): boolean =>
  children.some((id) => run.execution.frames[id] !== undefined);
