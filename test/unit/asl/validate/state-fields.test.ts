import { describe, expect, it } from 'vitest';
import type { StateType } from '#asl/definition.ts';
import type { QueryLanguage } from '#asl/query-language.ts';
import { STATE_FIELDS } from '#asl/validate/state-fields.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import type { JsonObject } from '#json/json.ts';
import { type Answer, runMachine } from '#test/support/run-machine.ts';

// What a definition may have must mean something: each field is tried on each type and in each language that takes it, and an execution
// with it must go otherwise than the same one without it.

/** Fields that are tried by all others, and the one that nobody has to heed. */
const NOT_TRIED = ['Type', 'QueryLanguage', 'Comment'];

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:price';
const READER = { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' } };
const WRITER = { Resource: 'arn:aws:states:::s3:putObject' };

const DATA = { n: 3, s: 5, text: 'Odd', t: '2026-01-02T04:00:00Z', list: [1, 2, 3] };
const INPUT = { ...DATA, nested: { ...DATA, n: 1, list: [4], text: 'Nested' } };

/** A machine inside a state. */
const inside = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Task', Resource: LAMBDA, End: true } } });
const DISTRIBUTED = { ...inside('Work'), ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

/** The least that a state of each type has. */
const LEAST: Readonly<Record<StateType, Readonly<Record<QueryLanguage, JsonObject>>>> = {
  Task: same({ Resource: LAMBDA, End: true }),
  Wait: same({ Seconds: 1, End: true }),
  Pass: same({ End: true }),
  Succeed: same({}),
  Fail: same({}),
  Choice: {
    JSONPath: { Choices: [{ Variable: '$.n', NumericEquals: 99, Next: 'Other' }], Default: 'Other' },
    JSONata: { Choices: [{ Condition: '{% $states.input.n = 99 %}', Next: 'Other' }], Default: 'Other' },
  },
  Parallel: same({ Branches: [inside('Work')], End: true }),
  Map: {
    JSONPath: { ItemsPath: '$.list', ItemProcessor: inside('Work'), End: true },
    JSONata: { Items: '{% $states.input.list %}', ItemProcessor: inside('Work'), End: true },
  },
};

function same(fields: JsonObject): Readonly<Record<QueryLanguage, JsonObject>> {
  return { JSONPath: fields, JSONata: fields };
}

/** How a field is tried: what the state has with it, without it, and what its calls are answered. */
interface Trial {
  readonly with: Fields;
  readonly without?: Fields;
  readonly answer?: Answer;
}

/** `undefined` takes a field away. */
type Fields = Readonly<Record<string, JsonObject[string] | undefined>>;

const works: Answer = () => ({ output: { nested: 'result' }, after: 1 });
const fails: Answer = () => ({ error: 'Oops' });
const silent: Answer = () => undefined;

const distributed = (fields: Fields): Trial => ({
  with: { ItemProcessor: DISTRIBUTED, ...fields },
  without: { ItemProcessor: DISTRIBUTED },
});

const TRIALS: Readonly<Record<string, (type: StateType, language: QueryLanguage) => Trial>> = {
  Next: () => ({ with: { Next: 'Other', End: undefined } }),
  End: () => ({ with: { End: true }, without: { End: undefined, Next: 'Other' } }),
  InputPath: () => ({ with: { InputPath: '$.nested' } }),
  OutputPath: (type) => ({ with: { OutputPath: type === 'Parallel' || type === 'Map' ? '$[0]' : '$.nested' } }),
  ResultPath: () => ({ with: { ResultPath: '$.result' } }),
  Parameters: () => ({ with: { Parameters: { 'a.$': '$.n' } } }),
  ResultSelector: () => ({ with: { ResultSelector: { 'all.$': '$' } } }),
  Result: () => ({ with: { Result: 'result' } }),
  Arguments: () => ({ with: { Arguments: { a: '{% $states.input.n %}' } } }),
  Output: () => ({ with: { Output: '{% $states.input.n %}' } }),
  Assign: () => ({ with: { Assign: { assigned: 1 } } }),
  Retry: () => ({ with: { Retry: [{ ErrorEquals: ['Oops'] }] }, answer: fails }),
  Catch: () => ({ with: { Catch: [{ ErrorEquals: ['Oops'], Next: 'Other' }] }, answer: fails }),
  Resource: () => ({ with: { Resource: `${LAMBDA}-2` } }),
  Credentials: () => ({ with: { Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/other' } } }),
  TimeoutSeconds: () => ({ with: { TimeoutSeconds: 9 }, answer: silent }),
  TimeoutSecondsPath: () => ({ with: { TimeoutSecondsPath: '$.s' }, answer: silent }),
  HeartbeatSeconds: () => ({ with: { HeartbeatSeconds: 9 }, answer: silent }),
  HeartbeatSecondsPath: () => ({ with: { HeartbeatSecondsPath: '$.s' }, answer: silent }),
  Seconds: () => ({ with: { Seconds: 9 } }),
  SecondsPath: () => ({ with: { Seconds: undefined, SecondsPath: '$.s' } }),
  Timestamp: () => ({ with: { Seconds: undefined, Timestamp: '2026-01-02T04:00:00Z' } }),
  TimestampPath: () => ({ with: { Seconds: undefined, TimestampPath: '$.t' } }),
  Error: () => ({ with: { Error: 'Odd' } }),
  ErrorPath: () => ({ with: { ErrorPath: '$.text' } }),
  Cause: () => ({ with: { Cause: 'why' } }),
  CausePath: () => ({ with: { CausePath: '$.text' } }),
  Choices: (_, language) => ({
    with: {
      Choices: [
        language === 'JSONata' ? { Condition: true, Next: 'Third' } : { Variable: '$.n', NumericEquals: 3, Next: 'Third' },
      ],
    },
  }),
  Default: () => ({ with: { Default: 'Third' } }),
  Branches: () => ({ with: { Branches: [inside('Work'), inside('More')] } }),
  ItemProcessor: () => ({ with: { ItemProcessor: inside('More') } }),
  Iterator: () => ({ with: { ItemProcessor: undefined, Iterator: inside('More') } }),
  ItemsPath: () => ({ with: { ItemsPath: '$.nested.list' } }),
  Items: () => ({ with: { Items: [7] } }),
  ItemSelector: () => ({ with: { ItemSelector: { selected: 1 } } }),
  ItemReader: (_, language) =>
    distributed({
      ItemsPath: undefined,
      Items: undefined,
      ItemReader: { ...READER, ...parametersOf(language, { Bucket: 'b', Key: 'k' }) },
    }),
  ItemBatcher: () => distributed({ ItemBatcher: { MaxItemsPerBatch: 2 } }),
  ResultWriter: (_, language) =>
    distributed({ ResultWriter: { ...WRITER, ...parametersOf(language, { Bucket: 'b', Prefix: 'p' }) } }),
  MaxConcurrency: () => ({ with: { MaxConcurrency: 1 } }),
  MaxConcurrencyPath: () => ({ with: { MaxConcurrencyPath: '$.nested.n' } }),
  ToleratedFailurePercentage: () => distributed({ ToleratedFailurePercentage: 5 }),
  ToleratedFailurePercentagePath: () => distributed({ ToleratedFailurePercentagePath: '$.s' }),
  ToleratedFailureCount: () => distributed({ ToleratedFailureCount: 5 }),
  ToleratedFailureCountPath: () => distributed({ ToleratedFailureCountPath: '$.s' }),
  Label: () => distributed({ Label: 'Each' }),
};

const parametersOf = (language: QueryLanguage, parameters: JsonObject): JsonObject =>
  language === 'JSONata' ? { Arguments: parameters } : { Parameters: parameters };

function definitionOf(type: StateType, language: QueryLanguage, fields: Fields): JsonObject {
  const state: Fields = { Type: type, QueryLanguage: language, ...LEAST[type][language], ...fields };
  const kept = Object.entries(state).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const Other = { Type: 'Succeed' };
  const Third = { Type: 'Fail' };
  return { StartAt: 'State', States: { State: Object.fromEntries(kept), Other, Third } };
}

const cases = Object.entries(STATE_FIELDS).flatMap(([field, { types, language }]) =>
  NOT_TRIED.includes(field)
    ? []
    : types.flatMap((type) =>
        (language ? [language] : (['JSONPath', 'JSONata'] as const)).map((one) => ({ field, type, language: one })),
      ),
);

describe('what is accepted is run:', () => {
  it.each(cases)('$field of $type in $language', ({ field, type, language }) => {
    const trial = TRIALS[field]?.(type, language);
    if (trial === undefined) throw new Error(`nobody has said how ${field} is tried`);
    const { answer = works, without = {} } = trial;
    const definition = definitionOf(type, language, trial.with);
    const { diagnostics } = validateDefinition(JSON.stringify(definition), { type: 'STANDARD', catalogue: {} });
    expect(diagnostics.filter(({ code }) => code !== 'MISSING_TRANSITION_TARGET')).toEqual([]);
    const other = runMachine(definitionOf(type, language, without), INPUT, { answer });
    expect(runMachine(definition, INPUT, { answer })).not.toEqual(other);
  });
});
