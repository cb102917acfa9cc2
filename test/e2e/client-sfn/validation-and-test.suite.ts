import {
  InvalidDefinition,
  TestStateCommand,
  type TestStateCommandInput,
  ValidateStateMachineDefinitionCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { only, PASS, type SdkWorld } from './sdk-world.ts';

/** ValidateStateMachineDefinition and TestState, as the client sees them. */
export const validationAndTest = (world: SdkWorld) =>
  describe('definitions and states alone', () => {
    const client = world.clientOf('100000000006');

    const validate = (definition: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
      client.send(new ValidateStateMachineDefinitionCommand({ definition, type }));

    const testState = (definition: object, more: Partial<TestStateCommandInput> = {}) =>
      client.send(new TestStateCommand({ definition: JSON.stringify(definition), ...more }));

    it('are validated with diagnostics', async () => {
      expect(await validate(JSON.stringify(PASS))).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
      const { result, diagnostics = [] } = await validate(JSON.stringify(only({ Type: 'Pass', End: false, Next: 'Nowhere' })));
      expect(result).toBe('FAIL');
      expect(diagnostics).toContainEqual({
        severity: 'ERROR',
        code: expect.any(String),
        message: expect.stringContaining('Nowhere'),
        location: '/States/Only/Next',
      });
      expect(await validate('no JSON')).toMatchObject({ result: 'FAIL', diagnostics: [{ code: 'INVALID_JSON_DESCRIPTION' }] });
      const callback = only({
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'u', MessageBody: 'b' },
      });
      expect(await validate(JSON.stringify(callback), 'EXPRESS')).toMatchObject({ result: 'FAIL' });
    });

    it('are tested with their data, step by step', async () => {
      const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: { twice: '{% $states.input.n * 2 %}' }, Next: 'After' };
      const tested = await testState(state, { input: '{"n":21}', inspectionLevel: 'DEBUG' });
      expect(tested).toMatchObject({ status: 'SUCCEEDED', output: '{"twice":42}', nextState: 'After' });
      expect(tested.inspectionData).toMatchObject({ input: '{"n":21}' });
    });

    it('are tested with mocks', async () => {
      const state = {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'f' },
        ResultSelector: { 'payload.$': '$.Payload' },
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Recover' }],
        End: true,
      };
      const mocked = await testState(state, { mock: { result: '{"StatusCode":200,"Payload":{"a":1}}' } });
      expect(mocked).toMatchObject({ status: 'SUCCEEDED', output: '{"payload":{"a":1}}' });
      const caught = await testState(state, { mock: { errorOutput: { error: 'Oops', cause: 'why' } } });
      expect(caught).toMatchObject({ status: 'CAUGHT_ERROR', error: 'Oops', cause: 'why', nextState: 'Recover' });
      const retried = await testState(state, {
        mock: { errorOutput: { error: 'Busy', cause: 'later' } },
        stateConfiguration: { retrierRetryCount: 0 },
        inspectionLevel: 'DEBUG',
      });
      expect(retried).toMatchObject({ status: 'RETRIABLE', error: 'Busy' });
    });

    it('are refused where there is nothing to test', async () => {
      await expect(testState({ Type: 'Nothing' })).rejects.toThrow(InvalidDefinition);
      await expect(testState(PASS, { stateName: 'Other' })).rejects.toThrow(ValidationException);
    });
  });
