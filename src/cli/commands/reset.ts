import { command } from '../command.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `reset`: an account as it was at the beginning. */
export const reset = command({
  summary: 'Forget what an account has: executions, state machines, activities, rules',
  args: [],
  flags: {
    'keep-machines': { text: 'keep the state machines, with their versions and aliases' },
    all: { text: 'forget what all accounts have' },
    ...SERVER_FLAGS,
  },
  async run(given, terminal) {
    const body = { ...(given.has('keep-machines') && { keep: ['stateMachines'] }), ...(given.has('all') && { all: true }) };
    const answer = await serverOf(given, terminal).fake('POST reset', { body });
    if (given.has('json')) printJson(terminal, answer);
    return 0;
  },
});
