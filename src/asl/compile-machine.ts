import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { isNumber, toNumber } from '#json/number.ts';
import { compileChoiceRule } from './choice-rule.ts';
import { compileFailText, compileField, compileJsonataFlow, compileJsonPathFlow, compileScalar } from './compile-field.ts';
import { compileMapData } from './compile-map-data.ts';
import { compileJsonataTemplate } from './jsonata/compile-jsonata-template.ts';
import { expectJsonType } from './jsonata/query-evaluation-error.ts';
import { languageOf, type QueryLanguage } from './query-language.ts';
import { parseResource } from './resource.ts';
import type { Catcher, ChoiceBranch, DataFlow, Machine, MapState, Retrier, State } from './state.ts';

/** Compiles a definition that validation has accepted; of any other it throws or makes what it can. */
export function compileMachine(definition: JsonObject): Machine {
  const states = new Map<string, State>();
  compileStates(definition, languageOf(definition), states);
  return { ...headOf(definition), states };
}

/** What is known of a machine before its states are compiled. */
export const outlineMachine = (definition: JsonObject): Machine => ({
  ...headOf(definition),
  states: new Map(),
  isOutline: true,
});

function headOf({ StartAt, TimeoutSeconds }: JsonObject): Pick<Machine, 'startAt' | 'timeoutSeconds'> {
  return { startAt: String(StartAt), ...(isNumber(TimeoutSeconds) ? { timeoutSeconds: toNumber(TimeoutSeconds) } : {}) };
}

/** Adds the states of a machine, branch or item processor to `into`; returns the first one's name. */
function compileStates(machine: JsonObject, inherited: QueryLanguage, into: Map<string, State>): string {
  for (const [name, fields] of Object.entries(objectOf(machine['States']))) {
    if (isObject(fields)) into.set(name, compileState(name, fields, inherited, into));
  }
  return String(machine['StartAt']);
}

function compileState(name: string, fields: JsonObject, inherited: QueryLanguage, into: Map<string, State>): State {
  const queryLanguage = languageOf(fields, inherited);
  const { Next } = fields;
  const scalar = (member: string) => compileScalar(member, fields, queryLanguage);
  const optional = <Name extends string, Value>(member: Name, value: Value | undefined) =>
    (value === undefined ? {} : { [member]: value }) as { [member in Name]?: Value };
  const base = {
    name,
    queryLanguage,
    flow: compileFlow(fields, queryLanguage),
    ...(typeof Next === 'string' ? { next: Next } : {}),
  };
  const fallible = () => ({
    retry: listOf(fields['Retry']).map(compileRetrier),
    catch: listOf(fields['Catch']).map((catcher, index) => compileCatcher(catcher, `Catch[${index}]/`, queryLanguage)),
  });

  switch (fields['Type']) {
    case 'Pass':
      return { type: 'Pass', ...base, ...optional('result', fields['Result']) };
    case 'Task':
      return {
        type: 'Task',
        ...base,
        ...fallible(),
        resource: parseResource(String(fields['Resource'])),
        ...optional('timeoutSeconds', scalar('TimeoutSeconds')),
        ...optional('heartbeatSeconds', scalar('HeartbeatSeconds')),
        ...optional('credentials', compileField(fields['Credentials'], 'Credentials', queryLanguage)),
      };
    case 'Choice':
      return {
        type: 'Choice',
        ...base,
        choices: listOf(fields['Choices']).map((choice, index) => compileChoice(choice, `Choices[${index}]/`, queryLanguage)),
        ...(typeof fields['Default'] === 'string' ? { default: fields['Default'] } : {}),
      };
    case 'Wait':
      return { type: 'Wait', ...base, ...optional('seconds', scalar('Seconds')), ...optional('timestamp', scalar('Timestamp')) };
    case 'Succeed':
      return { type: 'Succeed', ...base };
    case 'Fail':
      return {
        type: 'Fail',
        ...base,
        ...optional('error', compileFailText('Error', fields, queryLanguage)),
        ...optional('cause', compileFailText('Cause', fields, queryLanguage)),
      };
    case 'Parallel': {
      const branches = listOf(fields['Branches']).map((branch) => compileStates(branch, inherited, into));
      return { type: 'Parallel', ...base, ...fallible(), branches };
    }
    default:
      return compileMap(fields, { ...base, ...fallible() }, queryLanguage, inherited, into);
  }
}

