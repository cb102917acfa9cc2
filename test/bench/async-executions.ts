import { type Figure, median } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { FIVE_STATES, ROLE } from './machines.ts';
import { startFake } from './processes.ts';

const RUNS = 6;
const CALLS = 3_000;

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
  const described = { executionArn: (await client.call('StartExecution', input))['executionArn'] };
  const starts: number[] = [];
  const looks: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    starts.push(await client.rate(CALLS, 16, 'StartExecution', input));
    looks.push(await client.rate(CALLS, 16, 'DescribeExecution', described));
  }
  const [startRate = Number.NaN, lookRate = Number.NaN] = [starts, looks].map((rates) => median(rates.slice(1)));
  const latencies: number[] = [];
  for (let run = 0; run < 200; run++) {
    const started = performance.now();
    const { executionArn } = await client.call('StartExecution', input);
    while ((await client.call('DescribeExecution', { executionArn }))['status'] === 'RUNNING');
    latencies.push(performance.now() - started);
  }
  client.close();
  await fake.stop();
  return [
    {
      name: 'StartExecution, 5 states, 16 at a time',
      value: startRate,
      unit: '/s',
      ratio: { to: `DescribeExecution (${Math.round(lookRate).toLocaleString('en')}/s)`, value: startRate / lookRate },
    },
    { name: 'StartExecution to SUCCEEDED seen, median', value: median(latencies), unit: 'ms' },
  ];
}
