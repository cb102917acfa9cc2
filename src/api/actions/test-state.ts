import type { JsonText } from '#interpreter/continuation/json-text.ts';
import { isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { nextTurn } from '#runtime/turn.ts';
import type { ActionContext } from '../action.ts';
import type { AskedTest, TestStep } from '../aside.ts';
import { checkInput } from '../constraints.ts';
import { SfnError } from '../errors.ts';
import { executionInput } from '../execution-input.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { answerOf, type TestStateAnswer } from '../test-state/answer.ts';
import { callWithin } from '../test-state/call-task.ts';
import { checkMock } from '../test-state/check-mock.ts';
import { CallWanted, callKnown, testHereOrAside } from '../test-state/here-or-aside.ts';
import { checkMockResult } from '../test-state/mock-result.ts';
import { findTestedState } from '../test-state/tested-state.ts';
import { type TestContext, tryAlone } from '../test-state/trial.ts';

/**
 * TestState: runs a single state, with a mocked answer if there is one.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 *
 * Then AWS checks (the order is inferred; the texts that are not recorded are marked in the files of test-state/)
 * 1. the definition, all of it — `InvalidDefinition`: Invalid State Machine Definition: '…' (test_state_name_invalid_state_definition)
 * 2. that it has the state — `ValidationException`: State not found in definition (test_base_state_name_validation_failures)
 * 3. what the request says with and without a mock, and whether such a state is tested so — `ValidationException`, `InvalidDefinition`:
 *    check-mock.ts (group state_mock_validation)
 * 4. the mocked result — `ValidationException`: Mocked result must be valid JSON; … must be an array.; Mock result schema validation
 *    error: … (mock-result.ts, group field_validation_mode)
 * 5. the input — `InvalidExecutionInput`, as StartExecution does — and the variables
 * 6. the context object — `ValidationException`: Invalid Context object provided: … (mock-context.ts, group state_context_object)
 */
export const input = {
  definition: { type: 'string', required: true, min: 1, max: 1048576, sensitive: true },
  roleArn: { type: 'string', min: 1, max: 256 },
  input: { type: 'string', maxBytes: 262144, sensitive: true },
  inspectionLevel: { type: 'string', enum: ['INFO', 'DEBUG', 'TRACE'] },
  revealSecrets: { type: 'boolean' },
  variables: { type: 'string', maxBytes: 262144, sensitive: true },
  stateName: { type: 'string', min: 1, max: 80, sensitive: true },
  mock: {
    type: 'structure',
    shape: 'MockInput',
    members: {
      result: { type: 'string', maxBytes: 262144, sensitive: true },
      errorOutput: {
        type: 'structure',
        shape: 'MockErrorOutput',
        members: {
          error: { type: 'string', min: 0, max: 256, sensitive: true },
          cause: { type: 'string', min: 0, max: 32768, sensitive: true },
        },
      },
      fieldValidationMode: { type: 'string', enum: ['STRICT', 'PRESENT', 'NONE'] },
    },
  },
  context: { type: 'string', maxBytes: 262144, sensitive: true },
  stateConfiguration: {
    type: 'structure',
    shape: 'TestStateConfiguration',
    members: {
      retrierRetryCount: { type: 'integer', min: 0 },
      errorCausedByState: { type: 'string', min: 1, max: 80, sensitive: true },
      mapIterationFailureCount: { type: 'integer', min: 0 },
      mapItemReaderData: { type: 'string', maxBytes: 262144, sensitive: true },
    },
  },
} as const satisfies InputTable;

/** Tests a state and answers with as much of the way there as `inspectionLevel` asks for. */
export async function run(request: InputOf<typeof input>, context: ActionContext): Promise<Partial<TestStateAnswer>> {
  await nextTurn();
  const { aside } = context;
  if (aside) return await testHereOrAside(request, context, { here: testOnce, aside: aside.testState });
  return await test(request, {
    ...context,
    patience: 'patient',
    call: (millis, call) => callWithin(millis, context.callTask, call),
  });
}

/** The same with all that it takes as data: as far as it gets without a call that has not been made. */
export async function testOnce({ request, now, uuids, remainingMillis, called, ...facts }: AskedTest): Promise<TestStep> {
  const left = [...uuids];
  const uuid = (): string => {
    const next = left.shift();
    if (next === undefined) throw new Error('a test takes more UUIDs than expected');
    return next;
  };
  const context = { ...facts, uuid, now: () => now, remainingMillis: () => remainingMillis, call: callKnown(called) };
  try {
    return { answer: await test(checkInput(input, request), context) };
  } catch (error) {
    if (error instanceof CallWanted) return { wanted: error.wanted };
    throw error;
  }
}

async function test(request: InputOf<typeof input>, context: TestContext): Promise<Partial<TestStateAnswer>> {
  const { mock, roleArn, stateConfiguration = {}, inspectionLevel = 'INFO', revealSecrets = false } = request;
  const tested = await findTestedState(request.definition, request.stateName);
  checkMock(request, tested.state);
  if (mock?.result !== undefined) await checkMockResult(mock.result, tested, mock.fieldValidationMode);
  const tried = await tryAlone(
    {
      ...tested,
      input: executionInput(request.input),
      variables: readVariables(request.variables),
      roleArn,
      mock,
      mockContext: request.context,
      retryCount: stateConfiguration.retrierRetryCount ?? 0,
      mapIterationFailureCount: stateConfiguration.mapIterationFailureCount ?? 0,
      mapItemReaderData: stateConfiguration.mapItemReaderData,
      // AWS: TRACE is for HTTP tasks, but no other state is refused — recorded (test_base_inspection_level_trace); nor is revealSecrets
      // where there is nothing to reveal (inferred).
      tracing: inspectionLevel === 'TRACE' ? { revealSecrets } : undefined,
    },
    context,
  );
  const { inspectionData, ...answer } = answerOf(tried);
  return inspectionLevel === 'INFO' ? answer : { ...answer, inspectionData };
}

/** AWS: "JSON object literal that sets variables" — API reference, TestState; the text is inferred. */
function readVariables(text = '{}'): Readonly<Record<string, JsonText>> {
  let variables: Json = null;
  try {
    variables = readJson(text);
  } catch {
    // What is no JSON is no object either.
  }
  if (!isObject(variables)) throw new SfnError('ValidationException', 'Variables must be a valid JSON object');
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, writeJson(value)]));
}
