import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { evaluateField } from '../expression.ts';
import { expectJsonType } from '../jsonata/query-evaluation-error.ts';
import { invalidPath } from '../jsonpath/invalid-path.ts';
import { PathNotFound } from '../jsonpath/path-not-found.ts';
import type { Catcher, ChoiceBranch, DataFlow, Field, MapState, ScalarField, State } from '../state.ts';
import { createFieldTracer, type FieldTracer, type Told } from './traced-field.ts';

/**
 * A state that is the same as the compiled one and tells of every expression that is evaluated in it. `written`: the state as it is
 * written; `location`: where it stands, `/States/Ship`.
 */
export function traceState(state: State, written: JsonObject, location: string, told: Told): State {
  const tracer = createFieldTracer(state.queryLanguage, location, told);
  const base = { flow: tracedFlow(tracer, state, state.flow, written, '') };
  const scalar = <Name extends string>(name: Name, field: ScalarField | undefined, member: string) =>
    optional(name, field && tracedScalar(tracer, field, written, '', member));
  const catching = (catchers: readonly Catcher[]) => ({
    catch: catchers.map((catcher, index) => ({
      ...catcher,
      flow: tracedFlow(tracer, state, catcher.flow, itemOf(written['Catch'], index), `Catch[${index}]/`),
    })),
  });

  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      return { ...state, ...base };
    case 'Task':
      return {
        ...state,
        ...base,
        ...catching(state.catch),
        ...scalar('timeoutSeconds', state.timeoutSeconds, 'TimeoutSeconds'),
        ...scalar('heartbeatSeconds', state.heartbeatSeconds, 'HeartbeatSeconds'),
        ...optional('credentials', tracedField(tracer, state.credentials, written['Credentials'], 'Credentials')),
      };
    case 'Choice':
      return {
        ...state,
        ...base,
        choices: state.choices.map((branch, index) =>
          tracedBranch(tracer, state, branch, itemOf(written['Choices'], index), index),
        ),
      };
    case 'Wait':
      return {
        ...state,
        ...base,
        ...scalar('seconds', state.seconds, 'Seconds'),
        ...scalar('timestamp', state.timestamp, 'Timestamp'),
      };
    case 'Fail':
      return { ...state, ...base, ...scalar('error', state.error, 'Error'), ...scalar('cause', state.cause, 'Cause') };
    case 'Parallel':
      return { ...state, ...base, ...catching(state.catch) };
    case 'Map':
      return { ...tracedMap(tracer, state, written), ...base, ...catching(state.catch) };
  }
}

function tracedMap(tracer: FieldTracer, state: MapState, written: JsonObject): MapState {
  const selector = written['ItemSelector'] === undefined ? 'Parameters' : 'ItemSelector';
  const scalar = <Name extends string>(
    name: Name,
    field: ScalarField | undefined,
    member: string,
    fields = written,
    place = '',
  ) => optional(name, field && tracedScalar(tracer, field, fields, place, member));
  const { itemReader, itemBatcher, resultWriter } = state;
  const [reader, batcher, writer] = ['ItemReader', 'ItemBatcher', 'ResultWriter'].map((name) => objectOf(written[name]));
  const config = objectOf(reader?.['ReaderConfig']);
  const parameters = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
  const inConfig = 'ItemReader/ReaderConfig/';
  return {
    ...state,
    ...scalar('items', state.items, 'Items'),
    ...optional('itemSelector', tracedField(tracer, state.itemSelector, written[selector], selector)),
    ...scalar('maxConcurrency', state.maxConcurrency, 'MaxConcurrency'),
    ...scalar('toleratedFailureCount', state.toleratedFailureCount, 'ToleratedFailureCount'),
    ...scalar('toleratedFailurePercentage', state.toleratedFailurePercentage, 'ToleratedFailurePercentage'),
    ...optional(
      'itemReader',
      itemReader && {
        ...itemReader,
        ...optional('parameters', tracedField(tracer, itemReader.parameters, reader?.[parameters], `ItemReader/${parameters}`)),
        ...scalar('csvHeaders', itemReader.csvHeaders, 'CSVHeaders', config, inConfig),
        ...scalar('itemsPointer', itemReader.itemsPointer, 'ItemsPointer', config, inConfig),
        ...scalar('maxItems', itemReader.maxItems, 'MaxItems', config, inConfig),
      },
    ),
    ...optional(
      'itemBatcher',
      itemBatcher && {
        ...itemBatcher,
        ...scalar('maxItems', itemBatcher.maxItems, 'MaxItemsPerBatch', batcher, 'ItemBatcher/'),
        ...scalar('maxInputBytes', itemBatcher.maxInputBytes, 'MaxInputBytesPerBatch', batcher, 'ItemBatcher/'),
        ...optional('batchInput', tracedField(tracer, itemBatcher.batchInput, batcher?.['BatchInput'], 'ItemBatcher/BatchInput')),
      },
    ),
    ...optional(
      'resultWriter',
      resultWriter && {
        ...resultWriter,
        ...optional(
          'parameters',
          tracedField(tracer, resultWriter.parameters, writer?.[parameters], `ResultWriter/${parameters}`),
        ),
      },
    ),
  };
}

