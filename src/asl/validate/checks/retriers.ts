import { checkErrorHandlers } from '../check-error-handlers.ts';
import type { ObjectFields } from '../check-fields.ts';
import type { StateCheck } from '../site.ts';
import { MAX_SECONDS } from '../state-fields.ts';

// AWS: the ranges were measured by others; IntervalSeconds 0 is accepted.
const RETRIER: ObjectFields = {
  required: ['ErrorEquals'],
  fields: {
    Comment: { value: { kind: 'any' } },
    ErrorEquals: { value: { kind: 'elements' } },
    IntervalSeconds: { value: { kind: 'integer', min: 0, max: MAX_SECONDS, literal: true } },
    MaxAttempts: { value: { kind: 'integer', min: 0, max: MAX_SECONDS, literal: true } },
    BackoffRate: { value: { kind: 'number', min: 1, literal: true } },
    MaxDelaySeconds: { value: { kind: 'integer', min: 1, max: 31_622_400, literal: true } },
    JitterStrategy: { value: { kind: 'enum', values: ['NONE', 'FULL'] } },
  },
};

/** Retry is a list of retriers. */
export const retriers: StateCheck = ({ state, location, language }, report) => {
  checkErrorHandlers(state.Retry, RETRIER, language, `${location}/Retry`, report);
};
