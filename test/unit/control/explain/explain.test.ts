import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainRequest } from '#control/explain/explain-request.ts';
import type { Explanation } from '#control/explain/explanation.ts';
import type { Json, JsonObject } from '#json/json.ts';
import { createFakeSfn, type FakeSfn, fails, returns } from '#library/index.ts';

const PARTS = {
  now: () => Date.UTC(2024, 4, 6),
  uuid: () => '00000000-0000-4000-8000-000000000000',
  recorded: () => Promise.reject(new Error('no execution is asked for')),
};

const explain = (body: JsonObject): Promise<Explanation> => explainRequest(body, PARTS);

const states = (States: JsonObject, QueryLanguage = 'JSONata'): JsonObject => ({
  QueryLanguage,
  StartAt: Object.keys(States)[0] ?? '',
  States,
});

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };

/** What was evaluated, in order: the field and its value, or what broke it. */
const told = ({ fields }: Explanation) =>
  fields.map(({ field, value, broke }) => [field, broke ? broke.says : (value?.json ?? value?.type)]);

describe('explain of an expression', () => {
  it('gives its value, with numbers that JavaScript has not', async () => {
    const explained = await explain({ expression: '{% $states.input.big + 1 %}', input: { big: 9007199254740993n } });
    expect(explained).toMatchObject({
      ok: true,
      queryLanguage: 'JSONata',
      unasked: [],
      outcome: { kind: 'value', value: { type: 'number', json: '9007199254740994' } },
      fields: [{ field: 'expression', location: '', kind: 'jsonata', text: '{% $states.input.big + 1 %}' }],
    });
  });

  it.each<readonly [body: JsonObject, value: string]>([
    [
      {
        expression: '{% $rate & $states.context.a & $states.result & $states.errorOutput.Error %}',
        variables: { rate: 1 },
        context: { a: 2 },
        result: 3,
        errorOutput: { Error: 'E' },
      },
      '"123E"',
    ],
    [{ expression: '$.a', input: { a: 1 } }, '1'],
    [{ expression: '$$.a', context: { a: 1 } }, '1'],
    [{ expression: '$rate.x', variables: { rate: { x: 1 } } }, '1'],
    [{ expression: "States.Format('{}', $.a)", input: { a: 1 } }, '"1"'],
    [{ expression: '{% $now() %}' }, '"2024-05-06T00:00:00.000Z"'],
  ])('%j', async (body, value) => {
    expect(await explain(body)).toMatchObject({ ok: true, outcome: { kind: 'value', value: { json: value } } });
  });

  it.each<readonly [body: JsonObject, broke: JsonObject, error: string | undefined]>([
    [
      { expression: '{% $states.input.x * "2" %}', input: { x: 1 } },
      { says: 'the right side of "*" is "2", not a number', char: 20, code: 'T2002' },
      'States.QueryEvaluationError',
    ],
    [
      { expression: '{% $states.input.x %}' },
      { says: 'there is no "x" in $states.input, which has no keys', char: 18 },
      'States.QueryEvaluationError',
    ],
    [
      { expression: '$.a.b', input: { a: 1 } },
      { says: 'there is no "b" in $.a, which is 1, a number', char: 4 },
      'States.Runtime',
    ],
    [{ expression: '{% (1 + %}' }, { says: 'expected ")" before end of expression', code: 'S0203', char: 7 }, undefined],
    [
      { expression: '{% 1 + ) %}' },
      { says: 'the symbol ")" cannot be used as a unary operator', code: 'S0211', char: 8 },
      undefined,
    ],
    [{ expression: 'a + b' }, { says: "'a + b' is neither a JSONPath nor an intrinsic function call" }, undefined],
  ])('%j breaks', async (body, broke, error) => {
    const explained = await explain(body);
    expect(explained).toMatchObject({ ok: false, broke: { field: 'expression', ...broke }, outcome: { kind: 'failed' } });
    expect(explained.outcome).toMatchObject(error === undefined ? {} : { error });
  });

  it('holds the limits of a state', async () => {
    const explained = await explain({ expression: '{% ($f := function($n) { $f($n + 1) }; $f(0)) %}' });
    expect(explained).toMatchObject({ ok: false, broke: { says: 'the expression takes too long' } });
    const deep = Array.from({ length: 200 }).reduce<JsonObject>((inner) => ({ a: inner }), {});
    const paths = await explain({ expression: '$..*..*..*', input: deep });
    expect(paths).toMatchObject({ ok: false, outcome: { error: 'States.DataLimitExceeded' } });
  });

  it.each([
    [{}],
    [{ expression: 5 }],
    [{ definition: {} }],
    [{ expression: '$', variables: 5 }],
    [{ definition: 5, state: 'A' }],
  ])('refuses %j', async (body) => {
    await expect(explain(body)).rejects.toMatchObject({ name: 'ControlError', hint: expect.any(String) });
  });
});

