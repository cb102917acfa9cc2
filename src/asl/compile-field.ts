import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { isNumber, toNumber } from '#json/number.ts';
import { compileExpression, evaluateField } from './expression.ts';
import { compileJsonataTemplate } from './jsonata/compile-jsonata-template.ts';
import { isJsonata } from './jsonata/is-jsonata.ts';
import { compileReferencePath } from './jsonpath/compile-reference-path.ts';
import { invalidPath } from './jsonpath/invalid-path.ts';
import { PathNotFound } from './jsonpath/path-not-found.ts';
import { compileTemplate } from './payload-template.ts';
import type { QueryLanguage } from './query-language.ts';
import type { DataFlow, Field, ScalarField } from './state.ts';

/** The data-flow fields of a JSONPath state, catcher or choice rule. */
export function compileJsonPathFlow(fields: JsonObject): DataFlow {
  const { InputPath, Parameters, ResultSelector, ResultPath, OutputPath, Assign } = fields;
  return {
    ...(InputPath === null || isOtherPath(InputPath) ? { inputPath: InputPath === null ? null : compilePath(InputPath) } : {}),
    ...(Parameters === undefined ? {} : { parameters: compileTemplate(Parameters) }),
    ...(ResultSelector === undefined ? {} : { resultSelector: compileTemplate(ResultSelector) }),
    ...(ResultPath === null || isOtherPath(ResultPath)
      ? { resultPath: ResultPath === null ? null : compileReferencePath(ResultPath) }
      : {}),
    ...(OutputPath === null || isOtherPath(OutputPath)
      ? { outputPath: OutputPath === null ? null : compilePath(OutputPath) }
      : {}),
    ...(isEmpty(Assign) ? {} : { assign: compileTemplate(Assign) }),
  };
}

/** The data-flow fields of a JSONata state, or of what stands at `place` in it: `Catch[0]/`, `Choices[1]/`. */
export function compileJsonataFlow(fields: JsonObject, place = ''): DataFlow {
  const { Arguments, Output, Assign } = fields;
  return {
    ...(Arguments === undefined ? {} : { parameters: compileJsonataTemplate(Arguments, `${place}Arguments`) }),
    ...(Output === undefined ? {} : { output: compileJsonataTemplate(Output, `${place}Output`) }),
    ...(isEmpty(Assign) ? {} : { assign: compileJsonataTemplate(Assign, `${place}Assign`) }),
  };
}

/** A field that holds any JSON: a payload template, in JSONata with `{% … %}` texts inside. `name`: where in the state it stands. */
export function compileField(value: Json | undefined, name: string, queryLanguage: QueryLanguage): Field | undefined {
  if (value === undefined) return undefined;
  return queryLanguage === 'JSONata' ? compileJsonataTemplate(value, name) : compileTemplate(value);
}

/**
 * `TimeoutSeconds` with its `TimeoutSecondsPath`, and every other pair of that kind; in JSONata whatever holds a `{% … %}` text. `place`:
 * where in the state it stands, `ItemBatcher/`.
 */
export function compileScalar(
  name: string,
  fields: JsonObject,
  queryLanguage: QueryLanguage,
  place = '',
): ScalarField | undefined {
  // A null is no value: validation takes it for an absent field too (inferred).
  const value = fields[name] ?? undefined;
  const path = fields[`${name}Path`];
  if (
    queryLanguage === 'JSONata' &&
    value !== undefined &&
    (typeof value === 'string' ? isJsonata(value) : isObject(value) || isArray(value))
  ) {
    const field = `${place}${name}`;
    const { evaluate, expressions } = compileJsonataTemplate(value, field);
    const expression = typeof value === 'string' ? expressions[0]?.expression.text : undefined;
    return { kind: 'jsonata', name: field, evaluate, ...(expression === undefined ? {} : { expression }) };
  }
  if (value !== undefined) return { kind: 'literal', name, value: isNumber(value) ? toNumber(value) : value };
  if (typeof path === 'string')
    return { kind: 'path', name: `${name}Path`, text: path, evaluate: compileExpression(path).evaluate };
  return undefined;
}

/**
 * A Fail state's `Error` with its `ErrorPath`, or `Cause` with `CausePath`.
 * AWS: other than timeouts, these paths miss in the words of a payload template — recorded in base_scenarios.test_invalid_jsonpath.
 */
export function compileFailText(name: string, fields: JsonObject, queryLanguage: QueryLanguage): ScalarField | undefined {
  const field = compileScalar(name, fields, queryLanguage);
  if (field?.kind !== 'path') return field;
  const expression = compileExpression(field.text);
  return { ...field, evaluate: (scope) => evaluateField(expression, field.name, scope) };
}

/** A path of InputPath's kind: nothing there is the state's failure, in AWS's words. */
export function compilePath(text: string): Field {
  const expression = compileExpression(text);
  return {
    evaluate: (scope) => {
      try {
        return expression.evaluate(scope);
      } catch (error) {
        if (!(error instanceof PathNotFound)) throw error;
        throw invalidPath(text, error);
      }
    },
  };
}

const isOtherPath = (path: Json | undefined): path is string => typeof path === 'string' && path !== '$';

const isEmpty = (fields: Json | undefined): fields is undefined => !isObject(fields) || Object.keys(fields).length === 0;
