import { describe, expect, it } from 'vitest';
import { findings, findingsOf, jsonataFindingsOf, schema } from '../findings.ts';

const inner = { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } };
const inline = { ...inner, ProcessorConfig: { Mode: 'INLINE' } };
const distributed = { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const map = (fields: object) => ({ Type: 'Map', ItemProcessor: inline, End: true, ...fields });
const far = (fields: object) => map({ ItemProcessor: distributed, ...fields });
const GET_OBJECT = 'arn:aws:states:::s3:getObject';
const PUT_OBJECT = 'arn:aws:states:::s3:putObject';
const READER = '/ItemReader/ReaderConfig';
const reader = (ReaderConfig: object, Resource = 'arn:aws:states:::s3:getObject') => ({
  Resource,
  ReaderConfig,
  Parameters: { Bucket: 'b', 'Key.$': '$.k' },
});

describe('a Map', () => {
  it.each([
    map({}),
    { Type: 'Map', Iterator: inner, End: true, Parameters: { 'x.$': '$$.Map.Item.Value' } },
    map({ ItemsPath: '$.items', MaxConcurrency: 0, ItemSelector: { 'v.$': '$$.Map.Item.Value' } }),
    map({ MaxConcurrencyPath: '$.n', ToleratedFailurePercentage: 12.5, ToleratedFailureCountPath: '$.m' }),
    far({
      Label: 'orders',
      ItemReader: reader({ InputType: 'JSON' }),
      ItemBatcher: { MaxItemsPerBatch: 10, BatchInput: { 'a.$': '$.a' } },
    }),
    far({
      ItemReader: reader({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] }),
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
    }),
    far({ ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } } }),
  ])('may be %j', (state) => {
    expect(findingsOf(state)).toEqual([]);
  });

  it('of JSONata takes its items from an expression or a list', () => {
    expect(jsonataFindingsOf(map({ Items: { a: 1 } }))).toEqual([]);
    expect(jsonataFindingsOf(map({ Items: 5 }))).toEqual([schema('Expected value of type Array', '/States/A/Items')]);
    expect(jsonataFindingsOf(map({ Items: '[1]' }))).toEqual([
      schema('JSONata string must start with {% and end with %}', '/States/A/Items'),
    ]);
    expect(jsonataFindingsOf(map({ Items: '{% $states.input.items %}', MaxConcurrency: '{% 3 %}' }))).toEqual([]);
    expect(
      jsonataFindingsOf(map({ Items: [1, '{% 2 %}'], ItemSelector: { v: '{% $states.context.Map.Item.Value %}' } })),
    ).toEqual([]);
  });

  it.each([
    [{ ItemProcessor: undefined }, 'This object should have only one of the following fields: [ItemProcessor, Iterator]', ''],
    [
      { Iterator: { StartAt: 'C', States: { C: { Type: 'Succeed' } } } },
      'There should only be one of the following fields: [ItemProcessor, Iterator]',
      '',
    ],
    [{ MaxConcurrency: -1 }, 'Minimum value is 0', '/MaxConcurrency'],
    [
      { Parameters: { a: 1 }, ItemSelector: { a: 1 } },
      'There should only be one of the following fields: [Parameters, ItemSelector]',
      '',
    ],
    [
      { MaxConcurrency: 1, MaxConcurrencyPath: '$.n' },
      'There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath]',
      '',
    ],
    [{ ToleratedFailurePercentage: 101 }, 'Maximum value is 100.0', '/ToleratedFailurePercentage'],
    [{ ToleratedFailureCount: 0.5 }, 'Expected value of type Integer', '/ToleratedFailureCount'],
    [{ ItemsPath: 'items' }, 'Value must be a valid JSONPath.', '/ItemsPath'],
    [{ ItemReader: reader({ InputType: 'JSON' }) }, "Field 'ItemReader' is not supported", ''],
    [{ ItemBatcher: { MaxItemsPerBatch: 1 } }, "Field 'ItemBatcher' is not supported", ''],
    [
      { ItemProcessor: { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED' } } },
      'These fields are required: [ExecutionType]',
      '/ItemProcessor/ProcessorConfig',
    ],
    [
      { ItemProcessor: { ...inner, ProcessorConfig: { Mode: 'INLINE', ExecutionType: 'STANDARD' } } },
      "Field 'ExecutionType' is not supported",
      '/ItemProcessor/ProcessorConfig',
    ],
    [
      { ItemProcessor: { ...inner, ProcessorConfig: { Mode: 'REMOTE' } } },
      'Value should be one of the following: [INLINE, DISTRIBUTED]',
      '/ItemProcessor/ProcessorConfig/Mode',
    ],
    [
      { ItemProcessor: { ...distributed, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'FAST' } } },
      'Value should be one of the following: [STANDARD, EXPRESS]',
      '/ItemProcessor/ProcessorConfig/ExecutionType',
    ],
    [{ ItemProcessor: { ...inline, QueryLanguage: 'JSONata' } }, "Field 'QueryLanguage' is not supported", '/ItemProcessor'],
    [{ ItemProcessor: { ...inline, StartAt: undefined } }, 'These fields are required: [StartAt]', '/ItemProcessor'],
  ])('is not one with %j', (fields, message, place) => {
    expect(findingsOf(map(fields))).toEqual([schema(message, `/States/A${place}`)]);
  });

  it.each([
    [
      { ItemReader: reader({ InputType: 'JSON' }, 'arn:aws:states:::dynamodb:scan') },
      "The field 'Resource' does not match any of the allowed values",
      '/ItemReader/Resource',
    ],
    [{ ItemReader: reader({ InputType: 'CSV' }) }, "The field 'CSVHeaderLocation' is required", '/ItemReader/ReaderConfig'],
    [
      { ItemReader: reader({ InputType: 'JSON', CSVHeaderLocation: 'FIRST_ROW' }) },
      "Field 'CSVHeaderLocation' is not supported",
      '/ItemReader/ReaderConfig',
    ],
    [
      { ItemReader: reader({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }) },
      'These fields are required: [CSVHeaders]',
      '/ItemReader/ReaderConfig',
    ],
    [{ ItemBatcher: { MaxItemsPerBatch: -1 } }, 'Minimum value is 0', '/ItemBatcher/MaxItemsPerBatch'],
    [
      { ItemReader: { Resource: GET_OBJECT, ReaderConfig: { InputTypes: 'JSON' } } },
      "Field 'InputTypes' is not supported",
      READER,
    ],
    [
      { ItemReader: { Resource: GET_OBJECT, ReaderConfig: { InputType: 'XML' } } },
      'Value should be one of the following: [CSV, JSON, JSONL, PARQUET, MANIFEST]',
      `${READER}/InputType`,
    ],
    [
      { ItemReader: { Resource: GET_OBJECT, ReaderConfig: { InputType: 'JSON', MaxItems: '2' } } },
      'Expected value of type Integer',
      `${READER}/MaxItems`,
    ],
    [
      { ItemReader: { Resource: GET_OBJECT, ReaderConfig: { InputType: 'JSON', MaxItems: 2, MaxItemsPath: '$.n' } } },
      'There should only be one of the following fields: [MaxItems, MaxItemsPath]',
      READER,
    ],
    [
      { ItemReader: { Resource: GET_OBJECT, ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: 'a,b' } } },
      'Expected value of type Array',
      `${READER}/CSVHeaders`,
    ],
    [
      { ItemBatcher: { MaxItemsPerBatch: 1, MaxItemsPerBatchPath: '$.n' } },
      'There should only be one of the following fields: [MaxItemsPerBatch, MaxItemsPerBatchPath]',
      '/ItemBatcher',
    ],
    [{ ResultWriter: { WriterConfig: {}, Bucket: 'b' } }, "Field 'Bucket' is not supported", '/ResultWriter'],
    [{ ItemReader: reader({ InputType: 'JSON', MaxItems: 100_000_001 }) }, 'Maximum value is 100000000', `${READER}/MaxItems`],
    [
      { ItemReader: reader({ Transformation: 'LOAD_AND_FLATTEN' }, 'arn:aws:states:::s3:listObjectsV2') },
      "The field 'InputType' is required",
      READER,
    ],
    [{ ItemReader: reader({ ManifestType: 'ATHENA_DATA' }) }, "The field 'InputType' is required", READER],
    [{ ItemReader: reader({ ManifestType: 'ATHENA_DATA', InputType: 'JSON' }) }, "Field 'ManifestType' is not supported", READER],
    [
      { ItemReader: reader({ ManifestType: 'S3_INVENTORY', InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }) },
      "Field 'InputType' is not supported",
      READER,
    ],
    [
      { ItemReader: reader({ InputType: 'JSON', ItemsPointer: 'data/items' }) },
      'Invalid input: JSON Pointer expression must start with \'/\': "data/items"',
      `${READER}/ItemsPointer`,
    ],
    [{ ItemReader: reader({ InputType: 'JSONL', ItemsPointer: '/a' }) }, "Field 'ItemsPointer' is not supported", READER],
    [{ ItemReader: reader({ InputType: 'PARQUET', CSVDelimiter: 'PIPE' }) }, "Field 'CSVDelimiter' is not supported", READER],
    [
      { ItemReader: reader({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVHeaders: ['a'] }) },
      "Field 'CSVHeaders' is not supported",
      READER,
    ],
    [{ ItemBatcher: {} }, 'Value cannot be empty', '/ItemBatcher'],
    [
      { ItemBatcher: { BatchInput: { a: 1 } } },
      'This object should have at least one of the following fields: [MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath]',
      '/ItemBatcher',
    ],
    [
      { ResultWriter: { Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { Bucket: 'b' } } },
      "The field 'Resource' does not match any of the allowed values",
      '/ResultWriter/Resource',
    ],
    [{ ResultWriter: {} }, 'Value cannot be empty', '/ResultWriter'],
    [{ ResultWriter: { Resource: PUT_OBJECT } }, 'These fields are required: [Parameters]', '/ResultWriter'],
    [{ ResultWriter: { Parameters: { Bucket: 'b' } } }, 'These fields are required: [Resource]', '/ResultWriter'],
    [
      { ResultWriter: { WriterConfig: { Transformation: 'FLAT' } } },
      'Value should be one of the following: [NONE, COMPACT, FLATTEN]',
      '/ResultWriter/WriterConfig/Transformation',
    ],
    [
      { ResultWriter: { WriterConfig: { OutputType: 'CSV' } } },
      'Value should be one of the following: [JSON, JSONL]',
      '/ResultWriter/WriterConfig/OutputType',
    ],
  ])('in Distributed mode is not one with %j', (fields, message, place) => {
    expect(findingsOf(far(fields))).toEqual([schema(message, `/States/A${place}`)]);
  });
});

