import type { Broke, Part, Trace } from '#asl/trace/part.ts';
import { traceJsonata } from '#asl/trace/trace-jsonata.ts';
import type { Json, JsonObject } from '#json/json.ts';
import { bindingsOf } from '../jsonata/bindings.ts';

/** What an expression gives or throws, and its trace. */
export interface Traced extends Trace {
  readonly value?: Json | undefined;
  readonly error?: string;
}

/** Evaluates the text of an expression, without its `{% %}`, and traces it. */
export function traceOf(text: string, input: Json = {}, variables: JsonObject = {}): Traced {
  let trace: Trace | undefined;
  const expression = traceJsonata(`{%${text}%}`, (told) => {
    trace = told;
  });
  let end: { readonly value?: Json | undefined; readonly error?: string };
  try {
    end = { value: expression.evaluate(bindingsOf(input, variables)) };
  } catch (error) {
    end = { error: error instanceof Error ? error.message : String(error) };
  }
  if (trace === undefined) throw new Error('nothing was told');
  return { ...trace, ...end };
}

/** A trace as lines: `text = value`, with the values of what was evaluated often, `!` where it broke. */
export function linesOf({ text, value, values, times, error, parts }: Part, depth = 0): string[] {
  const shown = values ? `[${values.map((one) => one.json ?? one.type).join(' ')}]` : (value?.json ?? value?.type ?? '');
  const said = error === undefined ? (times === 0 ? '-' : `= ${shown}`) : '!';
  return [`${'  '.repeat(depth)}${text} ${said}`, ...parts.flatMap((part) => linesOf(part, depth + 1))];
}

/** What broke: the sentence, and the token that it points at. */
export const brokeOf = ({ broke }: { readonly broke?: Broke }): string => `${broke?.says} @ ${broke?.token}`;
