import type { Scope } from '#asl/scope.ts';
import type { DataFlow, State } from '#asl/state.ts';
import { isObject, type Json, type JsonObject } from '#json/json.ts';
import type { Frame } from '../continuation/execution.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { lineage, type Run } from '../draft/run.ts';
import { contextObject, type MapItem } from './context-object.ts';
import { parse, textOf } from './data.ts';

/** What a field may see beyond the state's data. */
interface Sight {
  readonly result?: JsonText;
  readonly errorOutput?: Json;
  readonly token?: string;
  readonly item?: MapItem;
}

/** The scope of a state's field; `input` is the text behind JSONPath's `$`. */
export function scopeOf(run: Run, frame: Frame, input: JsonText, sight: Sight = {}): Scope {
  const context = () => contextObject(run, frame, sight);
  return {
    input: parse(input),
    context,
    states: (withContext = true) => ({
      input: parse(frame.input),
      ...(sight.result === undefined ? {} : { result: parse(sight.result) }),
      ...(sight.errorOutput === undefined ? {} : { errorOutput: sight.errorOutput }),
      ...(withContext ? { context: context() } : {}),
    }),
    variable: (name) => variableOf(run, frame, name),
    random: run.random,
    uuid: run.uuid,
    now: () => run.moment.now,
  };
}

function variableOf(run: Run, frame: Frame, name: string): Json | undefined {
  for (const at of lineage(run, frame)) {
    if (Object.hasOwn(at.variables, name)) return parse(at.variables[name] ?? 'null');
  }
  return undefined;
}

/** What the state works on: its input through InputPath. In JSONata that is the input. */
export function selectInput(run: Run, frame: Frame, { inputPath }: DataFlow): JsonText {
  const input =
    inputPath === undefined
      ? frame.input
      : inputPath === null
        ? '{}'
        : textOf(inputPath.evaluate(scopeOf(run, frame, frame.input)));
  run.probe?.inspect('afterInputPath', input);
  return input;
}

/** What the state hands to its work: `Parameters` or `Arguments` applied to the selected input. */
export function applyParameters(run: Run, frame: Frame, flow: DataFlow, input: JsonText, sight?: Sight): JsonText {
  const parameters = flow.parameters ? textOf(flow.parameters.evaluate(scopeOf(run, frame, input, sight))) : input;
  run.probe?.inspect('afterParameters', parameters);
  return parameters;
}

/** A state's way out: its output, and the variables it assigns as JSON texts by name. */
export interface Leaving {
  readonly output: JsonText;
  readonly assigned?: Readonly<Record<string, JsonText>>;
}

/**
 * Applies the fields behind the state's work to its result. JSONPath: ResultSelector, ResultPath onto the raw input, OutputPath.
 * JSONata: Output. `sight` holds what `$states` shows: the result of Task, Parallel and Map, the error output of a Catch.
 */
export function shapeOutput(run: Run, frame: Frame, state: State, flow: DataFlow, result: JsonText, sight: Sight = {}): Leaving {
  if (sight.result !== undefined) run.probe?.inspect('result', sight.result);
  if (state.queryLanguage === 'JSONata') {
    const scope = scopeOf(run, frame, frame.input, sight);
    const output = flow.output ? textOf(flow.output.evaluate(scope)) : result;
    return { output, ...assign(flow, scope) };
  }
  const selected = flow.resultSelector ? textOf(flow.resultSelector.evaluate(scopeOf(run, frame, result, sight))) : result;
  run.probe?.inspect('afterResultSelector', selected);
  const merged = applyResultPath(flow, frame.input, selected);
  run.probe?.inspect('afterResultPath', merged);
  const output =
    flow.outputPath === undefined
      ? merged
      : flow.outputPath === null
        ? '{}'
        : textOf(flow.outputPath.evaluate(scopeOf(run, frame, merged, sight)));
  // AWS: Assign is applied at the same time as ResultSelector, and to the same: to the result itself — Passing data with variables.
  return { output, ...(flow.assign ? assign(flow, scopeOf(run, frame, result, sight)) : {}) };
}

function applyResultPath({ resultPath }: DataFlow, input: JsonText, result: JsonText): JsonText {
  if (resultPath === undefined) return result;
  return resultPath === null ? input : textOf(resultPath.write(parse(input), parse(result)));
}

function assign(flow: DataFlow, scope: Scope): Pick<Leaving, 'assigned'> {
  const values = flow.assign?.evaluate(scope);
  if (!isObject(values)) return {};
  return { assigned: Object.fromEntries(Object.entries(values as JsonObject).map(([name, value]) => [name, textOf(value)])) };
}
