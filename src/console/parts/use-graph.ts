import { useMemo } from 'preact/hooks';
import { type Graph, graphOf } from '#control/picture/graph-of.ts';
import { isObject } from '#json/json.ts';

/** The graph of a definition; undefined where its text is none. The same text gives the same graph. */
export function useGraph(definition: string | undefined): Graph | undefined {
  return useMemo(() => {
    const value = parsed(definition ?? '');
    return isObject(value) ? graphOf(value) : undefined;
  }, [definition]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
