import { describe, expect, it } from 'vitest';
import type { CallTask } from '#api/test-state/call-task.ts';
import { createIntegrations } from '#integrations/index.ts';
import { task, tryState } from '../test-state/try.ts';

const refused = (code: string, message: string) => expect.objectContaining({ code, message });
const pass = (fields: object = {}) => ({ Type: 'Pass', End: true, ...fields });
const branch = { StartAt: 'Inner', States: { Inner: pass() } };
const inlineMap = (fields: object = {}) => ({ Type: 'Map', ItemProcessor: branch, End: true, ...fields });
const distributedMap = (fields: object = {}) =>
  inlineMap({ ItemProcessor: { ...branch, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }, ...fields });
const parallel = (fields: object = {}) => ({
  Type: 'Parallel',
  Branches: [branch, { StartAt: 'B', States: { B: pass() } }],
  End: true,
  ...fields,
});

describe('TestState: serialization', () => {
  it('refuses a mock that is a text', async () => {
    expect(() => tryState(pass(), { mock: '{}' })).toThrow(expect.objectContaining({ code: 'SerializationException' }));
  });
});

describe('TestState: validation', () => {
  it('refuses a definition that is none', async () => {
    await expect(tryState({ Type: 'Pas', End: true })).rejects.toMatchObject({
      code: 'InvalidDefinition',
      message: expect.stringMatching(
        /^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should have/,
      ),
    });
    await expect(tryState({ StartAt: 'A', States: {} }, { stateName: 'A' })).rejects.toMatchObject({ code: 'InvalidDefinition' });
  });

  it('refuses the name of a state that the machine does not have', async () => {
    await expect(tryState(branch, { stateName: 'Other' })).rejects.toEqual(
      refused('ValidationException', 'State not found in definition'),
    );
  });

  it.each([
    [pass(), { mock: { result: '1' } }, "State type 'Pass' is not supported when a mock is specified"],
    [
      task('aws-sdk:sns:publish'),
      { mock: {} },
      'A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [task('aws-sdk:sns:publish'), { mock: { result: '{' } }, 'Mocked result must be valid JSON'],
    [
      task('aws-sdk:sns:publish'),
      { mock: { result: '{}' }, revealSecrets: true },
      'TestState does not support RevealSecrets when a mock is specified.',
    ],
    [parallel(), { mock: { result: '{}' } }, 'Mocked result must be an array.'],
    [
      parallel(),
      { mock: { result: '[1, 2, 3]' } },
      'Mocked result must contain the same number of items as number of Parallel branches.',
    ],
    [inlineMap(), { mock: { result: '1' } }, 'Mocked result must be an array.'],
    [pass(), { context: '{}' }, 'TestState does not support Context when a mock is not specified.'],
    [
      inlineMap(),
      { stateConfiguration: { mapIterationFailureCount: 1 } },
      'TestState does not support MapIterationFailureCount when a mock is not specified.',
    ],
    [
      task('aws-sdk:sns:publish'),
      { mock: { result: '{"MessageId": 1}' } },
      "Mock result schema validation error: Field 'MessageId' must be a string",
    ],
    [pass(), { variables: '[]' }, 'Variables must be a valid JSON object'],
  ])('refuses %j with %j: %s', async (definition, request, message) => {
    await expect(tryState(definition, request)).rejects.toEqual(refused('ValidationException', message));
  });

  it.each([parallel(), inlineMap(), task('states:startExecution.sync', { Parameters: { StateMachineArn: 'x' } })])(
    'does not run %j without a mock',
    async (state) => {
      await expect(tryState(state)).rejects.toMatchObject({
        code: 'InvalidDefinition',
        message: expect.stringMatching(/^TestState API does not support /),
      });
    },
  );

  it.each([
    ['{"Map": {}}', "'Map' field is not supported when mocking a Context object"],
    ['{"Step": {}}', "Field 'Step' is not allowed"],
    ['{"State": {"Id": ""}}', "Field 'Id' is not allowed"],
    ['{"StateMachine": {"Name": 1}}', 'StateMachine.Name must be a string'],
    ['{"State": {"RetryCount": "1"}}', 'State.RetryCount must be a number'],
    [
      '{"Task": {"Token": "t"}}',
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
    ['[]', 'Context object must be a JSON object'],
  ])('refuses the context object %s', async (context, problem) => {
    const message = `Invalid Context object provided: ${problem}`;
    await expect(tryState(task('aws-sdk:sns:publish'), { context, mock: { result: '{}' } })).rejects.toEqual(
      refused('ValidationException', message),
    );
  });

  it('refuses an input that is no JSON', async () => {
    await expect(tryState(pass(), { input: '{' })).rejects.toMatchObject({ code: 'InvalidExecutionInput' });
  });
});

describe('TestState of a state without a call', () => {
  it('keeps the digits and the spelling of numbers', async () => {
    const numbers = '{"id":9007199254740993,"x":1.0}';
    const definition = `{"Type":"Pass","End":true,"Parameters":{"given":${numbers},"input.$":"$.v","id.$":"$$.Execution.Input.v.id","n.$":"$n"}}`;
    const tried = await tryState({}, { definition, input: `{"v":${numbers}}`, variables: '{"n":2.0}' });
    expect(tried.output).toBe(`{"given":${numbers},"input":${numbers},"id":9007199254740993,"n":2.0}`);
  });

  it('answers with the output and the next state, and shows nothing unless it is asked to', async () => {
    const state = { Type: 'Pass', Result: { a: 1 }, ResultPath: '$.r', Next: 'Then' };
    await expect(tryState(state, { input: '{"i": 0}' })).resolves.toEqual({
      status: 'SUCCEEDED',
      output: '{"i":0,"r":{"a":1}}',
      nextState: 'Then',
    });
  });

  it('finds a state at any depth, with the language of its machine', async () => {
    const machine = {
      QueryLanguage: 'JSONata',
      StartAt: 'All',
      States: {
        All: {
          ...parallel(),
          Branches: [{ StartAt: 'Deep', States: { Deep: pass({ Output: "{% $states.context.State.Name & 'er' %}" }) } }],
        },
      },
    };
    await expect(tryState(machine, { stateName: 'Deep', inspectionLevel: 'DEBUG' })).resolves.toEqual({
      status: 'SUCCEEDED',
      output: '"Deeper"',
      inspectionData: { input: '{}' },
    });
  });

  it('shows the way of the data in JSONPath', async () => {
    const state = pass({ InputPath: '$.a', Parameters: { 'b.$': '$.c' }, ResultPath: '$.d', OutputPath: '$.d' });
    await expect(tryState(state, { input: '{"a": {"c": 1}}', inspectionLevel: 'TRACE' })).resolves.toEqual({
      status: 'SUCCEEDED',
      output: '{"b":1}',
      inspectionData: {
        input: '{"a": {"c": 1}}',
        afterInputPath: '{"c":1}',
        afterParameters: '{"b":1}',
        afterResultSelector: '{"b":1}',
        afterResultPath: '{"a":{"c":1},"d":{"b":1}}',
      },
    });
  });

  it('shows the variables that were given and those that the state has assigned', async () => {
    const state = pass({ QueryLanguage: 'JSONata', Assign: { sum: '{% $one + $two %}', one: 10 }, Output: '{% $one %}' });
    const { output, inspectionData } = await tryState(state, { variables: '{"one": 1, "two": 2}', inspectionLevel: 'DEBUG' });
    expect(output).toBe('1');
    expect(JSON.parse(String(inspectionData?.['variables']))).toEqual({ one: 10, two: 2, sum: 3 });
  });

  it('fails with causes that do not say where', async () => {
    const answer = await tryState(pass({ InputPath: '$.x' }), { inspectionLevel: 'DEBUG' });
    expect(answer).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringMatching(/^Invalid path '\$\.x'/),
      inspectionData: { input: '{}' },
    });
  });

  it('does not wait, unless the wait is longer than a test may take', async () => {
    await expect(tryState({ Type: 'Wait', Seconds: 300, End: true })).resolves.toEqual({ status: 'SUCCEEDED', output: '{}' });
    await expect(tryState({ Type: 'Wait', Seconds: 301, End: true })).resolves.toEqual({
      status: 'FAILED',
      error: 'States.Timeout',
    });
  });
});

describe('TestState of a Task', () => {
  const handlers = {
    Retry: [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['Broken'], IntervalSeconds: 3, MaxAttempts: 2, BackoffRate: 3 }],
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Repair' }],
  };
  const broken = { errorOutput: { error: 'Broken', cause: 'pipe' } };

  it('takes the mocked result for the answer of the call', async () => {
    const state = task('sqs:sendMessage', {
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$.m' },
      ResultSelector: { 'id.$': '$.MessageId' },
    });
    const mock = { result: '{"MessageId": "7"}' };
    await expect(tryState(state, { input: '{"m": 1}', mock, inspectionLevel: 'TRACE' })).resolves.toEqual({
      status: 'SUCCEEDED',
      output: '{"id":"7"}',
      inspectionData: {
        input: '{"m": 1}',
        afterInputPath: '{"m": 1}',
        afterParameters: '{"QueueUrl":"q","MessageBody":1}',
        result: '{"MessageId": "7"}',
        afterResultSelector: '{"id":"7"}',
        afterResultPath: '{"id":"7"}',
      },
    });
  });

  it('shows the arguments and the result in JSONata', async () => {
    const state = {
      ...task('aws-sdk:sns:publish'),
      Parameters: undefined,
      QueryLanguage: 'JSONata',
      Arguments: { Message: '{% $states.input %}' },
      Output: 1,
    };
    const { inspectionData } = await tryState(state, { input: '"hi"', mock: { result: '{}' }, inspectionLevel: 'DEBUG' });
    expect(inspectionData).toEqual({ input: '"hi"', afterArguments: '{"Message":"hi"}', result: '{}' });
  });

  it('names the retrier and its delay', async () => {
    const answer = await tryState(task('aws-sdk:sns:publish', handlers), {
      mock: broken,
      stateConfiguration: { retrierRetryCount: 1 },
      inspectionLevel: 'DEBUG',
    });
    expect(answer).toMatchObject({ status: 'RETRIABLE', error: 'Broken', cause: 'pipe' });
    expect(answer).not.toHaveProperty('output');
    expect(answer.inspectionData?.['errorDetails']).toEqual({ retryIndex: 1, retryBackoffIntervalSeconds: 9 });
  });

  it('goes through the catch when the retries are used up', async () => {
    const answer = await tryState(task('aws-sdk:sns:publish', handlers), {
      mock: broken,
      stateConfiguration: { retrierRetryCount: 2 },
      inspectionLevel: 'DEBUG',
    });
    expect(answer).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Broken',
      cause: 'pipe',
      nextState: 'Repair',
      output: '{"error":{"Error":"Broken","Cause":"pipe"}}',
    });
    expect(answer.inspectionData).toEqual({
      input: '{}',
      afterInputPath: '{}',
      afterParameters: '{}',
      errorDetails: { retryIndex: 1, catchIndex: 0 },
    });
  });

  it('fails where nothing handles the error', async () => {
    await expect(tryState(task('aws-sdk:sns:publish'), { mock: broken })).resolves.toEqual({
      status: 'FAILED',
      error: 'Broken',
      cause: 'pipe',
    });
  });

  it('sees the context object that the request brings, and a token of its own otherwise', async () => {
    const state = task('sqs:sendMessage.waitForTaskToken', {
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
    });
    const seen = async (request: object) =>
      (await tryState(state, { mock: { result: '1' }, inspectionLevel: 'DEBUG', ...request })).inspectionData?.[
        'afterParameters'
      ];
    expect(await seen({ context: '{"Task": {"Token": "given"}}' })).toContain('"token":"given"');
    expect(await seen({})).toMatch(/"token":"\w{20,}/);
  });

  it.each([
    ['lambda:invoke', { FunctionName: 'f' }, '{"Payload": [1], "StatusCode": 200}'],
    ['aws-sdk:lambda:invoke.waitForTaskToken', { FunctionName: 'f', 'Token.$': '$$' }, '{"Payload": [1]}'],
    ['lambda:invoke.waitForTaskToken', { FunctionName: 'f', 'Payload.$': '$$' }, '[1]'],
    [
      'states:startExecution.sync:2',
      { StateMachineArn: 's' },
      '{"ExecutionArn": "e", "StateMachineArn": "s", "Status": "SUCCEEDED", "StartDate": "", "Output": {"a": 1}}',
    ],
    ['aws-sdk:rds:startDBInstance', {}, '{"Payload": [1]}'],
  ])('may answer from %s, given %j, with %s', async (resource, Parameters, result) => {
    const state = task(resource, { Parameters });
    await expect(tryState(state, { mock: { result } })).resolves.toMatchObject({ status: 'SUCCEEDED', output: result });
  });

  it.each([
    ['aws-sdk:lambda:invoke', {}, '{"Payload": [1]}', "Field 'Payload' must be a string"],
    ['aws-sdk:sfn:describeExecution', {}, '{}', "Required field 'ExecutionArn' is missing"],
    [
      'states:startExecution.sync',
      { StateMachineArn: 's' },
      '{"ExecutionArn": "e", "StartDate": ""}',
      "Required field 'StateMachineArn' is missing",
    ],
  ])('may not answer from %s, given %j, with %s', async (resource, Parameters, result, problem) => {
    const state = task(resource, { Parameters });
    await expect(tryState(state, { mock: { result } })).rejects.toMatchObject({
      message: `Mock result schema validation error: ${problem}`,
    });
    await expect(tryState(state, { mock: { result, fieldValidationMode: 'NONE' } })).resolves.toMatchObject({
      status: 'SUCCEEDED',
    });
  });

  it.each(['"text"', '[1]', '7', 'null'])('does not answer from a service with %s', async (result) => {
    await expect(tryState(task('aws-sdk:rds:startDBInstance'), { mock: { result } })).rejects.toEqual(
      refused('ValidationException', 'Mocked result must be a JSON object.'),
    );
  });

  it('is not called without a role', async () => {
    await expect(tryState(task('aws-sdk:sns:publish'), { roleArn: undefined })).rejects.toEqual(
      refused('ValidationException', 'RoleArn must be specified when testing a Task state'),
    );
    const mock = { result: '{"MessageId": "m"}' };
    await expect(tryState(task('aws-sdk:sns:publish'), { roleArn: undefined, mock })).resolves.toMatchObject({
      status: 'SUCCEEDED',
    });
  });

  it('stands at StateName where its definition is wrong', async () => {
    const problem = `The field "topic" is not supported by Step Functions at /States/StateName/Parameters`;
    await expect(tryState(task('aws-sdk:sns:publish', { Parameters: { topic: 't' } }))).rejects.toEqual(
      refused('InvalidDefinition', `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${problem}'`),
    );
  });

  it('makes the call when nothing is mocked', async () => {
    const calls: string[] = [];
    const callTask: CallTask = async ({ resource, parameters, state }) => {
      calls.push(`${state}: ${resource} ${parameters}`);
      return { kind: 'succeeded', output: '{"Payload":1}' };
    };
    const state = task('lambda:invoke', { Parameters: { FunctionName: 'f' } });
    await expect(tryState(state, {}, { callTask })).resolves.toEqual({ status: 'SUCCEEDED', output: '{"Payload":1}' });
    expect(calls).toEqual(['StateName: arn:aws:states:::lambda:invoke {"FunctionName":"f"}']);
  });

  it('gives up on a call that takes longer than it may', async () => {
    const callTask: CallTask = () => new Promise(() => {});
    await expect(tryState(task('aws-sdk:sns:publish', handlers), {}, { callTask, remaining: 5 })).resolves.toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'States.Timeout',
    });
  });

  it('says of a call that the integrations do not know that it is not supported', async () => {
    const callTask: CallTask = createIntegrations();
    await expect(tryState(task('aws-sdk:rds:startDBInstance'), {}, { callTask })).resolves.toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });
});

