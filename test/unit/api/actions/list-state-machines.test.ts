import { describe, expect, it } from 'vitest';
import { anApi, passing, START } from '../an-api.ts';

async function three() {
  const api = anApi();
  for (const name of ['b', 'a-10', 'a-9']) await api.create(name, passing(), { type: name === 'b' ? 'EXPRESS' : 'STANDARD' });
  const names = async (input: object) => {
    const { stateMachines, nextToken } = await api.call('ListStateMachines', input);
    return { names: Array.isArray(stateMachines) ? stateMachines.map(({ name }) => name) : [], nextToken };
  };
  return { ...api, names };
}

describe('ListStateMachines: serialization', () => {
  it('refuses a size that is no number', async () => {
    await expect(anApi().call('ListStateMachines', { maxResults: 'all' })).rejects.toMatchObject({
      code: 'SerializationException',
    });
  });
});

describe('ListStateMachines: validation', () => {
  it('refuses pages of more than 1,000 and tokens of its own making only', async () => {
    const { call } = anApi();
    await expect(call('ListStateMachines', { maxResults: 1001 })).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(call('ListStateMachines', { nextToken: 'x' })).rejects.toMatchObject({ code: 'InvalidToken' });
  });
});

describe('ListStateMachines', () => {
  it('shows state machines by name', async () => {
    const { call } = await three();
    const { stateMachines, nextToken } = await call('ListStateMachines');
    expect(stateMachines).toMatchObject([
      { name: 'a-10' },
      { name: 'a-9' },
      { name: 'b', type: 'EXPRESS', creationDate: new Date(START) },
    ]);
    expect(nextToken).toBeUndefined();
  });

  it('goes on where a page ended, whatever was created since', async () => {
    const { names, create } = await three();
    const first = await names({ maxResults: 2 });
    await create('a-0');
    expect(first.names).toEqual(['a-10', 'a-9']);
    await expect(names({ maxResults: 5, nextToken: first.nextToken })).resolves.toEqual({ names: ['b'], nextToken: undefined });
  });
});
