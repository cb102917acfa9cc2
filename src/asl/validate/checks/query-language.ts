import type { StateCheck } from '../site.ts';

/** A JSONata machine has no JSONPath states; the other way round is allowed. AWS: recorded (INVALID_DOWNGRADE_QUERY_LANGUAGE). */
export const queryLanguage: StateCheck = ({ state, location, machineLanguage }, report) => {
  if (machineLanguage === 'JSONata' && state.QueryLanguage === 'JSONPath') {
    report("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", location);
  }
};