describe('TestState of a Map', () => {
  it('shows items, selected items and limits in JSONPath', async () => {
    const state = distributedMap({
      ItemsPath: '$.list',
      ItemSelector: { 'n.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'k.$': '$.k' },
      MaxConcurrencyPath: '$.k',
      ToleratedFailurePercentage: 40,
    });
    const { inspectionData, ...answer } = await tryState(state, {
      input: '{"list": [4,  5], "k": 3}',
      mock: { result: '[1, 2]' },
      inspectionLevel: 'TRACE',
    });
    expect(answer).toEqual({ status: 'SUCCEEDED', output: '[1, 2]' });
    expect(inspectionData).toMatchObject({
      afterInputPath: '{"list": [4,  5], "k": 3}',
      afterItemsPath: '[4,  5]',
      maxConcurrency: 3,
      toleratedFailurePercentage: 40,
    });
    expect(JSON.parse(String(inspectionData?.['afterItemSelector']))).toEqual([
      { n: 4, i: 0, k: 3 },
      { n: 5, i: 1, k: 3 },
    ]);
    expect(inspectionData).not.toHaveProperty('result');
  });

  it('shows what the reader and the batcher make of the data', async () => {
    const state = distributedMap({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON', ItemsPointer: '/rows' },
        Parameters: { Bucket: 'b', Key: 'k' },
      },
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'for.$': '$.who' } },
    });
    const request = {
      input: '{"who": "me"}',
      mock: { result: '[]' },
      stateConfiguration: { mapItemReaderData: '{"rows": [1, 2, 3]}' },
      inspectionLevel: 'DEBUG',
    };
    const { inspectionData } = await tryState(state, request);
    expect(inspectionData).toMatchObject({
      afterItemsPointer: '[1,2,3]',
      afterItemBatcher: '[{"BatchInput":{"for":"me"},"Items":[1,2]},{"BatchInput":{"for":"me"},"Items":[3]}]',
    });
    expect(inspectionData).not.toHaveProperty('afterItemsPath');
  });

  it.each([
    [{ ToleratedFailureCount: 1 }, 1, 'SUCCEEDED'],
    [{ ToleratedFailureCount: 1 }, 2, 'FAILED'],
    [{ ToleratedFailurePercentage: 50 }, 2, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 50 }, 3, 'FAILED'],
    [{}, 4, 'SUCCEEDED'],
  ])('with %j and %i failures of 4 has %s', async (limits, mapIterationFailureCount, status) => {
    const request = { input: '[1, 2, 3, 4]', mock: { result: '[]' }, stateConfiguration: { mapIterationFailureCount } };
    const failure = status === 'FAILED' ? { error: 'States.ExceedToleratedFailureThreshold' } : {};
    await expect(tryState(distributedMap(limits), request)).resolves.toMatchObject({ status, ...failure });
  });

  it('does not have more failures than items', async () => {
    const request = { input: '[1, 2]', mock: { result: '[]' }, stateConfiguration: { mapIterationFailureCount: 3 } };
    await expect(tryState(distributedMap({}), request)).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('fails where there is nothing to iterate over, before it looks at its limits', async () => {
    const answer = await tryState(inlineMap({ ItemsPath: '$.a', MaxConcurrency: 2 }), {
      input: '{"a": {}}',
      mock: { result: '[]' },
      inspectionLevel: 'DEBUG',
    });
    expect(answer).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'Reference path "$.a" must point to array.',
      inspectionData: { input: '{"a": {}}', afterInputPath: '{"a": {}}' },
    });
  });
});

