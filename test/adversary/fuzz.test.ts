import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '#api/action.ts';
import { actionTable } from '#api/action-table.ts';
import type { InputTable, Member } from '#api/input-table.ts';
import { type App, createApp } from '#app';
import { readConfig } from '#config';
import { createHandler, type Handler } from '#http/handle.ts';
import { MockConfigError, readMockConfig } from '#integrations/mock-config.ts';
import { apiCall } from '#test/support/api-call.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { FUNCTION_DOMAIN, functionUrlEvent, PROXY_EVENTS } from '#test/support/proxy-events.ts';
import { CASES, SEED, TIME_LIMIT_MILLIS } from './cases.ts';

const roleArn = 'arn:aws:iam::000000000000:role/any';
const MAX_MILLIS = 1_000;

/** By which name the workbench may be called is the settings': that of the events. */
const ENV = { FAKE_SFN_TASKS: 'none', FAKE_SFN_MAX_EXECUTIONS: '500', FAKE_SFN_HOST_NAMES: FUNCTION_DOMAIN };

let app: App;
let handler: Handler;
const logged: object[] = [];

beforeAll(async () => {
  app = await createApp(readConfig(ENV, {}));
  const log = (entry: object) => void logged.push(entry);
  handler = createHandler({ api: app.api, account: '000000000000', region: 'us-east-1', control: app.control, log });
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
  for (const type of ['STANDARD', 'EXPRESS']) await statusOf('CreateStateMachine', { name: type, type, definition, roleArn });
});

afterAll(() => app.close());

/** What a handler answers to an event, within a second and without an error of its own. */
async function answerTo(event: unknown, by = handler): Promise<{ statusCode: number; body: string }> {
  const started = performance.now();
  const answer = await by(event);
  expect(performance.now() - started).toBeLessThan(MAX_MILLIS);
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) return { statusCode: 0, body: '' };
  const { statusCode } = answer;
  expect(statusCode, JSON.stringify(logged.at(-1))).toBeLessThan(500);
  return { statusCode: Number(statusCode), body: 'body' in answer ? String(answer.body) : '' };
}

/** What is asked of the workbench, in JSON. */
const controlCall = (method: string, path: string, body: unknown = {}) =>
  functionUrlEvent({
    method,
    path: `/_fake/${path}`,
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const statusOf = async (action: string, input: unknown): Promise<number> =>
  (await answerTo(functionUrlEvent(apiCall(action, input)))).statusCode;

const tries = async <Case>(cases: fc.Arbitrary<Case>, look: (one: Case) => Promise<unknown>): Promise<void> => {
  const property = fc.asyncProperty(cases, async (one) => void (await look(one)));
  await fc.assert(property, { numRuns: CASES, seed: SEED, interruptAfterTimeLimit: TIME_LIMIT_MILLIS });
};

/** Texts that are almost right, and texts that are nothing at all. */
const almost = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...texts),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .tuple(fc.constantFrom(...texts), fc.nat(200), fc.string({ unit: 'binary', maxLength: 3 }), fc.nat(4))
      .map(([text, at, put, drop]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + drop)),
  );

const arn = (resource: string): string => `arn:aws:states:us-east-1:000000000000:${resource}`;
const TEXTS = [
  arn('stateMachine:STANDARD'),
  arn('stateMachine:EXPRESS'),
  arn('stateMachine:STANDARD:1'),
  arn('execution:STANDARD:one'),
  arn('express:EXPRESS:one:2d5a1cf4-8dbd-4b8c-a3b0-1a2b3c4d5e6f'),
  arn('mapRun:STANDARD/label:2d5a1cf4-8dbd-4b8c-a3b0-1a2b3c4d5e6f'),
  arn('activity:work'),
  roleArn,
  'one',
  '{}',
  '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
];

/** Any value, or one that the member takes as far as its type goes. */
function arbitraryOf(member: Member): fc.Arbitrary<unknown> {
  const any = fc.jsonValue({ maxDepth: 2 });
  const fitting = (): fc.Arbitrary<unknown> => {
    switch (member.type) {
      case 'string':
        return member.enum ? almost(member.enum) : almost(TEXTS);
      case 'boolean':
        return fc.boolean();
      case 'list':
        return fc.array(arbitraryOf(member.member), { maxLength: 3 });
      case 'structure':
        return inputOf(member.members);
      default:
        return fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, -1, 2 ** 53));
    }
  };
  return fc.oneof({ weight: 9, arbitrary: fitting() }, { weight: 1, arbitrary: any });
}

