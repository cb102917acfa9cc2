import { setTimeout } from 'node:timers/promises';
import type { HttpClient } from '#test/bench/http-client.ts';

/** What users have done so far. */
export interface Use {
  requests: number;
  readonly failures: string[];
}

const roleArn = 'arn:aws:iam::000000000000:role/any';
const arnOf = (name: string): string => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;

/** Nobody works for it. */
const ACTIVITY = 'soak-activity';

const pass = { Type: 'Pass', End: true };
const startChild = (suffix: string) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${suffix}`,
  Parameters: { StateMachineArn: arnOf('soak-pass'), Input: {} },
  End: true,
});

/** What is run, by name: a bit of everything that needs nobody else. */
const MACHINES = {
  'soak-pass': { StartAt: 'A', States: { A: { Type: 'Pass', Result: { text: 'x'.repeat(2_000) }, Next: 'B' }, B: pass } },
  'soak-wait': { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 2, End: true } } },
  'soak-map': {
    StartAt: 'A',
    States: { A: { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: pass } }, ItemsPath: '$.items', End: true } },
  },
  'soak-jsonata': {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: '{% $sum($states.input.items) %}', End: true } },
  },
  'soak-activity': {
    StartAt: 'A',
    TimeoutSeconds: 2,
    States: { A: { Type: 'Task', Resource: `arn:aws:states:us-east-1:000000000000:activity:${ACTIVITY}`, End: true } },
  },
  'soak-nested': { StartAt: 'A', States: { A: startChild('.sync:2') } },
  'soak-retry': {
    StartAt: 'A',
    States: {
      A: {
        ...startChild(''),
        Parameters: { StateMachineArn: arnOf('soak-none') },
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
      },
      B: pass,
    },
  },
};
const EXPRESS = 'soak-express';
const input = JSON.stringify({ items: [1, 2, 3, 4, 5, 6, 7, 8] });

/** Stores what is run; gives a user: it does one thing after the other as long as it is told to. */
export async function createUser(
  client: HttpClient,
  use: Use,
  thinkMillis: number,
): Promise<(number: number, goesOn: () => boolean) => Promise<void>> {
  for (const [name, definition] of Object.entries(MACHINES))
    await client.call('CreateStateMachine', { name, definition: JSON.stringify(definition), roleArn });
  await client.call('CreateActivity', { name: ACTIVITY });
  let made = 0;
  const express = { name: EXPRESS, type: 'EXPRESS', definition: JSON.stringify(MACHINES['soak-jsonata']), roleArn };
  await client.call('CreateStateMachine', express);

  async function ask(action: string, given: object): Promise<Record<string, unknown>> {
    use.requests++;
    return await client.call(action, given);
  }

  /** One after the other, from a place of its own: all of them happen, in the same order in every run. */
  const doings: readonly (() => Promise<unknown>)[] = [
    ...Object.keys(MACHINES).map((name) => async () => {
      const { executionArn } = await ask('StartExecution', { stateMachineArn: arnOf(name), input });
      await ask('DescribeExecution', { executionArn });
      await ask('GetExecutionHistory', { executionArn });
    }),
    () => ask('StartSyncExecution', { stateMachineArn: arnOf(EXPRESS), input }),
    () => ask('ListExecutions', { stateMachineArn: arnOf('soak-pass'), maxResults: 20 }),
    () => ask('ListStateMachines', {}),
    () => ask('TestState', { definition: JSON.stringify(pass), roleArn, input }),
    async () => {
      const { executionArn } = await ask('StartExecution', { stateMachineArn: arnOf('soak-wait'), input });
      await ask('StopExecution', { executionArn });
    },
    async () => {
      const name = `soak-own-${made++}`;
      const definition = JSON.stringify(MACHINES['soak-pass']);
      const { stateMachineArn } = await ask('CreateStateMachine', { name, definition, roleArn });
      await ask('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(MACHINES['soak-jsonata']) });
      await ask('StartExecution', { stateMachineArn, input });
      await ask('DeleteStateMachine', { stateMachineArn });
    },
    async () => {
      const { activityArn } = await ask('CreateActivity', { name: `soak-${made++}` });
      await ask('DeleteActivity', { activityArn });
    },
  ];

  return async (number, goesOn) => {
    for (let turn = number; goesOn(); turn++) {
      try {
        await doings[turn % doings.length]?.();
      } catch (error) {
        use.failures.push(String(error).slice(0, 300));
      }
      await setTimeout((thinkMillis * ((turn * 37) % 100)) / 100);
    }
  };
}