function compileMap(
  fields: JsonObject,
  base: Pick<MapState, 'name' | 'queryLanguage' | 'flow' | 'retry' | 'catch'>,
  queryLanguage: QueryLanguage,
  inherited: QueryLanguage,
  into: Map<string, State>,
): MapState {
  const processor = objectOf(fields['ItemProcessor'] ?? fields['Iterator']);
  const config = objectOf(processor['ProcessorConfig']);
  const scalar = (member: string) => compileScalar(member, fields, queryLanguage);
  // AWS: Parameters is what ItemSelector was called before; it shapes each item, not the state's input — Map state, deprecated fields.
  const selector = compileField(fields['ItemSelector'] ?? fields['Parameters'], 'ItemSelector', queryLanguage);
  const { parameters: _, ...flow } = base.flow;
  const items = scalar('Items');
  const maxConcurrency = scalar('MaxConcurrency');
  const toleratedFailureCount = scalar('ToleratedFailureCount');
  const toleratedFailurePercentage = scalar('ToleratedFailurePercentage');
  return {
    ...base,
    type: 'Map',
    flow,
    mode: config['Mode'] === 'DISTRIBUTED' ? 'DISTRIBUTED' : 'INLINE',
    executionType: config['ExecutionType'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    ...(typeof fields['Label'] === 'string' ? { label: fields['Label'] } : {}),
    startAt: compileStates(processor, inherited, into),
    ...(items ? { items } : {}),
    ...(selector ? { itemSelector: selector } : {}),
    ...(maxConcurrency ? { maxConcurrency } : {}),
    ...(toleratedFailureCount ? { toleratedFailureCount } : {}),
    ...(toleratedFailurePercentage ? { toleratedFailurePercentage } : {}),
    ...compileMapData(fields, queryLanguage),
  };
}

function compileChoice(choice: JsonObject, place: string, queryLanguage: QueryLanguage): ChoiceBranch {
  const flow = compileFlow(choice, queryLanguage, place);
  const next = String(choice['Next']);
  if (queryLanguage === 'JSONPath') return { test: compileChoiceRule(choice).test, next, flow };
  return { test: compileCondition(choice['Condition'] ?? null, `${place}Condition`), next, flow };
}

/** A JSONata Condition: true or false, or an expression that has to give one of them. */
function compileCondition(condition: Json, field: string): ChoiceBranch['test'] {
  const { evaluate, expressions } = compileJsonataTemplate(condition, field);
  const text = expressions[0]?.expression.text ?? '';
  return (scope) => {
    const value = evaluate(scope);
    expectJsonType(value, 'boolean', text, field);
    return value === true;
  };
}

function compileRetrier(fields: JsonObject): Retrier {
  const number = (value: Json | undefined, otherwise: number) => (isNumber(value) ? toNumber(value) : otherwise);
  const { IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds } = fields;
  return {
    errorEquals: stringsOf(fields['ErrorEquals']),
    // AWS: defaults of 1 second, 3 attempts and a rate of 2.0 — Handling errors in Step Functions workflows.
    intervalSeconds: number(IntervalSeconds, 1),
    maxAttempts: number(MaxAttempts, 3),
    backoffRate: number(BackoffRate, 2),
    ...(isNumber(MaxDelaySeconds) ? { maxDelaySeconds: toNumber(MaxDelaySeconds) } : {}),
    jitterStrategy: fields['JitterStrategy'] === 'FULL' ? 'FULL' : 'NONE',
  };
}

function compileCatcher(fields: JsonObject, place: string, queryLanguage: QueryLanguage): Catcher {
  return {
    errorEquals: stringsOf(fields['ErrorEquals']),
    next: String(fields['Next']),
    flow: compileFlow(fields, queryLanguage, place),
  };
}

function compileFlow(fields: JsonObject, queryLanguage: QueryLanguage, place?: string): DataFlow {
  return queryLanguage === 'JSONata' ? compileJsonataFlow(fields, place) : compileJsonPathFlow(fields);
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const listOf = (value: Json | undefined): readonly JsonObject[] => (isArray(value) ? value.filter(isObject) : []);

const stringsOf = (value: Json | undefined): readonly string[] =>
  isArray(value) ? value.filter((item) => typeof item === 'string') : [];