const inputOf = (table: InputTable): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(Object.entries(table).map(([name, member]) => [name, arbitraryOf(member)])), { requiredKeys: [] });

/** GetActivityTask waits for a minute where there is nothing to do. */
const ACTIONS = Object.entries<Pick<Action, 'input'>>(actionTable).filter(([name]) => name !== 'GetActivityTask');

const FIELD_VALUES = fc.oneof(
  fc.constantFrom<unknown>(
    'A',
    'B',
    '$.a',
    '$$.Task.Token',
    '{% $states.input %}',
    'States.ALL',
    'arn:aws:states:::sqs:sendMessage',
  ),
  fc.constantFrom<unknown>(0, 1, -1, 1e9, true, null, [], {}, [{ Variable: '$.a', IsPresent: true, Next: 'A' }]),
  fc.jsonValue({ maxDepth: 2 }),
);
const FIELDS = [
  'Type',
  'Next',
  'End',
  'Resource',
  'Parameters',
  'Arguments',
  'Output',
  'ResultPath',
  'InputPath',
  'Choices',
  'Default',
];
const MORE_FIELDS = [
  'Seconds',
  'Timestamp',
  'Branches',
  'ItemProcessor',
  'ItemsPath',
  'Items',
  'Retry',
  'Catch',
  'Assign',
  'Result',
];
const TYPES = ['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'];
const state = fc
  .tuple(
    fc.constantFrom(...TYPES),
    fc.dictionary(fc.constantFrom(...FIELDS, ...MORE_FIELDS), FIELD_VALUES, { maxKeys: 4 }),
    fc.constantFrom({ End: true }, { Next: 'A' }, { Next: 'B' }, {}),
    fc.constantFrom({}, { QueryLanguage: 'JSONata' }),
  )
  .map(([Type, fields, end, language]) => ({ ...end, ...language, ...fields, Type }));

const LAMBDA = 'arn:aws:states:::lambda:invoke';
/** Mostly one of the texts as it is. */
const mostly = (texts: readonly string[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: almost(texts) });
const number = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(1, 2, 3) },
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, 1, 2, -1, 0.5, 1e9, 1e15, 1e300, 2 ** 53),
);

/** What a rule is about: mostly the state Charge of the machine RULED, in one way or another. */
const where = fc.record(
  {
    machine: mostly(['RULED', arn('stateMachine:RULED'), 'OTHER']),
    state: mostly(['Charge', '/^Ch/', '/(a+)+$/', '/[/', '/(?=x)/', '__proto__']),
    resource: mostly(['lambda:invoke', LAMBDA, 'sqs:sendMessage']),
    execution: mostly(['', 'a', 'run-']),
    call: fc.oneof(number, fc.array(number, { maxLength: 3 })),
    per: mostly(['execution', 'machine', 'account']),
  },
  { requiredKeys: [] },
);

/** What it answers. */
const { answer } = fc.letrec<{ answer: unknown }>((tie) => ({
  answer: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      { return: fc.jsonValue({ maxDepth: 3 }), validate: mostly(['strict', 'present', 'none']) },
      { requiredKeys: ['return'] },
    ),
    fc.record({ throw: fc.record({ error: mostly(['Down', 'States.ALL']), cause: mostly(['why']) }, { requiredKeys: [] }) }),
    fc.constantFrom({ pending: true }, { pending: {} }, { real: true }, { real: false }, {}),
    fc.record({ takes: number, then: tie('answer') }),
    fc.record({ times: number, then: tie('answer') }),
    fc.jsonValue({ maxDepth: 2 }),
  ),
}));
const rule = fc.record({
  where: fc.oneof({ weight: 9, arbitrary: where }, fc.jsonValue()),
  then: fc.oneof(answer, fc.array(answer, { maxLength: 4 })),
});