describe('a Map in Distributed mode', () => {
  it('has no fields of CSV where its items are something else', () => {
    const config = { InputType: 'JSONL', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['id'] };
    expect(findingsOf(far({ ItemReader: reader(config) }))).toEqual([
      schema("Field 'CSVHeaderLocation' is not supported", `/States/A${READER}`),
      schema("Field 'CSVHeaders' is not supported", `/States/A${READER}`),
    ]);
  });

  it.each(['arn:aws:states:us-east-1::s3:', 'arn:aws:states:us-east-1:123456789012:s3:', 'arn:aws-cn:states::123456789012:s3:'])(
    'may call %s with region or account',
    (prefix) => {
      const ItemReader = reader({ InputType: 'JSON' }, `${prefix}getObject`);
      const ResultWriter = { Resource: `${prefix}putObject`, Parameters: { Bucket: 'b' } };
      expect(findingsOf(far({ ItemReader, ResultWriter }))).toEqual([]);
    },
  );

  it('misses Arguments where JSONata has Parameters', () => {
    const ItemReader = reader({ InputType: 'JSON' });
    const ResultWriter = { Resource: PUT_OBJECT, Parameters: { Bucket: 'b' } };
    expect(jsonataFindingsOf(far({ ItemReader, ResultWriter }))).toEqual([
      schema('These fields are required: [Arguments]', '/States/A/ItemReader'),
      schema('These fields are required: [Arguments]', '/States/A/ResultWriter'),
    ]);
  });

  it.each([
    [{ MaxConcurrencyPath: '$$.Execution.Input.n' }, '/MaxConcurrencyPath'],
    [{ ToleratedFailureCountPath: '$.a[*]' }, '/ToleratedFailureCountPath'],
    [{ ToleratedFailurePercentagePath: '$$.State.RetryCount' }, '/ToleratedFailurePercentagePath'],
    [{ ItemReader: reader({ InputType: 'JSON', MaxItemsPath: '$..n' }) }, `${READER}/MaxItemsPath`],
    [{ ItemBatcher: { MaxItemsPerBatchPath: '$$.n' } }, '/ItemBatcher/MaxItemsPerBatchPath'],
    [{ ItemBatcher: { MaxInputBytesPerBatchPath: '$.n[0:1]' } }, '/ItemBatcher/MaxInputBytesPerBatchPath'],
  ])('does not take its numbers from %j', (fields, place) => {
    const [finding = '', ...others] = findingsOf(far(fields));
    expect(others).toEqual([]);
    expect(finding).toMatch(/^SCHEMA_VALIDATION_FAILED: Value is not a Reference Path/);
    expect(finding.endsWith(` at /States/A${place}`)).toBe(true);
  });

  it('takes its numbers from variables', () => {
    const fields = { MaxConcurrencyPath: '$n', ItemReader: reader({ InputType: 'JSON', MaxItemsPath: '$limits.items[0]' }) };
    expect(findingsOf(far(fields))).toEqual([]);
  });

  it('starts no jobs, callbacks and activities in EXPRESS children', () => {
    const child = (Resource: string, ExecutionType: string) =>
      findingsOf(
        far({
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
            StartAt: 'B',
            States: { B: { Type: 'Task', Resource, Parameters: { StateMachineArn: 'm' }, End: true } },
          },
        }),
      );
    const resource = 'arn:aws:states:::states:startExecution.sync';
    expect(child(resource, 'EXPRESS')).toEqual([
      schema("Express state machine does not support '.sync' service integration", '/States/A/ItemProcessor/States/B/Resource'),
    ]);
    expect(child(resource, 'STANDARD')).toEqual([]);
  });
});