describe('TestState of a Parallel', () => {
  it('shows what becomes of its result', async () => {
    const answer = await tryState(parallel({ ResultSelector: { 'first.$': '$[0]' }, ResultPath: '$.r' }), {
      mock: { result: '[1, 2]' },
      inspectionLevel: 'DEBUG',
    });
    expect(answer).toEqual({
      status: 'SUCCEEDED',
      output: '{"r":{"first":1}}',
      inspectionData: { input: '{}', afterResultSelector: '{"first":1}', afterResultPath: '{"r":{"first":1}}' },
    });
  });

  it('fails with the mocked error of one of its states', async () => {
    const request = { mock: { errorOutput: { error: 'Broken' } }, stateConfiguration: { errorCausedByState: 'Inner' } };
    await expect(tryState(parallel(), request)).resolves.toEqual({ status: 'FAILED', error: 'Broken' });
  });
});

it('shows a given context object with its white space, where it is passed on whole', async () => {
  const context = '{ "Execution":\n  { "Id": "e" } }';
  const Parameters = { QueueUrl: 'q', MessageBody: 'hi' };
  const state = task('sqs:sendMessage.waitForTaskToken', { InputPath: '$$', Parameters, OutputPath: '$$' });
  const shown = await tryState(state, { context, mock: { result: '1' }, inspectionLevel: 'DEBUG' });
  expect(shown).toMatchObject({ output: context, inspectionData: { afterInputPath: context } });
});