function tracedFlow(tracer: FieldTracer, { queryLanguage }: State, flow: DataFlow, written: JsonObject, place: string): DataFlow {
  const template = (field: Field | undefined, member: string) => tracedField(tracer, field, written[member], `${place}${member}`);
  const path = (field: Field | null | undefined, member: string) => {
    const text = written[member];
    return field && typeof text === 'string' ? tracedPath(tracer, text, `${place}${member}`) : field;
  };
  return {
    ...flow,
    ...optional('inputPath', path(flow.inputPath, 'InputPath')),
    ...optional('parameters', template(flow.parameters, queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters')),
    ...optional('resultSelector', template(flow.resultSelector, 'ResultSelector')),
    ...optional('outputPath', path(flow.outputPath, 'OutputPath')),
    ...optional('output', template(flow.output, 'Output')),
    ...optional('assign', template(flow.assign, 'Assign')),
  };
}

function tracedBranch(tracer: FieldTracer, state: State, branch: ChoiceBranch, written: JsonObject, index: number): ChoiceBranch {
  const place = `Choices[${index}]`;
  const flow = tracedFlow(tracer, state, branch.flow, written, `${place}/`);
  if (state.queryLanguage === 'JSONPath') return { ...branch, flow, test: tracer.rule(written, place) };
  const field = `${place}/Condition`;
  const { Condition = null } = written;
  const condition = tracer.template(Condition, field);
  const text = typeof Condition === 'string' ? Condition.slice(2, -2).trim() : '';
  return {
    ...branch,
    flow,
    test: (scope) => {
      const value = condition.evaluate(scope);
      expectJsonType(value, 'boolean', text, field);
      return value === true;
    },
  };
}

/** A template that is traced, where there is something to evaluate. */
const tracedField = (
  tracer: FieldTracer,
  field: Field | undefined,
  written: Json | undefined,
  name: string,
): Field | undefined => (field && written !== undefined ? tracer.template(written, name) : field);

/** A path of InputPath's kind. */
function tracedPath(tracer: FieldTracer, text: string, name: string): Field {
  const expression = tracer.path(text, name);
  return {
    evaluate(scope) {
      try {
        return expression.evaluate(scope);
      } catch (error) {
        throw error instanceof PathNotFound ? invalidPath(text, error) : error;
      }
    },
  };
}

function tracedScalar(tracer: FieldTracer, field: ScalarField, written: JsonObject, place: string, member: string): ScalarField {
  if (field.kind === 'literal') return field;
  const value = written[member];
  if (field.kind === 'jsonata')
    return value === undefined ? field : { ...field, evaluate: tracer.template(value, field.name).evaluate };
  const expression = tracer.path(field.text, `${place}${field.name}`);
  // A Fail state's paths miss in the words of a payload template.
  const isText = member === 'Error' || member === 'Cause';
  return { ...field, evaluate: isText ? (scope) => evaluateField(expression, field.name, scope) : expression.evaluate };
}

const optional = <Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const itemOf = (list: Json | undefined, index: number): JsonObject => objectOf(isArray(list) ? list[index] : undefined);