describe('explain of a state', () => {
  it('follows a task as far as its call, and with its result to its end', async () => {
    const definition = states({
      Ship: {
        ...TASK,
        Arguments: { FunctionName: 'f', Payload: '{% $states.input.n * 2 %}' },
        Output: '{% $states.result.Payload & "!" %}',
        Assign: { paid: '{% $states.result.Payload %}' },
      },
    });
    const called = await explain({ definition, state: 'Ship', input: { n: 2 } });
    expect(told(called)).toEqual([['Arguments/Payload', '4']]);
    expect(called).toMatchObject({
      ok: true,
      state: 'Ship',
      type: 'Task',
      unasked: ['Output', 'Assign/paid'],
      outcome: { kind: 'works', payload: { json: '{"FunctionName":"f","Payload":4}' } },
    });
    const ended = await explain({
      definition: JSON.stringify(definition),
      state: 'Ship',
      input: { n: 2 },
      result: { Payload: 'ok' },
    });
    expect(told(ended)).toEqual([
      ['Arguments/Payload', '4'],
      ['Output', '"ok!"'],
      ['Assign/paid', '"ok"'],
    ]);
    expect(ended).toMatchObject({
      unasked: [],
      outcome: { kind: 'left', output: { json: '"ok!"' }, variables: { paid: { json: '"ok"' } } },
    });
  });

  it('says which field breaks the state, as AWS names it, and in which words', async () => {
    const definition = states({
      Ship: { Type: 'Pass', Output: { a: 1, list: ['x', '{% $states.input.price * 2 %}'] }, End: true },
    });
    const explained = await explain({ definition, state: 'Ship', input: { price: '4' } });
    expect(explained).toMatchObject({
      ok: false,
      broke: { field: 'Output/list[1]', says: 'the left side of "*" is "4", not a number', char: 24 },
      fields: [
        {
          field: 'Output/list[1]',
          location: '/States/Ship/Output/list[1]',
          error: {
            error: 'States.QueryEvaluationError',
            cause:
              "The JSONata expression '$states.input.price * 2' specified for the field 'Output/list[1]' threw an error during evaluation. T2001: The left side of the \"*\" operator must evaluate to a number",
          },
        },
      ],
      outcome: { kind: 'failed', error: 'States.QueryEvaluationError' },
    });
  });

  it.each<readonly [state: JsonObject, field: string, says: string]>([
    [
      { Type: 'Choice', Choices: [{ Condition: '{% "yes" %}', Next: 'End' }], Default: 'End' },
      'Choices[0]/Condition',
      'it gives "yes", a string, not a boolean',
    ],
    [
      {
        Type: 'Map',
        Items: '{% $states.input %}',
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
        End: true,
      },
      'Items',
      'it gives an object with no keys, not an array',
    ],
    [{ Type: 'Wait', Seconds: '{% "a" %}', End: true }, 'Seconds', 'it gives "a", a string, not a number'],
    [
      { ...TASK, TimeoutSeconds: '{% [1] %}', Arguments: { FunctionName: 'f' } },
      'TimeoutSeconds',
      'it gives an array of 1, not a number',
    ],
  ])('%j: the value is none that the field takes', async (state, field, says) => {
    const definition = states({ A: state, ...(state['Type'] === 'Choice' ? { End: { Type: 'Succeed' } } : {}) });
    expect(await explain({ definition, state: 'A' })).toMatchObject({ ok: false, broke: { field, says } });
  });

  it.each([
    ['MaxConcurrencyPath', -1, 'MaxConcurrency cannot be negative'],
    ['MaxConcurrencyPath', 'x', 'the MaxConcurrencyPath field refers to value "x" which is not a valid integer: $.value'],
    ['ItemsPath', 5, 'reference path "$.value" must point to array'],
  ])('%s leads to %j, which is none that the field takes', async (member, value, says) => {
    const processor = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
    const ItemsPath = { ItemsPath: '$.items' };
    const Each = { Type: 'Map', ...ItemsPath, [member]: '$.value', ItemProcessor: processor, End: true };
    const explained = await explain({ definition: states({ Each }, 'JSONPath'), state: 'Each', input: { items: [], value } });
    expect(explained).toMatchObject({ ok: false, broke: { field: member, says } });
  });

  it('asks the conditions of a choice in order, until one holds', async () => {
    const definition = states({
      Which: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 9 %}', Next: 'End' },
          { Condition: '{% $states.input.n > 1 %}', Next: 'End', Output: '{% "some" %}' },
          { Condition: '{% true %}', Next: 'End' },
        ],
      },
      End: { Type: 'Succeed' },
    });
    const explained = await explain({ definition, state: 'Which', input: { n: 4 } });
    expect(told(explained)).toEqual([
      ['Choices[0]/Condition', 'false'],
      ['Choices[1]/Condition', 'true'],
      ['Choices[1]/Output', '"some"'],
    ]);
    expect(explained).toMatchObject({
      unasked: ['Choices[2]/Condition'],
      outcome: { kind: 'left', next: 'End', output: { json: '"some"' } },
    });
  });

  it('traces what JSONPath has: paths, templates, choice rules, a Fail state’s texts', async () => {
    const definition = states(
      {
        Shape: {
          Type: 'Pass',
          InputPath: '$.order',
          Parameters: { all: [{ 'n.$': '$.n' }], 'id.$': '$$.Execution.Name' },
          ResultPath: '$.shaped',
          OutputPath: '$.shaped.all[0]',
          Assign: { 'kept.$': '$.id' },
          Next: 'Which',
        },
        Which: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 1, Next: 'Broken' }], Default: 'Broken' },
        Broken: { Type: 'Fail', ErrorPath: '$.error', CausePath: "States.Format('{}', $.cause)" },
      },
      'JSONPath',
    );
    const shaped = await explain({ definition, state: 'Shape', input: { order: { n: 2 } } });
    expect(told(shaped)).toEqual([
      ['InputPath', '{"n":2}'],
      ['Parameters/all[0]/n.$', '2'],
      ['Parameters/id.$', '"explain"'],
      ['OutputPath', '{"n":2}'],
      ['Assign/kept.$', '"explain"'],
    ]);
    const missing = await explain({ definition, state: 'Shape', input: { order: {} } });
    expect(missing).toMatchObject({
      broke: { field: 'Parameters/all[0]/n.$', says: 'there is no "n" in $, which has no keys' },
      outcome: { kind: 'failed', error: 'States.Runtime' },
    });
    expect(told(await explain({ definition, state: 'Which', input: { n: 1 } }))).toEqual([['Choices[0]', 'false']]);
    expect(await explain({ definition, state: 'Broken', input: { error: 'E', cause: 1 } })).toMatchObject({
      ok: true,
      outcome: { kind: 'failed', error: 'E', cause: '1' },
    });
  });

  it('shows the items of a Map once, and the one whose selection breaks', async () => {
    const processor = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
    const definition = states({
      Each: {
        Type: 'Map',
        Items: '{% $states.input %}',
        ItemSelector: { n: '{% $states.context.Map.Item.Value.n * 2 %}' },
        MaxConcurrency: '{% 1 + 1 %}',
        ItemProcessor: processor,
        Output: '{% $sum($states.result) %}',
        End: true,
      },
    });
    const right = await explain({ definition, state: 'Each', input: [{ n: 1 }, { n: 2 }], result: [2, 4] });
    expect(told(right)).toEqual([
      ['Items', '[{"n":1},{"n":2}]'],
      ['ItemSelector/n', '2'],
      ['MaxConcurrency', '2'],
      ['Output', '6'],
    ]);
    const wrong = await explain({ definition, state: 'Each', input: [{ n: 1 }, { n: 2 }, { n: 'x' }] });
    expect(told(wrong)).toEqual([
      ['Items', expect.any(String)],
      ['ItemSelector/n', '2'],
      ['ItemSelector/n', 'the left side of "*" is "x", not a number'],
    ]);
    expect(wrong).toMatchObject({ ok: false, unasked: ['MaxConcurrency', 'Output'] });
  });

  it('ends soon, and stays small, whatever it is given', async () => {
    const busy = '{% $sum($map([1..9000], function($v) { $v * $states.context.Map.Item.Index })) %}';
    const processor = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
    const Each = { Type: 'Map', ItemSelector: { busy }, ItemProcessor: processor, End: true };
    const begun = performance.now();
    const explained = await explain({
      definition: states({ Each }),
      state: 'Each',
      input: Array.from({ length: 1_000 }, () => 1),
    });
    expect(explained).toMatchObject({ ok: true });
    expect(performance.now() - begun).toBeLessThan(20_000);
    const large = `{% [${Array.from({ length: 250 }, (_, index) => `$states.input.items[${index}]`).join(', ')}] %}`;
    const Output = Object.fromEntries(Array.from({ length: 110 }, (_, index) => [`field${index}`, large]));
    const items = Array.from({ length: 500 }, () => 'x'.repeat(450));
    const whole = await explain({ definition: states({ A: { Type: 'Pass', Output, End: true } }), state: 'A', input: { items } });
    expect(JSON.stringify(whole).length).toBeLessThan(5_000_000);
  });

  it('reads, batches and writes as a Distributed Map says', async () => {
    const definition = states({
      Each: {
        Type: 'Map',
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Arguments: { Bucket: '{% $states.input.b %}', Key: 'k' } },
        ItemBatcher: { MaxItemsPerBatch: '{% 5 %}', BatchInput: { x: '{% $states.input.b %}' } },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: '{% $states.input.b %}' } },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'I',
          States: { I: { Type: 'Pass', End: true } },
        },
        End: true,
      },
    });
    expect(told(await explain({ definition, state: 'Each', input: { b: 'in' } }))).toEqual([
      ['ItemReader/Arguments/Bucket', '"in"'],
      ['ItemBatcher/MaxItemsPerBatch', '5'],
      ['ItemBatcher/BatchInput/x', '"in"'],
      ['ResultWriter/Arguments/Bucket', '"in"'],
    ]);
  });

  it('goes through a Catch with the error that it is given', async () => {
    const caught = (Output: string) => {
      const Catch = [{ ErrorEquals: ['Down'], Output, Next: 'End' }];
      const definition = states({ Ship: { ...TASK, Arguments: { FunctionName: 'f' }, Catch }, End: { Type: 'Succeed' } });
      return explain({ definition, state: 'Ship', errorOutput: { Error: 'Down', Cause: 'why' } });
    };
    const explained = await caught('{% $states.errorOutput.Cause %}');
    expect(told(explained)).toEqual([['Catch[0]/Output', '"why"']]);
    expect(explained).toMatchObject({ ok: true, outcome: { kind: 'left', next: 'End', output: { json: '"why"' } } });
    expect(await caught('{% $states.errorOutput.Cause * 1 %}')).toMatchObject({
      ok: false,
      broke: { field: 'Catch[0]/Output', says: 'the left side of "*" is "why", not a number' },
    });
  });

  it('finds states at any depth, and says which there are', async () => {
    const inner = { StartAt: 'In', States: { In: { Type: 'Pass', Output: '{% 1 %}', End: true } } };
    const definition = states({ Both: { Type: 'Parallel', Branches: [inner], End: true } });
    expect(await explain({ definition, state: 'In' })).toMatchObject({
      fields: [{ location: '/States/Both/Branches[0]/States/In/Output' }],
    });
    await expect(explain({ definition, state: 'Out' })).rejects.toMatchObject({ status: 404, hint: 'There are Both, In.' });
    await expect(explain({ definition: states({ A: { Type: 'Pass' } }), state: 'A' })).rejects.toThrow(/not valid/);
  });
});

