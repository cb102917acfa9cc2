// Wait: entered → waiting until a moment → exited.
import type { ScalarField, WaitState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { epochMillisOf, parseOffsetDateTime } from '#asl/timestamp.ts';
import { isNumber, toNumber } from '#json/number.ts';
import { textOf } from '../data/data.ts';
import { selectInput, shapeOutput } from '../data/data-flow.ts';
import { expectType, readScalar } from '../data/scalar-field.ts';
import { type FrameDraft, type Run, setDoing } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** AWS: a delay of 24,855 days is waited for, one of 24,856 is "too long": what fits an int of seconds — recorded. */
const MAX_WAIT_SECONDS = 2 ** 31 - 1;

/** Waits. */
export const wait: StateBehaviour<WaitState> = {
  enter(run: Run, frame: FrameDraft, state: WaitState) {
    const input = selectInput(run, frame, state.flow);
    const until = state.seconds
      ? run.moment.now + secondsOf(run, frame, state.seconds, input) * 1000
      : timestampOf(run, frame, state.timestamp, input);
    if (until - run.moment.now > MAX_WAIT_SECONDS * 1000)
      throw new StatesError('States.Runtime', 'Wait state delay is too long.');
    if (until > run.moment.now) setDoing(frame, { kind: 'waiting', until });
    else wait.due?.(run, frame, state);
  },

  due(run: Run, frame: FrameDraft, state: WaitState) {
    const leaving = shapeOutput(run, frame, state, state.flow, selectInput(run, frame, state.flow));
    const failure = leaveState(run, frame, leaving, state.next);
    if (failure) failState(run, frame, failure);
  },
};

/** AWS: recorded for SecondsPath in place of the words of other paths, told of TimestampPath. */
const notThere = (name: string) => (path: string) =>
  new StatesError('States.Runtime', `The ${name} parameter does not reference an input value: ${path}`);

function secondsOf(run: Run, frame: FrameDraft, field: ScalarField, input: string): number {
  const value = readScalar(run, frame, field, input, notThere('SecondsPath'));
  const seconds = isNumber(value) ? toNumber(value) : Number.NaN;
  const isWhole = Number.isInteger(seconds);
  if (isWhole && seconds >= 0) return seconds;
  if (field.kind === 'path') {
    // AWS: -1.5 cannot be parsed — recorded; -1 is negative — told by others.
    const problem = isWhole ? 'references a negative value' : 'cannot be parsed as a long value';
    throw new StatesError('States.Runtime', `The SecondsPath parameter ${problem}: ${field.text} == ${textOf(value)}`);
  }
  expectType(field, value, 'number');
  throw new StatesError(
    'States.QueryEvaluationError',
    `The Seconds field cannot be parsed as a long value: ${textOf(value)}`,
    'Seconds',
  );
}

function timestampOf(run: Run, frame: FrameDraft, field: ScalarField | undefined, input: string): number {
  const value = field ? readScalar(run, frame, field, input, notThere('TimestampPath')) : null;
  if (field) expectType(field, value, 'string');
  const timestamp = typeof value === 'string' ? parseOffsetDateTime(value) : undefined;
  if (timestamp) return epochMillisOf(timestamp);
  const shown = typeof value === 'string' ? value : textOf(value);
  if (field?.kind === 'path') {
    const text = `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${field.text} == ${shown}`;
    throw new StatesError('States.Runtime', text);
  }
  const text = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${shown}`;
  throw new StatesError('States.QueryEvaluationError', text, 'Timestamp');
}
