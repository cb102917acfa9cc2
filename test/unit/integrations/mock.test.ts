import { describe, expect, it } from 'vitest';
import { findMock, mockedOutcome, refuseTestCase } from '#integrations/mock.ts';
import { readMockConfig } from '#integrations/mock-config.ts';
import { taskCall } from './task-call.ts';

const mocks = readMockConfig(
  JSON.stringify({
    StateMachines: {
      Orders: { TestCases: { Happy: { Charge: 'Charged' }, Sad: { Charge: 'Declined' }, Real: {} } },
      Empty: { TestCases: {} },
    },
    MockedResponses: {
      Charged: { '0': { Return: { paid: [1, 2] } }, '1-2': { Return: 'again' }, '5': { Return: 'later' } },
      Declined: {
        '0': { Throw: { Error: 'Declined', Cause: 'no money' } },
        '1': { Throw: { Error: 'States.Timeout' } },
        '2': { Throw: {} },
      },
    },
  }),
);
const query = { stateMachineName: 'Orders', testCase: 'Happy', state: 'Charge', invocation: 0 };

describe('the check of a test case', () => {
  const check = (machine: string, testCase: string, states?: string[]) =>
    refuseTestCase(mocks, machine, testCase, states && (() => new Set(states)));

  it('has nothing against a test case of the state machine', () => {
    expect(check('Orders', 'Happy')).toBeUndefined();
  });

  it('says which test cases there are', () => {
    expect(check('Orders', 'happy')).toBe(
      "The test case 'happy' of the state machine 'Orders' does not exist: for it the mock configuration has the test cases 'Happy', 'Sad', 'Real'.",
    );
    expect(check('Empty', 'Happy')).toMatch(/for it the mock configuration has no test cases\.$/);
  });

  it('never takes the same test case of another state machine', () => {
    expect(check('Parcels', 'Happy')).toMatch(/the mock configuration has the state machines 'Orders', 'Empty'\.$/);
  });

  it('says which state it names that is not there, and which are', () => {
    expect(check('Orders', 'Happy', ['Charge', 'Ship'])).toBeUndefined();
    expect(check('Orders', 'Happy', ['Chrage', 'Ship'])).toBe(
      "The test case 'Happy' of the state machine 'Orders' names the state 'Charge', which the state machine 'Orders' does not have. It has the states 'Chrage', 'Ship'.",
    );
  });

  it('asks for a mock file where there is none', () => {
    expect(refuseTestCase(undefined, 'Orders', 'Happy')).toMatch(/no mock configuration is loaded. Set SFN_MOCK_CONFIG/);
  });
});

describe('a mock is found', () => {
  it.each([
    [0, '{"paid":[1,2]}'],
    [1, '"again"'],
    [2, '"again"'],
    [5, '"later"'],
  ])('for call number %i', (invocation, output) => {
    expect(findMock(mocks, { ...query, invocation })).toEqual({ kind: 'return', output });
  });

  it('for no state that the test case leaves out', () => {
    expect(findMock(mocks, { ...query, testCase: 'Real' })).toBeUndefined();
    expect(findMock(mocks, { ...query, state: 'constructor' })).toBeUndefined();
  });

  it.each([3, 4, 6, 1_000_000])('never for call number %i, which was not given: the reason says what to add', (invocation) => {
    const found = findMock(mocks, { ...query, invocation });
    expect(found).toEqual({
      kind: 'none',
      reason: expect.stringContaining(`no answer to call number ${invocation} (from 0) of the state 'Charge'`),
    });
    expect(found).toEqual({
      kind: 'none',
      reason: expect.stringContaining(`it has "0", "1-2", "5". Add MockedResponses.Charged["${invocation}"].`),
    });
  });

  it('never for a test case or state machine that is not there', () => {
    expect(findMock(mocks, { ...query, testCase: 'happy' })).toMatchObject({ kind: 'none' });
    expect(findMock(mocks, { ...query, stateMachineName: 'Parcels' })).toMatchObject({ kind: 'none' });
  });
});

describe('a mocked call', () => {
  it('is none without a test case, whatever the mocks', () => {
    expect(mockedOutcome(mocks, taskCall({}))).toBeUndefined();
  });

  it('succeeds with Return as a JSON text, whatever the resource', () => {
    const resources = [
      'arn:aws:lambda:eu-west-1:123456789012:function:f',
      'arn:aws:states:::aws-sdk:s3:getObject',
      'arn:aws:states:::batch:submitJob',
    ];
    for (const resource of resources) {
      expect(mockedOutcome(mocks, taskCall({ resource, testCase: 'Happy' }))).toEqual({
        kind: 'succeeded',
        output: '{"paid":[1,2]}',
      });
    }
  });

  it('fails with Throw, and with no more than it says', () => {
    const outcomes = [0, 1, 2].map((invocation) => mockedOutcome(mocks, taskCall({ testCase: 'Sad', invocation })));
    expect(outcomes).toStrictEqual([
      { kind: 'failed', error: 'Declined', cause: 'no money' },
      { kind: 'failed', error: 'States.Timeout' },
      { kind: 'failed' },
    ]);
  });

  it.each(['.sync', '.sync:2', '.waitForTaskToken'])('of a %s resource is submitted first, successful or not', (suffix) => {
    const resource = `arn:aws:states:::states:startExecution${suffix}`;
    expect(mockedOutcome(mocks, taskCall({ resource, testCase: 'Happy' }))).toEqual({
      kind: 'submitted',
      output: '{}',
      outcome: { kind: 'succeeded', output: '{"paid":[1,2]}' },
    });
    expect(mockedOutcome(mocks, taskCall({ resource, testCase: 'Sad' }))).toEqual({
      kind: 'submitted',
      output: '{}',
      outcome: { kind: 'failed', error: 'Declined', cause: 'no money' },
    });
  });

  it.each(['Orders:3', 'Orders:PROD', 'Orders/EachOrder', 'Orders#Happy'])('belongs to the state machine of %s', (name) => {
    const stateMachineArn = `arn:aws-cn:states:cn-north-1:123456789012:stateMachine:${name}`;
    expect(mockedOutcome(mocks, taskCall({ stateMachineArn, testCase: 'Happy' }))).toMatchObject({ kind: 'succeeded' });
  });

  it('that has no answer fails with States.Runtime, and never goes to the real service', () => {
    expect(mockedOutcome(mocks, taskCall({ testCase: 'Happy', invocation: 3 }))).toMatchObject({
      kind: 'failed',
      error: 'States.Runtime',
    });
    expect(mockedOutcome(mocks, taskCall({ testCase: 'happy' }))).toMatchObject({ kind: 'failed', error: 'States.Runtime' });
    expect(mockedOutcome(undefined, taskCall({ testCase: 'Happy' }))).toMatchObject({ kind: 'failed', error: 'States.Runtime' });
  });
});
