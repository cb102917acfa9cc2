import type { CheckStart } from '#api/action.ts';
import { machineNameOf } from '#arn';
import { refuseTestCase } from '#integrations/mock.ts';
import type { Mocks } from './mocks.ts';
import type { Rules } from './rules/rules.ts';
import { sandboxOf } from './sandbox.ts';

/** Makes the check of what is to be started: a test case that is not there, or anybody who names a state that is not, is a mistake to be told at once. */
export const createCheckStart =
  (mocks: Mocks, rules: Rules): CheckStart =>
  ({ stateMachineArn, testCase, states }) => {
    const byRules = () => rules.refuseStates(stateMachineArn, states);
    if (testCase === undefined) return byRules();
    return mocks
      .of(sandboxOf(stateMachineArn))
      .then((config) => refuseTestCase(config, machineNameOf(stateMachineArn), testCase, states) ?? byRules());
  };
