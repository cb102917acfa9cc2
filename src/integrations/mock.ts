import { machineNameOf } from '#arn';
import type { TaskCall, TaskOutcome } from './integration.ts';
import type { MockConfig, MockedResult } from './mock-config.ts';
import { taskSuffix } from './task-resource.ts';

/** Where in a mock configuration the answer to a call is looked for. */
export interface MockQuery {
  readonly stateMachineName: string;
  readonly testCase: string;
  readonly state: string;
  /** Which call of the state it is in its execution, from 0. */
  readonly invocation: number;
}

/** Why this state machine cannot be started with this test case; `undefined` if it can. Without `states`, its names are not looked at. */
export function refuseTestCase(
  mocks: MockConfig | undefined,
  stateMachineName: string,
  testCase: string,
  states?: () => ReadonlySet<string>,
): string | undefined {
  const title = `The test case '${testCase}' of the state machine '${stateMachineName}'`;
  const intro = `${title} does not exist`;
  if (mocks === undefined) return `${intro}: no mock configuration is loaded. Set SFN_MOCK_CONFIG to the path of a mock file.`;
  const testCases = mocks.stateMachines.get(stateMachineName);
  if (testCases === undefined)
    return `${intro}: the mock configuration has ${names(mocks.stateMachines.keys(), 'state machines')}.`;
  const mocked = testCases.get(testCase);
  if (mocked === undefined) return `${intro}: for it the mock configuration has ${names(testCases.keys(), 'test cases')}.`;
  const unknown = states && [...mocked.keys()].find((state) => !states().has(state));
  return unknown === undefined || states === undefined ? undefined : noSuchState(title, unknown, stateMachineName, states());
}

/** Says that something names a state which the state machine does not have, and which it has. */
export const noSuchState = (who: string, state: string, stateMachineName: string, states: ReadonlySet<string>): string =>
  `${who} names the state '${state}', which the state machine '${stateMachineName}' does not have. It has ${names(states, 'states')}.`;

/**
 * The result that a test case has for a call; undefined where the test case does not name the state, whose calls go to the real
 * service then. A state that is named never calls the real service: without a result for this call the query fails.
 * AWS: "When you mock a Task, you must specify a mocked response for every invocation" — sfn-local-mock-cfg-file. Calls are counted
 * for a state over its whole execution, retries, loops and Map iterations included.
 */
export function findMock(mocks: MockConfig, query: MockQuery): MockedResult | undefined {
  const { stateMachineName, testCase, state, invocation } = query;
  const reason = refuseTestCase(mocks, stateMachineName, testCase);
  if (reason !== undefined) return { kind: 'none', reason };
  const response = mocks.stateMachines.get(stateMachineName)?.get(testCase)?.get(state);
  if (response === undefined) return undefined;
  const found = response.invocations.find(({ from, to }) => from <= invocation && invocation <= to);
  if (found !== undefined) return found.result;
  if (response.problem !== undefined) return { kind: 'none', reason: response.problem };
  const given = response.invocations.map(({ from, to }) => (from === to ? `"${from}"` : `"${from}-${to}"`)).join(', ');
  return {
    kind: 'none',
    reason:
      `The mocked response '${response.id}' has no answer to call number ${invocation} (from 0) of the state '${state}' in the test case ` +
      `'${testCase}' of the state machine '${stateMachineName}': it has ${given === '' ? 'none at all' : given}. Add MockedResponses.${response.id}["${invocation}"].`,
  };
}

/** Answers a call from the mock configuration; undefined where it has to go to the real service. */
export function mockedOutcome(mocks: MockConfig | undefined, call: TaskCall): TaskOutcome | undefined {
  const { testCase, state, invocation, stateMachineArn, resource } = call;
  if (testCase === undefined) return undefined;
  const stateMachineName = machineNameOf(stateMachineArn);
  if (mocks === undefined) return unmockable(refuseTestCase(mocks, stateMachineName, testCase));
  const mock = findMock(mocks, { stateMachineName, testCase, state, invocation });
  if (mock === undefined) return undefined;
  if (mock.kind === 'none') return unmockable(mock.reason);
  return asMocked(resource, finalOutcome(mock));
}

/**
 * What a task is told by a mock that has this outcome. AWS: what `.sync` and `.waitForTaskToken` answer comes after TaskSubmitted,
 * failures too; a mock does not say what the service answers at submission.
 */
export function asMocked(resource: string, outcome: TaskOutcome): TaskOutcome {
  return taskSuffix(resource) === '' ? outcome : { kind: 'submitted', output: '{}', outcome };
}

function finalOutcome(mock: Exclude<MockedResult, { readonly kind: 'none' }>): TaskOutcome {
  if (mock.kind === 'return') return { kind: 'succeeded', output: mock.output };
  const { error, cause } = mock;
  return { kind: 'failed', ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/** States.Runtime, so that no `States.ALL` catches what is a mistake in the test: the execution fails, as in Step Functions Local. */
const unmockable = (cause: string | undefined): TaskOutcome => ({
  kind: 'failed',
  error: 'States.Runtime',
  ...(cause === undefined ? {} : { cause }),
});

function names(keys: Iterable<string>, what: string): string {
  const all = [...keys];
  if (all.length === 0) return `no ${what}`;
  const shown = all
    .slice(0, 5)
    .map((name) => `'${name}'`)
    .join(', ');
  return `the ${what} ${shown}${all.length > 5 ? `, and ${all.length - 5} more` : ''}`;
}
