import type { ExploreOptions } from '#control/explore/explore.ts';
import type { JsonObject } from '#json/json.ts';

/** A machine to explore, with what is known of its calls. */
interface Explored {
  readonly definition: JsonObject;
  readonly options?: ExploreOptions;
}

/** One with a fault, and the finding that tells it. */
interface Faulty extends Explored {
  readonly kind: string;
  readonly state: string;
}

const call = (fields: JsonObject): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': '$' },
  ...fields,
});

/** AWS's own advice: Best practices, Handle transient Lambda service exceptions. */
const LAMBDA_RETRY = [
  {
    ErrorEquals: [
      ...['Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException'],
      ...['Lambda.SdkClientException', 'Lambda.TooManyRequestsException'],
    ],
    MaxAttempts: 2,
  },
];

const token = (fields: JsonObject): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
  ...fields,
});

const machine = (StartAt: string, States: JsonObject, more: JsonObject = {}): JsonObject => ({ StartAt, States, ...more });
const DONE: JsonObject = { Type: 'Succeed' };
const GIVE_UP: JsonObject = { Type: 'Fail', Error: 'GaveUp' };

const caught = (resultPath: JsonObject): JsonObject =>
  machine('Charge', {
    Charge: call({
      ResultPath: '$.charge',
      Catch: [{ ErrorEquals: ['Card.Declined'], Next: 'Tell', ...resultPath }],
      Next: 'Done',
    }),
    Tell: { Type: 'Pass', Parameters: { 'order.$': '$.orderId' }, Next: 'Done' },
    Done: DONE,
  });
const order: ExploreOptions = { inputs: [{ orderId: 1 }] };

const retrying = (retry: JsonObject): JsonObject => machine('Charge', { Charge: call({ ...retry, End: true }) });

const looping = (end: JsonObject): JsonObject =>
  machine('Look', {
    Look: call({ ResultSelector: { 'state.$': '$.Payload.state' }, Next: 'Ready' }),
    Ready: { Type: 'Choice', Choices: [end], Default: 'Pause' },
    Pause: { Type: 'Wait', Seconds: 60, Next: 'Look' },
    Done: DONE,
  });
const states: ExploreOptions = { samples: { Look: [{ Payload: { state: 'READY' } }, { Payload: { state: 'BUSY' } }] } };
const whenIs = (value: string, Next: string): JsonObject => ({ Variable: '$.state', StringEquals: value, Next });

const choosing = (more: JsonObject): JsonObject =>
  machine('Look', {
    Look: call({ ResultSelector: { 'state.$': '$.Payload.state' }, Next: 'Which' }),
    Which: { Type: 'Choice', Choices: [whenIs('READY', 'Done'), whenIs('BUSY', 'Done')], ...more },
    Done: DONE,
  });

const mapping = (guard: JsonObject): JsonObject =>
  machine('List', {
    List: call({ OutputPath: '$.Payload', Next: 'Any' }),
    Any: { Type: 'Choice', Default: 'Each', ...guard },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: machine('One', { One: call({ End: true }) }),
      Next: 'Done',
    },
    Done: DONE,
  });
const lists: ExploreOptions = { samples: { List: [{ Payload: { items: [1, 2] } }, { Payload: { items: null } }] } };

const asking = (expression: string): JsonObject =>
  machine(
    'Ask',
    {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'f' },
        Output: '{% $states.result.Payload %}',
        Next: 'Price',
      },
      Price: { Type: 'Pass', Output: { price: expression }, End: true },
    },
    { QueryLanguage: 'JSONata' },
  );
const prices: ExploreOptions = { samples: { Ask: [{ Payload: { price: 4 } }, { Payload: {} }] } };

const reading = (more: JsonObject): JsonObject =>
  machine('Each', {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { Bucket: 'b', Key: 'k' },
      },
      ItemProcessor: {
        ...machine('One', { One: { Type: 'Pass', End: true } }),
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      },
      ...more,
      Next: 'Done',
    },
    Done: DONE,
    ...(more['Catch'] === undefined ? {} : { GiveUp: GIVE_UP }),
  });

