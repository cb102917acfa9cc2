import { describe, expect, test } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { isObject, type JsonObject } from '#json/json.ts';
import { aWorld, type World } from '#test/support/a-world.ts';
import { type ObjectsInMemory, objectsInMemory } from '#test/support/objects-in-memory.ts';

/** What a Distributed Map may have besides a processor that passes its input on. */
interface MapParts {
  readonly reader?: JsonObject;
  readonly processor?: JsonObject;
  readonly executionType?: 'STANDARD' | 'EXPRESS';
  readonly more?: JsonObject;
}

const PASS = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };
const CSV = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };

const aMap = ({ reader, processor = PASS, executionType = 'STANDARD', more = {} }: MapParts): JsonObject => ({
  StartAt: 'Map',
  States: {
    Map: {
      Type: 'Map',
      Label: 'L',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType }, ...processor },
      ...(reader
        ? {
            ItemReader: {
              Resource: 'arn:aws:states:::s3:getObject',
              Parameters: { Bucket: 'bucket', Key: 'data' },
              ReaderConfig: reader,
            },
          }
        : {}),
      End: true,
      ...more,
    },
  },
});

/** Fails the items with `fail`. */
const FAILING = {
  StartAt: 'Choose',
  States: {
    Choose: { Type: 'Choice', Choices: [{ Variable: '$.fail', StringEquals: 'yes', Next: 'No' }], Default: 'Yes' },
    No: { Type: 'Fail', Error: 'Unlucky', Cause: 'as told' },
    Yes: { Type: 'Succeed' },
  },
};

async function run(world: World, definition: JsonObject, input: unknown = {}): Promise<Execution> {
  const arn = await world.start(definition, 'machine', input);
  for (let turn = 0; turn < 500 && (await world.load(arn)).status === 'RUNNING'; turn++) await world.settle();
  return world.load(arn);
}

const outputOf = ({ output, error, cause }: Execution): unknown => (output === undefined ? { error, cause } : JSON.parse(output));
const mapRunOf = ({ mapRuns = {} }: Execution) => Object.values(mapRuns)[0];
const worldWith = (contents: string, store = objectsInMemory()): { world: World; store: ObjectsInMemory } => {
  store.put('bucket/data', contents);
  return { world: aWorld({ objects: store }), store };
};

