import { spend } from '../budget.ts';
import type { Intrinsic } from './intrinsic.ts';

/**
 * `States.StringSplit(text, separators)`: each character of `separators` separates. AWS: empty parts are left out, also at both ends
 * — intrinsic_functions, string_operations.test_string_split--2 and --5.
 */
export const stringSplit: Intrinsic = (args) => {
  const [text, separators] = args;
  if (args.length !== 2 || typeof text !== 'string' || typeof separators !== 'string') return undefined;
  spend(text.length / 4);
  const separating = new Set(separators);
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (!separating.has(character)) part += character;
    else {
      if (part !== '') parts.push(part);
      part = '';
    }
  }
  if (part !== '') parts.push(part);
  return parts;
};

/** `States.UUID()`: version 4. AWS: arguments are ignored — AWS runs told in the notes of a public corpus. */
export const uuid: Intrinsic = (_, scope) => scope.uuid();
