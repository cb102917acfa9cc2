import { describe, expect, it } from 'vitest';
import { anApi, passing } from '../an-api.ts';

const validate = (more: object) => anApi().call('ValidateStateMachineDefinition', more);

/** A definition with many states that do not end. */
const endless = (count: number) =>
  JSON.stringify({
    StartAt: 'S0',
    States: Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, { Type: 'Pass' }])),
  });

/** A valid definition that earns a warning. */
const warned = JSON.stringify({
  StartAt: 'Only',
  States: { Only: { Type: 'Pass', Parameters: { name: '$.name' }, End: true } },
});

describe('ValidateStateMachineDefinition', () => {
  it('refuses a definition that is no text', async () => {
    await expect(validate({ definition: {} })).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it.each([
    [{ definition: '' }],
    [{ definition: passing(), type: 'FAST' }],
    [{ definition: passing(), severity: 'INFO' }],
    [{ definition: passing(), maxResults: 101 }],
  ])('refuses %j', async (input) => {
    await expect(validate(input)).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('has nothing to say about a valid definition', async () => {
    await expect(validate({ definition: passing() })).resolves.toEqual({ result: 'OK', diagnostics: [], truncated: false });
  });

  it.each(['no JSON', '[]', '   ', '{}'])('answers FAIL for %j', async (definition) => {
    const answer = await validate({ definition });
    expect(answer).toMatchObject({ result: 'FAIL', truncated: false, diagnostics: [{ severity: 'ERROR' }] });
  });

  it('takes a definition for one of a STANDARD state machine unless told', async () => {
    const definition = JSON.stringify({
      StartAt: 'Only',
      States: {
        Only: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: {}, End: true },
      },
    });
    const asStandard = await validate({ definition });
    const asExpress = await validate({ definition, type: 'EXPRESS' });
    expect(JSON.stringify(asStandard)).not.toContain('Express state machine does not support');
    expect(JSON.stringify(asExpress)).toContain('Express state machine does not support');
  });

  it('shows warnings to those who want them, and they change no result', async () => {
    await expect(validate({ definition: warned })).resolves.toEqual({ result: 'OK', diagnostics: [], truncated: false });
    await expect(validate({ definition: warned, severity: 'WARNING' })).resolves.toMatchObject({
      result: 'OK',
      diagnostics: [{ severity: 'WARNING', code: 'NO_DOLLAR' }],
    });
  });

  it.each([
    [150, 0, 100, true],
    [150, undefined, 100, true],
    [150, 7, 7, true],
    [7, 7, 7, false],
  ])('of %i diagnostics with maxResults %j it shows %i', async (count, maxResults, shown, truncated) => {
    const answer = await validate({ definition: endless(count), maxResults });
    expect(answer).toMatchObject({ result: 'FAIL', truncated });
    expect(answer['diagnostics']).toHaveLength(shown);
  });
});