describe('nothing that comes in is answered with an error of ours, or late', () => {
  it(
    'proxy events, whole and broken',
    async () => {
      const member = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: 'binary' }));
      const event = fc
        .tuple(
          fc.constantFrom(...Object.values(PROXY_EVENTS)),
          fc.constantFrom(...ACTIONS.map(([name]) => name), 'Nothing', '', '__proto__'),
          almost(['{}', '{"maxResults":1}', '[]', '"']),
          fc.boolean(),
          fc.dictionary(
            fc.constantFrom(
              'headers',
              'body',
              'path',
              'rawPath',
              'isBase64Encoded',
              'httpMethod',
              'requestContext',
              'version',
              'Records',
            ),
            member,
            { maxKeys: 2 },
          ),
        )
        .map(([make, action, body, base64, broken]) => ({ ...make({ ...apiCall(action), body, base64 }), ...broken }));
      await tries(event, answerTo);
    },
    TIME_LIMIT_MILLIS * 2,
  );

  it(
    'inputs of every action',
    async () => {
      const call = fc.constantFrom(...ACTIONS).chain(([name, { input }]) => fc.tuple(fc.constant(name), inputOf(input)));
      await tries(call, ([name, input]) => statusOf(name, input));
    },
    TIME_LIMIT_MILLIS * 2,
  );

  it(
    'definitions',
    async () => {
      const machine = fc.record({ A: state, B: state }).map((States) => ({ StartAt: 'A', TimeoutSeconds: 5, States }));
      await tries(machine, async (definition) => {
        const text = JSON.stringify(definition);
        const name = 'fuzzed';
        await statusOf('ValidateStateMachineDefinition', { definition: text });
        const made = await answerTo(
          functionUrlEvent(apiCall('CreateStateMachine', { name, definition: text, roleArn, type: 'EXPRESS' })),
        );
        if (made.statusCode !== 200) return;
        const stateMachineArn = arn(`stateMachine:${name}`);
        // One that waits is none of ours to wait for.
        if (!text.includes('"Wait"')) await statusOf('StartExecution', { stateMachineArn, input: '{"a":[1,{"b":"c"}]}' });
        await statusOf('DeleteStateMachine', { stateMachineArn });
      });
    },
    TIME_LIMIT_MILLIS * 2,
  );

  it.each([
    [
      'paths',
      ['$.a.b[0]', '$..*', '$.a[?(@.b > 1 && @.c == "x")]', "$['a','b']", '$.a[-1:]', '$.a.length()', '$$.State.Name'],
      'x.$',
    ],
    [
      'intrinsic functions',
      [
        "States.Format('{} and {}', $.a, 1)",
        'States.ArrayRange(1, 9, 2)',
        "States.StringToJson('{}')",
        'States.MathRandom(1, 9, 3)',
        "States.Hash('a', 'SHA-256')",
        "States.StringSplit('a,b', ',')",
        'States.JsonMerge($.a, $.a, false)',
        'States.ArrayPartition($.a, 2)',
      ],
      'x.$',
    ],
    [
      'JSONata',
      [
        '{% $map($states.input.a, function($v) { $v * 2 }) %}',
        '{% $sum($states.input.a) & "x" %}',
        '{% $states.input.**.b[0]^(>c) %}',
        '{% ($x := 1; $x + $states.input.a[0]) %}',
        '{% $replace("a", /a+/, "b") %}',
        '{% $parse("[1,2]")~>$count() %}',
      ],
      undefined,
    ],
  ])(
    '%s',
    async (_, texts, field) => {
      await tries(almost(texts), (text) => {
        const pass = { Type: 'Pass', End: true };
        const definition = field
          ? { ...pass, Parameters: { [field]: text } }
          : { ...pass, QueryLanguage: 'JSONata', Output: { x: text } };
        return statusOf('TestState', { definition: JSON.stringify(definition), roleArn, input: '{"a":[1,2,3]}' });
      });
    },
    TIME_LIMIT_MILLIS * 2,
  );

  it(
    'tokens',
    async () => {
      const { body } = await answerTo(functionUrlEvent(apiCall('ListStateMachines', { maxResults: 1 })));
      const { nextToken } = JSON.parse(body);
      const token = almost([String(nextToken), 'AQB4', Buffer.from('{"executionArn":"x"}').toString('base64')]);
      const call = fc.oneof(
        token.map((text) => ['ListStateMachines', { nextToken: text, maxResults: 1 }] as const),
        token.map((text) => ['ListExecutions', { nextToken: text, stateMachineArn: TEXTS[0] }] as const),
        token.map((taskToken) => ['SendTaskSuccess', { taskToken, output: '{}' }] as const),
        token.map((taskToken) => ['SendTaskHeartbeat', { taskToken }] as const),
      );
      await tries(call, ([name, input]) => statusOf(name, input));
    },
    TIME_LIMIT_MILLIS * 2,
  );

  it(
    'mock files',
    async () => {
      const whole = JSON.stringify({
        StateMachines: { M: { TestCases: { T: { Call: 'R' } } } },
        MockedResponses: { R: { '0': { Return: { a: 1 } }, '1-2': { Throw: { Error: 'E', Cause: 'C' } } } },
      });
      // Anything else is a file's path.
      const texts = fc.oneof(almost([whole]), fc.json()).map((text) => (text.startsWith('{') ? text : `{${text}`));
      await tries(texts, async (text) => {
        try {
          readMockConfig(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MockConfigError);
        }
      });
    },
    TIME_LIMIT_MILLIS * 2,
  );

  it(
    'rules, and what executions make of them',
    async () => {
      const skipping = await createApp(readConfig({ ...ENV, FAKE_SFN_TIME: 'skip' }, {}));
      const log = (entry: object) => void logged.push(entry);
      const ruled = createHandler({
        api: skipping.api,
        account: '000000000000',
        region: 'us-east-1',
        control: skipping.control,
        log,
      });
      const call = (action: string, input: unknown) => answerTo(functionUrlEvent(apiCall(action, input)), ruled);
      const Charge = { Type: 'Task', Resource: LAMBDA, Parameters: { FunctionName: 'charge' }, TimeoutSeconds: 60 };
      const retried = { ...Charge, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }], Next: 'Again' };
      const caught = { ...Charge, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }], Next: 'Done' };
      const States = { Charge: { ...retried, ...caught, Next: 'Again' }, Again: caught, Done: { Type: 'Succeed' } };
      const definition = JSON.stringify({ StartAt: 'Charge', TimeoutSeconds: 3_600, States });
      for (const [name, type] of [
        ['RULED', 'STANDARD'],
        ['EXPRESS', 'EXPRESS'],
      ])
        await call('CreateStateMachine', { name, type, definition, roleArn });
      const bodies = fc.oneof(
        { weight: 4, arbitrary: rule },
        { weight: 2, arbitrary: fc.array(rule, { maxLength: 3 }) },
        fc.json(),
      );
      await tries(bodies, async (body) => {
        const { statusCode } = await answerTo(controlCall('POST', 'rules', body), ruled);
        if (statusCode !== 200) return;
        // What is pending waits for somebody outside, for as long as that takes.
        const waits = JSON.stringify(body).includes('pending');
        if (!waits) await call('StartSyncExecution', { stateMachineArn: arn('stateMachine:EXPRESS') });
        await answerTo(controlCall('GET', 'rules'), ruled);
        // A rule for a state that the machine does not have keeps it from being started.
        const started = await call('StartExecution', { stateMachineArn: arn('stateMachine:RULED') });
        const { executionArn } = JSON.parse(started.body);
        if (started.statusCode === 200) {
          const { body: history } = await call('GetExecutionHistory', { executionArn });
          expect(problemsOf(JSON.parse(history).events, false), history).toEqual([]);
          if (waits) await call('StopExecution', { executionArn });
        }
        await answerTo(controlCall('DELETE', 'rules'), ruled);
      });
      await skipping.close();
    },
    TIME_LIMIT_MILLIS * 2,
  );

  it(
    'what is asked of the workbench',
    async () => {
      const paths = [
        'rules',
        'skip',
        'time',
        'reset',
        'mock-config',
        'explore',
        'replay',
        'bundles',
        'calls?machine=x',
        'executions?limit=1',
        'waiting',
      ];
      const request = fc.tuple(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
        almost(paths),
        fc.oneof(
          fc.json(),
          fc.dictionary(
            fc.constantFrom(
              'mode',
              'seconds',
              'until',
              'executionArn',
              'keep',
              'all',
              'definition',
              'inputs',
              'bundle',
              'execution',
              'history',
            ),
            fc.oneof(almost(TEXTS), number, fc.jsonValue({ maxDepth: 2 })),
          ),
        ),
      );
      await tries(request, ([method, path, body]) => answerTo(controlCall(method, path, body)));
    },
    TIME_LIMIT_MILLIS * 2,
  );
});
