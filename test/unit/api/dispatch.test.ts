import { describe, expect, it } from 'vitest';
import type { ApiCall } from '#api/call.ts';
import { createApi } from '#api/dispatch.ts';
import type { InputOf, InputTable } from '#api/input-table.ts';
import { anApi } from './an-api.ts';

const input = { name: { type: 'string', required: true, max: 3 } } as const satisfies InputTable;

const api = createApi(
  {
    Greet: {
      input,
      run: async ({ name }: InputOf<typeof input>, { caller, requestId }) => ({ text: `${name} in ${caller.region}`, requestId }),
    },
    Later: { input },
  },
  anApi().parts,
);

function call(action: string, body: unknown): ApiCall {
  const caller = { account: '123456789012', region: 'us-east-1', partition: 'aws' };
  return { action, input: body, caller, requestId: 'r-1', remainingMillis: () => Number.POSITIVE_INFINITY };
}

describe('the API', () => {
  it('runs the action that is called, with its checked input and the call', async () => {
    await expect(api(call('Greet', { name: 'Ada', other: 1 }))).resolves.toEqual({ text: 'Ada in us-east-1', requestId: 'r-1' });
  });

  it('rejects what the table does not accept before the action runs', async () => {
    await expect(api(call('Greet', { name: 1 }))).rejects.toMatchObject({ code: 'SerializationException' });
    await expect(api(call('Greet', { name: 'Grace' }))).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it.each(['Later', 'Nothing', '', 'toString', '__proto__'])('answers UnknownOperationException for %j', async (action) => {
    await expect(api(call(action, { name: 'Ada' }))).rejects.toMatchObject({ code: 'UnknownOperationException', status: 400 });
  });
});
