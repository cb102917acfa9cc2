// Wait: entered → waiting until a moment → exited.
import type { ScalarField, WaitState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { textOf } from '../data/data.ts';
import { selectInput, shapeOutput } from '../data/data-flow.ts';
import { expectType, readScalar } from '../data/scalar-field.ts';
import { type FrameDraft, type Run, setDoing } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** AWS: a delay of 24,855 days is waited for, one of 24,856 is "too long": what fits an int of seconds — recorded. */
const MAX_WAIT_SECONDS = 2 ** 31 - 1;

/** ISO-8601 with an offset, as Java's OffsetDateTime reads it. */
const OFFSET_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}(?::\d{2})?)$/;

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

function secondsOf(run: Run, frame: FrameDraft, field: ScalarField, input: string): number {
  const notThere = (path: string) =>
    new StatesError('States.Runtime', `The SecondsPath parameter does not reference an input value: ${path}`);
  const value = readScalar(run, frame, field, input, notThere);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  if (field.kind === 'path') {
    throw new StatesError(
      'States.Runtime',
      `The SecondsPath parameter cannot be parsed as a long value: ${field.text} == ${textOf(value)}`,
    );
  }
  expectType(field, value, 'number');
  throw new StatesError(
    'States.QueryEvaluationError',
    `The Seconds field cannot be parsed as a long value: ${textOf(value)}`,
    'Seconds',
  );
}

function timestampOf(run: Run, frame: FrameDraft, field: ScalarField | undefined, input: string): number {
  const value = field ? readScalar(run, frame, field, input) : null;
  if (field) expectType(field, value, 'string');
  const time =
    typeof value === 'string' && OFFSET_DATE_TIME.test(value) ? Date.parse(value.replace(/(\.\d{3})\d+/, '$1')) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  const shown = typeof value === 'string' ? value : textOf(value);
  if (field?.kind === 'path') {
    const text = `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${field.text} == ${shown}`;
    throw new StatesError('States.Runtime', text);
  }
  const text = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${shown}`;
  throw new StatesError('States.QueryEvaluationError', text, 'Timestamp');
}
