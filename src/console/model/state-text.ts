const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s,:{}[\]"]+/g;

/** An object or an array that is being read, and where in it. */
interface Frame {
  readonly isArray: boolean;
  key: string | number;
  isAtName: boolean;
}

/** A state as it is written in the text of a definition, wherever in it, each number as it is spelled there. The text must be JSON. */
export function stateText(definition: string, name: string): string | undefined {
  const frames: Frame[] = [];
  let found: { readonly start: number; readonly depth: number } | undefined;
  for (const { 0: token, index } of definition.matchAll(TOKENS)) {
    const top = frames.at(-1);
    if (token === ',' && top) {
      if (typeof top.key === 'number') top.key++;
      top.isAtName = !top.isArray;
    } else if (token === '{' || token === '[') {
      if (!found && isState(frames, name)) found = { start: index, depth: frames.length };
      const isArray = token === '[';
      frames.push({ isArray, key: isArray ? 0 : '', isAtName: !isArray });
    } else if (token === '}' || token === ']') {
      frames.pop();
      if (found && frames.length === found.depth) return definition.slice(found.start, index + 1);
    } else if (top?.isAtName) {
      top.key = String(JSON.parse(token));
      top.isAtName = false;
    }
  }
  return undefined;
}

/** Whether what comes next is the state of that name: `States`, it, and around that branches and processors of other states. */
function isState(frames: readonly Frame[], name: string): boolean {
  const keys = frames.map(({ key }) => key);
  if (keys.pop() !== name) return false;
  for (let last = keys.pop(); last === 'States'; last = keys.pop()) {
    let around = keys.pop();
    if (around === undefined) return true;
    if (typeof around === 'number') around = keys.pop() === 'Branches' ? 'Branches' : '';
    if (around !== 'Branches' && around !== 'ItemProcessor' && around !== 'Iterator') return false;
    // The name of the state around it.
    keys.pop();
  }
  return false;
}
