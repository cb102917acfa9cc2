import { StatesError } from '../states-error.ts';
import { NULL_INPUT_REASON, type PathNotFound } from './path-not-found.ts';

/**
 * The failure of a path such as InputPath that leads nowhere.
 * AWS: "Invalid path '$.X' : No results for path: $['X']" — recorded for InputPath, OutputPath and *SecondsPath; on null input the reason
 * stands alone — reported by users.
 */
export const invalidPath = (path: string, { reason }: PathNotFound): StatesError =>
  new StatesError('States.Runtime', reason === NULL_INPUT_REASON ? reason : `Invalid path '${path}' : ${reason}`);
