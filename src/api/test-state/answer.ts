import { errorAndCause, isFatal } from '#interpreter/continuation/failure.ts';
import { handlersOf, type Standing, standingOf } from '#interpreter/try-state.ts';
import type { InspectionData } from './inspection.ts';
import type { Tried } from './trial.ts';

/** The members of TestState's answer. */
export interface TestStateAnswer {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData: InspectionData;
}

/** What TestState says of a trial, with everything that inspection shows. */
export function answerOf(tried: Tried): TestStateAnswer {
  const standing = standingOf(tried.trial);
  const inspectionData = { ...tried.inspection.data(), ...errorDetails(tried, standing), ...variablesOf(standing) };
  const { failure } = tried;
  switch (standing.kind) {
    case 'left': {
      const { output, next } = standing;
      const left = { output, ...(next === undefined ? {} : { nextState: next }), inspectionData };
      return failure ? { status: 'CAUGHT_ERROR', ...errorAndCause(failure), ...left } : { status: 'SUCCEEDED', ...left };
    }
    case 'failed':
      return { status: 'FAILED', ...errorAndCause(standing), inspectionData };
    case 'retries':
      return { status: 'RETRIABLE', ...errorAndCause(failure ?? {}), inspectionData };
    default:
      throw new Error(`the tested state ${standing.kind} still`);
  }
}

/** AWS: the retrier that the error belongs to is named when its attempts are used up, too — test_state_configuration_retrier_retry_count. */
function errorDetails({ trial, failure }: Tried, standing: Standing): InspectionData {
  if (!failure || isFatal(failure)) return {};
  const { retryIndex, catchIndex } = handlersOf(trial, failure);
  const errorDetails = {
    ...(retryIndex === undefined ? {} : { retryIndex }),
    ...(standing.kind === 'retries'
      ? { retryBackoffIntervalSeconds: Math.trunc((standing.until - trial.run.moment.now) / 1000) }
      : {}),
    ...(standing.kind === 'left' ? { catchIndex } : {}),
  };
  return Object.keys(errorDetails).length === 0 ? {} : { errorDetails };
}

/** AWS: those that were given and those that the state assigned — API reference, InspectionData; absent when there are none, as recorded. */
function variablesOf({ variables }: Standing): InspectionData {
  const members = Object.entries(variables).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return members.length === 0 ? {} : { variables: `{${members.join(',')}}` };
}