describe('the Label of a Map', () => {
  const label = (Label: string) => findingsOf(far({ Label }));

  it.each(['a', 'Größe_1.2', 'x'.repeat(40)])('may be %s', (text) => {
    expect(label(text)).toEqual([]);
  });

  it.each([
    ['', 'cannot be empty'],
    ['x'.repeat(41), 'exceeds the 40-character limit allowed by the service'],
    ['a b', 'contains invalid characters'],
    ['a/b?', 'contains invalid characters'],
    ['a\u0085', 'contains invalid characters'],
  ])('is not %j', (text, problem) => {
    expect(label(text)).toEqual([`INVALID_LABEL_NAME: Invalid Label name: Label '${text}' ${problem} at /States/A/Label`]);
  });

  it('is that of one Map only', () => {
    const second = { ...distributed, StartAt: 'C', States: { C: { Type: 'Succeed' } } };
    const machine = {
      StartAt: 'A',
      States: { A: { ...far({ Label: 'l' }), End: undefined, Next: 'D' }, D: far({ Label: 'l', ItemProcessor: second }) },
    };
    expect(findings(machine)).toEqual(['DUPLICATE_LABEL_NAME: Duplicate Label name: l at /States/D/Label']);
  });
});

describe('a Parallel', () => {
  const parallel = (...Branches: unknown[]) => findingsOf({ Type: 'Parallel', Branches, End: true });

  it('has machines for branches', () => {
    expect(parallel(inner, { StartAt: 'C', States: { C: { Type: 'Succeed' } }, Comment: 'c' })).toEqual([]);
  });

  it('is not without branches, or with something else', () => {
    expect(parallel()).toEqual([schema('Value cannot be empty', '/States/A/Branches')]);
    expect(parallel(inner, 'B')).toEqual([schema('Expected value of type Object', '/States/A/Branches[1]')]);
    expect(parallel({ StartAt: 'B' })).toEqual([schema('These fields are required: [States]', '/States/A/Branches[0]')]);
    expect(findingsOf({ Type: 'Parallel', End: true })).toEqual([schema('These fields are required: [Branches]', '/States/A')]);
    expect(parallel({ ...inner, TimeoutSeconds: 5 })).toEqual([
      schema("Field 'TimeoutSeconds' is not supported", '/States/A/Branches[0]'),
    ]);
  });

  it('is wrong where a state of a branch is', () => {
    expect(parallel(inner, { StartAt: 'C', States: { C: { Type: 'Wait', Seconds: -1, End: true } } })).toEqual([
      schema('Minimum value is 0', '/States/A/Branches[1]/States/C/Seconds'),
    ]);
  });
});