describe('A Distributed Map with an ItemReader', () => {
  test.each(['STANDARD', 'EXPRESS'] as const)('runs a %s child for each item', async (executionType) => {
    const { world } = worldWith('a\n1\n2\n3');
    expect(outputOf(await run(world, aMap({ reader: CSV, executionType })))).toEqual([{ a: '1' }, { a: '2' }, { a: '3' }]);
  });

  test('tells a length of 0 when it starts, and counts what it has read', async () => {
    const { world } = worldWith('a\n1\n2\n3');
    const execution = await run(world, aMap({ reader: CSV }));
    const started = (await world.history(execution.arn)).find(({ type }) => type === 'MapStateStarted');
    expect(started).toMatchObject({ mapStateStartedEventDetails: { length: 0 } });
    expect(mapRunOf(execution)).toMatchObject({ executions: { total: 3, succeeded: 3 }, items: { total: 3, succeeded: 3 } });
  });

  test('stops at MaxItems', async () => {
    for (const config of [
      { ...CSV, MaxItems: 2 },
      { ...CSV, MaxItemsPath: '$.limit' },
    ]) {
      const { world } = worldWith('a\n1\n2\n3');
      expect(outputOf(await run(world, aMap({ reader: config }), { limit: 2 }))).toHaveLength(2);
    }
  });

  test('shows items to the ItemSelector with their index, key and source', async () => {
    const { world } = worldWith('{"x":[1],"y":[2]}');
    const ItemSelector = {
      'index.$': '$$.Map.Item.Index',
      'key.$': '$$.Map.Item.Key',
      'value.$': '$$.Map.Item.Value[0]',
      'source.$': '$$.Map.Item.Source',
      'input.$': '$.a',
    };
    const execution = await run(world, aMap({ reader: { InputType: 'JSON' }, more: { ItemSelector } }), { a: 0 });
    const source = 's3://bucket/data';
    expect(outputOf(execution)).toEqual([
      { index: 0, key: 'x', value: 1, source, input: 0 },
      { index: 1, key: 'y', value: 2, source, input: 0 },
    ]);
  });

  test('reads what JSONata expressions say', async () => {
    const { world, store } = worldWith('');
    store.put('here/there', '{"list":[1,2,3]}');
    const definition = aMap({
      more: {
        QueryLanguage: 'JSONata',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          Arguments: { Bucket: '{% $states.input.place[0] %}', Key: '{% $states.input.place[1] %}' },
          ReaderConfig: { InputType: 'JSON', ItemsPointer: '/list', MaxItems: '{% 1 + 1 %}' },
        },
        ItemSelector: '{% $states.context.Map.Item.Value * 10 %}',
      },
    });
    expect(outputOf(await run(world, definition, { place: ['here', 'there'] }))).toEqual([10, 20]);
  });

  test('fails with States.ItemReaderFailed, which can be caught', async () => {
    const { world } = worldWith('a,a\n1,2');
    const cause = 'CSV headers cannot contain duplicates.';
    const failed = await run(world, aMap({ reader: CSV }));
    expect(outputOf(failed)).toEqual({ error: 'States.ItemReaderFailed', cause });
    const types = (await world.history(failed.arn)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
    expect(mapRunOf(failed)?.status).toBe('FAILED');

    const Catch = [{ ErrorEquals: ['States.ItemReaderFailed'], Next: 'Caught' }];
    const { StartAt, States } = aMap({ reader: CSV, more: { Catch } });
    const Caught = { Type: 'Pass', End: true };
    const caught = await run(worldWith('a,a\n1,2').world, {
      StartAt,
      States: { ...(isObject(States) ? States : {}), Caught },
    } as JsonObject);
    expect(outputOf(caught)).toEqual({ Error: 'States.ItemReaderFailed', Cause: cause });
  });

  test('stops its children when the dataset turns out to be broken', async () => {
    const { world } = worldWith(`[${'1,'.repeat(150)} oops]`);
    const Wait = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } };
    const execution = await run(world, aMap({ reader: { InputType: 'JSON' }, processor: Wait }));
    await world.settle();
    expect(execution.error).toBe('States.ItemReaderFailed');
    const { arn } = mapRunOf(execution) ?? {};
    const running = await world.storage.listExecutions(arn ?? '', { status: 'RUNNING', limit: 10 });
    expect(running.items).toEqual([]);
    expect(mapRunOf(execution)?.executions.aborted).toBe(mapRunOf(execution)?.executions.started);
  });

  test('keeps to MaxConcurrency, and reads no further than it has to', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => index).join('\n');
    const { world, store } = worldWith(`a\n${rows}`, objectsInMemory({ chunkBytes: 8 }));
    const Wait = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } };
    const arn = await world.start(aMap({ reader: CSV, processor: Wait, more: { MaxConcurrency: 5 } }), 'machine');
    expect(mapRunOf(await world.load(arn))?.executions).toMatchObject({ total: 5, started: 5 });
    await world.pass(60);
    expect(mapRunOf(await world.load(arn))?.executions).toMatchObject({ total: 10, started: 10, succeeded: 5 });
    expect(store.reads.length).toBeLessThan(12);
  });

  test('bears as many failures as it is told, and a percentage only of all items', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => (index < 15 ? 'yes' : 'no'));
    const { world } = worldWith(`fail\n${rows.join('\n')}`);
    const more = { ToleratedFailurePercentage: 5, MaxConcurrency: 10 };
    const execution = await run(world, aMap({ reader: CSV, processor: FAILING, more }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(mapRunOf(execution)).toMatchObject({ items: { total: 300, failed: 15, succeeded: 285 } });
  });

  test.each(['STANDARD', 'EXPRESS'] as const)('is read on by a redrive, with %s children', async (executionType) => {
    const store = objectsInMemory();
    store.put('bucket/data', `a\n${Array.from({ length: 300 }, (_, index) => index).join('\n')}`);
    let isBroken = true;
    const world = aWorld({
      objects: store,
      integration: async ({ parameters }) =>
        isBroken && parameters.includes('"17"') ? { kind: 'failed', error: 'Broken' } : { kind: 'succeeded', output: parameters },
    });
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    const processor = { StartAt: 'Call', States: { Call: { Type: 'Task', Resource, End: true } } };
    const more = { ItemBatcher: { MaxItemsPerBatch: 5 }, MaxConcurrency: 2 };
    const failed = await run(world, aMap({ reader: CSV, processor, executionType, more }));
    expect(failed.status).toBe('FAILED');
    expect(mapRunOf(failed)?.items.started).toBeLessThan(300);

    isBroken = false;
    await world.runtime.deliver(failed.arn, { kind: 'redriven' });
    for (let turn = 0; turn < 100 && (await world.load(failed.arn)).status === 'RUNNING'; turn++) await world.settle();
    const redriven = await world.load(failed.arn);
    const items = (outputOf(redriven) as { readonly Items: readonly { readonly a: string }[] }[]).flatMap(({ Items }) => Items);
    expect(items.map(({ a }) => Number(a))).toEqual(Array.from({ length: 300 }, (_, index) => index));
    expect(mapRunOf(redriven)).toMatchObject({ redriveCount: 1, items: { total: 300, succeeded: 300 } });
  });

  test('keeps little of a large dataset, whatever is done with it', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${'x'.repeat(20)}`).join('\n');
    const { world } = worldWith(`id,text\n${rows}`);
    let largest = 0;
    const { commit } = world.storage;
    world.storage.commit = (written) => {
      if (!written.execution.parent) largest = Math.max(largest, JSON.stringify(written.execution).length);
      return commit.call(world.storage, written);
    };
    const count = {
      StartAt: 'Count',
      States: { Count: { Type: 'Pass', Parameters: { 'n.$': 'States.ArrayLength($.Items)' }, End: true } },
    };
    const more = { ItemBatcher: { MaxItemsPerBatch: 100 } };
    const execution = await run(world, aMap({ reader: CSV, processor: count, more }));
    expect(outputOf(execution)).toEqual(Array.from({ length: 200 }, () => ({ n: 100 })));
    expect(mapRunOf(execution)).toMatchObject({ executions: { total: 200 }, items: { total: 20_000, succeeded: 20_000 } });
    expect(largest).toBeLessThan(16_000);
  });
});

describe('An ItemBatcher', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const batches = async (ItemBatcher: JsonObject, input: unknown, more: JsonObject = {}) => {
    const execution = await run(aWorld(), aMap({ more: { ItemBatcher, ...more } }), input);
    return { output: outputOf(execution), counts: mapRunOf(execution) };
  };

  test('makes batches of so many items, the last one of what is left', async () => {
    const { output, counts } = await batches({ MaxItemsPerBatch: 2 }, numbers(5));
    expect(output).toEqual([{ Items: [0, 1] }, { Items: [2, 3] }, { Items: [4] }]);
    expect(counts).toMatchObject({ executions: { total: 3, succeeded: 3 }, items: { total: 5, succeeded: 5 } });
  });

  test('makes batches of so many bytes', async () => {
    const { output } = await batches({ MaxInputBytesPerBatch: '{"Items":[10,11]}'.length }, [
      10,
      11,
      12,
      'long enough by itself',
      13,
    ]);
    expect(output).toEqual([{ Items: [10, 11] }, { Items: [12] }, { Items: ['long enough by itself'] }, { Items: [13] }]);
  });

  test('takes its limits from paths and from JSONata, and adds the batch input', async () => {
    const paths = { MaxItemsPerBatchPath: '$.items', MaxInputBytesPerBatchPath: '$.bytes', BatchInput: { 'of.$': '$.items' } };
    const data = { items: 2, bytes: 1_000, list: [1, 2, 3] };
    const expected = [
      { BatchInput: { of: 2 }, Items: [1, 2] },
      { BatchInput: { of: 2 }, Items: [3] },
    ];
    expect((await batches(paths, data, { ItemsPath: '$.list' })).output).toEqual(expected);
    const jsonata = {
      MaxItemsPerBatch: '{% $states.input.items %}',
      MaxInputBytesPerBatch: '{% $states.input.bytes %}',
      BatchInput: { of: '{% $states.input.items %}' },
    };
    expect((await batches(jsonata, data, { QueryLanguage: 'JSONata', Items: '{% $states.input.list %}' })).output).toEqual(
      expected,
    );
  });

  test('batches what the ItemSelector makes of items', async () => {
    const ItemSelector = { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value' };
    const { output } = await batches({ MaxItemsPerBatch: 2 }, ['a', 'b', 'c'], { ItemSelector });
    expect(output).toEqual([
      {
        Items: [
          { i: 0, v: 'a' },
          { i: 1, v: 'b' },
        ],
      },
      { Items: [{ i: 2, v: 'c' }] },
    ]);
  });

  test('takes limits that are positive only', async () => {
    const { output } = await batches({ MaxItemsPerBatchPath: '$.n' }, { n: 0 }, { ItemsPath: '$.list' });
    expect(output).toMatchObject({ error: 'States.Runtime' });
  });

  test('fills batches across the portions in which a dataset is read', async () => {
    const rows = numbers(12_345);
    const { world } = worldWith(rows.join('\n'));
    const count = {
      StartAt: 'Count',
      States: { Count: { Type: 'Pass', Parameters: { 'n.$': 'States.ArrayLength($.Items)' }, End: true } },
    };
    const ItemBatcher = { MaxInputBytesPerBatch: 1_000 };
    const execution = await run(world, aMap({ reader: { InputType: 'JSONL' }, processor: count, more: { ItemBatcher } }));
    const sizes = outputOf(execution) as { readonly n: number }[];
    expect(sizes.reduce((sum, { n }) => sum + n, 0)).toBe(12_345);
    expect(sizes.slice(0, -1).every(({ n }) => n >= 160)).toBe(true);
    expect(mapRunOf(execution)?.items.succeeded).toBe(12_345);
  });

  test('counts all items of a batch that fails', async () => {
    const Fail = { StartAt: 'Fail', States: { Fail: { Type: 'Fail' } } };
    const more = { ItemBatcher: { MaxItemsPerBatch: 3 }, ToleratedFailureCount: 7 };
    const execution = await run(aWorld(), aMap({ processor: Fail, more }), numbers(7));
    expect(execution.status).toBe('SUCCEEDED');
    expect(mapRunOf(execution)).toMatchObject({ executions: { failed: 3 }, items: { failed: 7 } });
  });
});

describe('Numbers of a Distributed Map', () => {
  test('may be texts behind their paths', async () => {
    const more = {
      ItemsPath: '$.v',
      ItemBatcher: { MaxItemsPerBatchPath: '$.n', MaxInputBytesPerBatchPath: '$.bytes' },
      ToleratedFailureCountPath: '$.n',
      ToleratedFailurePercentagePath: '$.percentage',
      MaxConcurrencyPath: '$.n',
    };
    const input = { v: [1, 2, 3], n: '2', bytes: '15000', percentage: '12.5' };
    const execution = await run(aWorld(), aMap({ more }), input);
    expect(outputOf(execution)).toEqual([{ Items: [1, 2] }, { Items: [3] }]);
    expect(mapRunOf(execution)).toMatchObject({ toleratedFailureCount: 2, toleratedFailurePercentage: 12.5 });
  });

  test('keep digits and spelling from a JSON file to the results', async () => {
    const { world } = worldWith('[9007199254740993, {"x": 1.0}]');
    const execution = await run(world, aMap({ reader: { InputType: 'JSON' } }));
    expect(execution.output).toBe('[9007199254740993,{"x":1.0}]');
  });

  test('stop reading where a text says so', async () => {
    const { world } = worldWith('[1, 2, 3]');
    const reader = { InputType: 'JSON', MaxItemsPath: '$.n' };
    expect(outputOf(await run(world, aMap({ reader }), { n: '2' }))).toEqual([1, 2]);
  });
});

describe('A Distributed Map over a JSON object', () => {
  test('has its members for items', async () => {
    const execution = await run(aWorld(), aMap({ more: { ItemsPath: '$.in' } }), { in: { a: 1, b: [2] } });
    expect(outputOf(execution)).toEqual([
      { Key: 'a', Value: 1 },
      { Key: 'b', Value: [2] },
    ]);
  });

  test('shows them to the ItemSelector', async () => {
    const ItemSelector = { 'k.$': '$$.Map.Item.Key', 'v.$': '$$.Map.Item.Value', 's.$': '$$.Map.Item.Source' };
    const execution = await run(aWorld(), aMap({ more: { ItemSelector } }), { a: 1 });
    expect(outputOf(execution)).toEqual([{ k: 'a', v: 1, s: 'STATE_DATA' }]);
  });
});

describe('A ResultWriter', () => {
  const writer = (WriterConfig?: JsonObject): JsonObject => ({
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'results', Prefix: 'jobs' },
      ...(WriterConfig ? { WriterConfig } : {}),
    },
  });

  async function write(more: JsonObject, input: unknown, parts: MapParts = {}) {
    const store = objectsInMemory();
    const execution = await run(aWorld({ objects: store }), aMap({ ...parts, more }), input);
    const folder = `results/jobs/${mapRunOf(execution)?.arn.split(':').at(-1)}`;
    const json = (name: string) => JSON.parse(store.text(`${folder}/${name}`));
    return { execution, store, folder, json, manifest: json('manifest.json') };
  }

  test.each(['STANDARD', 'EXPRESS'] as const)('exports what %s children have made, and says where', async (executionType) => {
    const { execution, manifest, json, store, folder } = await write(writer(), ['a', 'b'], { executionType });
    const mapRunArn = mapRunOf(execution)?.arn;
    const key = `${folder.replace('results/', '')}/manifest.json`;
    expect(outputOf(execution)).toEqual({ MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: 'results', Key: key } });
    const file = key.replace('manifest', 'SUCCEEDED_0');
    expect(manifest).toEqual({
      DestinationBucket: 'results',
      MapRunArn: mapRunArn,
      ResultFiles: { FAILED: [], PENDING: [], SUCCEEDED: [{ Key: file, Size: store.objects.get(`results/${file}`)?.length }] },
    });
    const records = json('SUCCEEDED_0.json');
    expect(Object.keys(records[0])).toEqual([
      ...['ExecutionArn', 'Input', 'InputDetails', 'Name', 'Output', 'OutputDetails', 'RedriveCount', 'RedriveStatus'],
      ...['RedriveStatusReason', 'StartDate', 'StateMachineArn', 'Status', 'StopDate'],
    ]);
    expect(records).toMatchObject([
      { Input: '"a"', Output: '"a"', Status: 'SUCCEEDED', StartDate: '2026-01-02T03:04:05.678Z' },
      { Input: '"b"', Output: '"b"' },
    ]);
  });

  test('exports failures and what was not started, before the state fails', async () => {
    const input = [{ fail: 'no' }, { fail: 'yes' }, { fail: 'no' }, { fail: 'no' }];
    const parts = { processor: FAILING };
    const { execution, json, manifest } = await write({ ...writer(), MaxConcurrency: 1 }, input, parts);
    expect(execution.error).toBe('States.ExceedToleratedFailureThreshold');
    expect(Object.values(manifest.ResultFiles).map((files) => (files as unknown[]).length)).toEqual([1, 1, 1]);
    expect(json('FAILED_0.json')).toMatchObject([
      { Error: 'Unlucky', Cause: 'as told', Status: 'FAILED', RedriveStatus: 'REDRIVABLE_BY_MAP_RUN' },
    ]);
    expect(json('SUCCEEDED_0.json')).toHaveLength(1);
    expect(json('PENDING_0.json')).toMatchObject([
      { Input: '{"fail":"no"}', Status: 'PENDING' },
      { Input: '{"fail":"no"}', Status: 'PENDING' },
    ]);
  });

  test.each([
    ['COMPACT', [[1, 2], 3, [4]]],
    ['FLATTEN', [1, 2, 3, 4]],
  ])('writes outputs as %s says', async (Transformation, expected) => {
    const { json } = await write(writer({ Transformation }), [[1, 2], 3, [4]]);
    expect(json('SUCCEEDED_0.json')).toEqual(expected);
  });

  test('writes JSON Lines', async () => {
    const { store, folder } = await write(writer({ Transformation: 'FLATTEN', OutputType: 'JSONL' }), [[1, { a: 2 }], 3]);
    expect(store.text(`${folder}/SUCCEEDED_0.jsonl`)).toBe('1\n{"a":2}\n3\n');
  });

  test('without a bucket makes the results those of the state', async () => {
    const shaped = async (WriterConfig: JsonObject) =>
      outputOf(await run(aWorld(), aMap({ more: { ResultWriter: { WriterConfig } } }), [[1], [2]]));
    expect(await shaped({ Transformation: 'COMPACT', OutputType: 'JSON' })).toEqual([[1], [2]]);
    expect(await shaped({ Transformation: 'FLATTEN', OutputType: 'JSON' })).toEqual([1, 2]);
    expect(await shaped({ Transformation: 'FLATTEN', OutputType: 'JSONL' })).toBe('1\n2');
    expect(await shaped({ Transformation: 'NONE', OutputType: 'JSON' })).toMatchObject([{ Output: '[1]' }, { Output: '[2]' }]);
  });

  test('that cannot write fails the state with States.ResultWriterFailed', async () => {
    const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'closed' } };
    const execution = await run(aWorld({ objects: objectsInMemory() }), aMap({ more: { ResultWriter } }), [1]);
    expect(outputOf(execution)).toEqual({ error: 'States.ResultWriterFailed', cause: 'Access Denied' });
    expect(mapRunOf(execution)?.status).toBe('FAILED');
  });

  test('lets results through that are too large for a state', async () => {
    const items = Array.from({ length: 30 }, () => 'x'.repeat(8_000));
    const twice = { StartAt: 'Twice', States: { Twice: { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, End: true } } };
    const { json } = await write(writer(), items, { processor: twice });
    expect(json('SUCCEEDED_0.json')).toHaveLength(30);
    const execution = await run(aWorld(), aMap({ processor: twice }), items);
    expect(execution.error).toBe('States.DataLimitExceeded');
  });
});
