import { useMemo } from 'preact/hooks';
import { type Graph, graphOf } from '#control/picture/graph-of.ts';
import { isObject, type JsonObject } from '#json/json.ts';

/** A definition's value and its graph; undefined where its text is none. The same text gives the same objects. */
export function useGraph(definition: string | undefined): { readonly value: JsonObject; readonly graph: Graph } | undefined {
  return useMemo(() => {
    const value = parsed(definition ?? '');
    return isObject(value) ? { value, graph: graphOf(value) } : undefined;
  }, [definition]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A state as it is written in a definition, wherever in it. */
export function stateIn(machine: JsonObject, name: string): JsonObject | undefined {
  const { States } = machine;
  if (!isObject(States)) return undefined;
  const own = Object.hasOwn(States, name) ? States[name] : undefined;
  if (isObject(own)) return own;
  for (const state of Object.values(States)) {
    if (!isObject(state)) continue;
    const { Branches = [], ItemProcessor, Iterator } = state;
    for (const inner of [Branches, ItemProcessor, Iterator].flat()) {
      const found = isObject(inner) ? stateIn(inner, name) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}
