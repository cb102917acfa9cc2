/** Says how to answer the calls of a state in the place of its service. */
export type HowToMock = (state: string) => string;

/** By a server's control API, or by a mock file. */
export const howToMock: HowToMock = (state) =>
  `To mock it, POST /_fake/rules {"where": {"state": ${JSON.stringify(state)}}, "then": {"return": {}}}, or name '${state}' in a test case of a ` +
  `mock file (SFN_MOCK_CONFIG) and start the execution with #<test case> behind the state machine's ARN.`;

/** The same in half a sentence. */
export const OR_MOCK = 'or mock the state (by a rule, or in SFN_MOCK_CONFIG)';