describe('explain of an execution', () => {
  let fake: FakeSfn;
  beforeAll(() => {
    fake = createFakeSfn({ now: new Date('2024-05-06T07:08:09Z') });
  });
  afterAll(() => fake[Symbol.asyncDispose]());

  async function explained(definition: JsonObject, input: Json, state?: string) {
    const text = JSON.stringify(definition);
    const run = await (await (await fake.deploy(text)).start(input)).settled();
    const history = run.history().map((event) => ({ ...event, timestamp: event.timestamp.getTime() }));
    const recorded = async () => ({ definition: text, history });
    return explainRequest({ executionArn: run.arn, ...(state === undefined ? {} : { state }) }, { ...PARTS, recorded });
  }

  it('takes input, variables, result and context from its history', async () => {
    fake.on({ state: 'Charge' }, returns({ StatusCode: 200, Payload: { paid: '2' } }));
    const definition = states({
      Set: { Type: 'Pass', Assign: { rate: '{% 3 %}' }, Next: 'Charge' },
      Charge: {
        ...TASK,
        Arguments: { FunctionName: 'f' },
        Output: '{% $states.result.Payload.paid * $rate & $states.context.Execution.StartTime %}',
      },
    });
    const failed = await explained(definition, { n: 1 });
    expect(failed).toMatchObject({
      state: 'Charge',
      broke: { field: 'Output', says: 'the left side of "*" is "2", not a number' },
      // What was taken from there: with it the same can be asked again, and changed.
      situation: { definition: JSON.stringify(definition), input: '{"n":1}', variables: '{"rate":3}' },
    });
    const { situation } = failed;
    expect(JSON.parse(situation?.result ?? '')).toMatchObject({ Payload: { paid: '2' } });
    expect(JSON.parse(situation?.context ?? '')).toMatchObject({ State: { Name: 'Charge' } });
    expect(await explained(definition, { n: 1 }, 'Set')).toMatchObject({
      ok: true,
      state: 'Set',
      fields: [{ value: { json: '3' } }],
    });
  });

  it('sees what was assigned in the iteration, and around it, and what the iterations gave', async () => {
    const inner = {
      StartAt: 'Own',
      States: {
        Own: { Type: 'Pass', Assign: { own: '{% $states.context.Map.Item.Index %}' }, Next: 'Use' },
        Use: { Type: 'Pass', Output: '{% $own + $outer + $states.context.Map.Item.Value %}', End: true },
      },
    };
    const definition = states({
      Out: { Type: 'Pass', Assign: { outer: '{% 10 %}' }, Next: 'Each' },
      Each: { Type: 'Map', Items: '{% $states.input %}', ItemProcessor: inner, Output: '{% $sum($states.result) %}', End: true },
    });
    expect(await explained(definition, [1, 2, 'x'], 'Use')).toMatchObject({
      broke: { says: 'the right side of "+" is "x", not a number' },
    });
    expect(await explained(definition, [1, 2, 3], 'Each')).toMatchObject({
      fields: [{}, { field: 'Output', value: { json: '39' } }],
    });
  });

  it('has a token where the state waits for one', async () => {
    fake.on({ state: 'Ask' }, returns({}));
    const definition = states({
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'q', MessageBody: '{% $states.context.Task.Token %}' },
        Output: '{% $states.result * 2 %}',
        End: true,
      },
    });
    expect(await explained(definition, {})).toMatchObject({ broke: { field: 'Output' } });
  });

  it('sees the error that a Catch has caught', async () => {
    fake.on({ state: 'Charge' }, fails('Down', 'why'));
    const definition = states({
      Charge: {
        ...TASK,
        Arguments: { FunctionName: 'f' },
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Cause %}', Next: 'End' }],
      },
      End: { Type: 'Succeed' },
    });
    expect(await explained(definition, {}, 'Charge')).toMatchObject({
      fields: [{ field: 'Catch[0]/Output', value: { json: '"why"' } }],
    });
    await expect(explained(definition, {}, 'Never')).rejects.toMatchObject({ status: 404 });
  });
});

describe('the sources', () => {
  it('load what traces only where something is explained', () => {
    const read = (file: string) => readFileSync(new URL(`../../../../src/${file}`, import.meta.url), 'utf8');
    for (const file of [
      'control/control.ts',
      'control/workbench.ts',
      'control/picture/run-picture.ts',
      'library/run.ts',
      'control/explain/reasons.ts',
    ])
      expect(read(file)).not.toMatch(/^import \{[^}]*\} from '[^']*(explain-|find-reasons|asl\/trace)/m);
  });
});