/** Machines with a fault each. */
export const FAULTY: Readonly<Record<string, Faulty>> = {
  'a Catch without ResultPath that loses what a later state reads': {
    definition: caught({}),
    options: order,
    kind: 'runtime-error',
    state: 'Tell',
  },
  'a retrier without an error that the service throws': {
    definition: retrying({ Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'] }] }),
    kind: 'unhandled-error',
    state: 'Charge',
  },
  'an endless loop': { definition: looping(whenIs('DONE', 'Done')), options: states, kind: 'never-ends', state: 'Look' },
  'a token without a timeout': {
    definition: machine('Ask', { Ask: token({ End: true }) }),
    kind: 'token-without-timeout',
    state: 'Ask',
  },
  'a Choice without Default': { definition: choosing({}), options: states, kind: 'runtime-error', state: 'Which' },
  'a Map over what may be no array': {
    definition: mapping({ Choices: [{ Variable: '$.nothing', IsPresent: true, Next: 'Done' }] }),
    options: lists,
    kind: 'runtime-error',
    state: 'Each',
  },
  'JSONata on a missing field': {
    definition: asking('{% $states.input.price * 2 %}'),
    options: prices,
    kind: 'query-error',
    state: 'Price',
  },
  'an ItemReader whose failure nothing catches': { definition: reading({}), kind: 'reader-not-caught', state: 'Each' },
  "a timeout longer than the state machine's": {
    definition: machine('Charge', { Charge: call({ TimeoutSeconds: 600, End: true }) }, { TimeoutSeconds: 60 }),
    kind: 'timeout-too-long',
    state: 'Charge',
  },
  'a state that no path leads to': {
    definition: machine('Done', { Done: DONE, Lost: { Type: 'Pass', Next: 'Done' } }),
    kind: 'unreachable-state',
    state: 'Lost',
  },
};

/** Machines with nothing wrong: each is one of those above, put right. */
export const RIGHT: Readonly<Record<string, Explored>> = {
  'a Catch with ResultPath': { definition: caught({ ResultPath: '$.error' }), options: order },
  "a retrier of all of the service's transient errors": { definition: retrying({ Retry: LAMBDA_RETRY }) },
  'a loop with a way out': { definition: looping(whenIs('READY', 'Done')), options: states },
  'a token with a timeout': {
    definition: machine('Ask', {
      Ask: token({ TimeoutSeconds: 600, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'GiveUp' }], Next: 'Done' }),
      Done: DONE,
      GiveUp: GIVE_UP,
    }),
  },
  'a Choice with a Default': { definition: choosing({ Default: 'Done' }), options: states },
  'a Map behind a question': {
    definition: mapping({ Choices: [{ Not: { Variable: '$.items[0]', IsPresent: true }, Next: 'Done' }] }),
    options: lists,
  },
  'JSONata that asks whether the field is there': {
    definition: asking('{% $exists($states.input.price) ? $states.input.price * 2 : 0 %}'),
    options: prices,
  },
  'an ItemReader whose failure is caught': {
    definition: reading({ Catch: [{ ErrorEquals: ['States.ItemReaderFailed'], Next: 'GiveUp' }] }),
  },
  "a timeout within the state machine's": {
    definition: machine('Charge', { Charge: call({ TimeoutSeconds: 50, End: true }) }, { TimeoutSeconds: 60 }),
  },
  'branches side by side that are caught together': {
    definition: machine('Both', {
      Both: {
        Type: 'Parallel',
        Branches: [machine('Left', { Left: call({ End: true }) }), machine('Right', { Right: call({ End: true }) })],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'GiveUp' }],
        Next: 'Done',
      },
      Done: DONE,
      GiveUp: GIVE_UP,
    }),
  },
};
