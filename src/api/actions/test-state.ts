import type { InputTable } from '../input-table.ts';

/**
 * TestState: runs a single state, with a mocked answer if there is one.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 *
 * Then AWS checks
 * 1. the definition — `InvalidDefinition`: Invalid State Machine Definition: '…'
 * 2. the input — `InvalidExecutionInput`
 * 3. what mock, context and stateConfiguration may be together — `ValidationException` (group test_state)
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
