import { SfnError } from './errors.ts';

/**
 * What no name of a state machine, an execution or an activity may contain: white space, brackets, wildcards, special and control
 * characters, half surrogates. Letters beyond ASCII are fine.
 *
 * AWS: https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html; recorded for U+001F and most of the
 * printable ones (create_activity_invalid_name).
 */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}\u{10FFFF}]/u;

/** Throws InvalidName. Its length, 1 to 80 characters, is a constraint of the tables. */
export function checkName(name: string): void {
  if (FORBIDDEN.test(name)) throw new SfnError('InvalidName', `Invalid Name: '${name}'`);
}
