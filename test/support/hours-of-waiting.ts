import { type FakeSfn, fails, pending, type Run, returns, times } from '#library/index.ts';

const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  ...more,
});

/** Five hours and more: a Wait of four, retries of an hour, a token with a heartbeat. */
const LONG = {
  StartAt: 'Rest',
  States: {
    Rest: { Type: 'Wait', Seconds: 14_400, Next: 'Try' },
    Try: task({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1_200 }], Next: 'Ask' }),
    Ask: task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', HeartbeatSeconds: 600, End: true }),
  },
};

/** Runs so many executions with hours of waits, retries, tokens and heartbeats to their ends. */
export async function hoursOfWaiting(fake: FakeSfn, count: number): Promise<Run[]> {
  fake.on({ state: 'Try' }, times(2, fails('Busy')), returns({}));
  fake.on({ state: 'Ask' }, pending());
  const machine = await fake.deploy(LONG, { name: 'long' });
  return await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const run = await machine.start({ index });
      const token = await run.token('Ask');
      await run.skip(500);
      await token.heartbeat();
      await run.skip(500);
      await token.succeed(index);
      return run.settled();
    }),
  );
}
