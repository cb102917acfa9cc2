/** A name step, or a bracket with a quoted name or an index. Anything else selects more than one place. */
const STEP = /\.(?!\*)[^.[\]]+|\.?\[(?:'[^']*'|"[^"]*"|\d+)\]/y;
const ROOT = /\$(?:\$|[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*)?/uy;

/**
 * Why this text is no Reference Path (a path to exactly one place), `undefined` if it is one.
 * AWS: the first two reasons are its words (messages of CreateStateMachine that users reported); the last is (inferred).
 */
export function referencePathProblem(text: string): string | undefined {
  if (!text.startsWith('$')) return "Reference path didn't start with '$'";
  ROOT.lastIndex = 0;
  ROOT.test(text);
  let position = ROOT.lastIndex;
  while (position < text.length) {
    STEP.lastIndex = position;
    if (!STEP.test(text))
      return text[position] === '[' ? "'[' must be followed by ' or '['" : `Illegal token '${text.slice(position)}'`;
    position = STEP.lastIndex;
  }
  return undefined;
}
