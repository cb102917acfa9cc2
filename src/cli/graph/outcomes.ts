import { visitsOf } from '#control/picture/visits.ts';
import { isObject, type JsonObject } from '#json/json.ts';
import { textIn } from '../server/execution-of.ts';
import { historyOf } from '../server/history-of.ts';

/** What became of a state in an execution: its last visit counts. */
export type Outcome = 'succeeded' | 'failed' | 'entered';

/** What became of each state that the execution in a bundle has entered. */
export function outcomes(bundle: JsonObject): Map<string, Outcome> {
  const { execution } = bundle;
  const isRunning = isObject(execution) && textIn(execution, 'status') === 'RUNNING';
  return new Map(
    visitsOf(historyOf(bundle)).map(({ state, exitedAt, failures, retries }): [string, Outcome] => {
      if (exitedAt !== undefined) return [state, failures.length > retries ? 'failed' : 'succeeded'];
      return [state, isRunning ? 'entered' : 'failed'];
    }),
  );
}
