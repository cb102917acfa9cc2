import type { Figure } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { FIVE_STATES, ROLE } from './machines.ts';
import { startFake } from './processes.ts';

/** STANDARD executions over HTTP: how many a second, and how long from StartExecution to SUCCEEDED. */
export async function asyncExecutions(): Promise<Figure[]> {
  const fake = await startFake();
  const client = createHttpClient(fake.url);
  const { stateMachineArn } = await client.call('CreateStateMachine', {
    name: 'five',
    definition: JSON.stringify(FIVE_STATES),
    roleArn: ROLE,
  });
  const input = { stateMachineArn, input: '{"n":1}' };
  await client.rate(2_000, 16, 'StartExecution', input);
  const rate = await client.rate(10_000, 16, 'StartExecution', input);
  const latencies: number[] = [];
  for (let run = 0; run < 200; run++) {
    const started = performance.now();
    const { executionArn } = await client.call('StartExecution', input);
    while ((await client.call('DescribeExecution', { executionArn }))['status'] === 'RUNNING');
    latencies.push(performance.now() - started);
  }
  client.close();
  await fake.stop();
  latencies.sort((a, b) => a - b);
  return [
    { name: 'StartExecution, 5 states, 16 at a time', value: rate, unit: '/s' },
    { name: 'StartExecution to SUCCEEDED seen, median', value: latencies[100] ?? Number.NaN, unit: 'ms' },
  ];
}
