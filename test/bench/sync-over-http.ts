import { type Figure, medianOf } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { FIVE_STATES, ROLE } from './machines.ts';
import { startEcho, startFake } from './processes.ts';

const CALLS = 4_000;
const RUNS = 5;

/** StartSyncExecution of five states over HTTP, beside a bare echo that answers the same bytes, in the same run. */
export async function syncOverHttp(): Promise<Figure[]> {
  const fake = await startFake();
  const client = createHttpClient(fake.url);
  const { stateMachineArn } = await client.call('CreateStateMachine', {
    name: 'five',
    definition: JSON.stringify(FIVE_STATES),
    roleArn: ROLE,
    type: 'EXPRESS',
  });
  const input = { stateMachineArn, input: '{"n":1}' };
  const echo = await startEcho(JSON.stringify(await client.call('StartSyncExecution', input)));
  const echoClient = createHttpClient(echo.url);
  const figures: Figure[] = [];
  for (const concurrency of [1, 16]) {
    const bare: number[] = [];
    await client.rate(CALLS, concurrency, 'StartSyncExecution', input);
    const rate = await medianOf(RUNS, async () => {
      bare.push(await echoClient.rate(CALLS, concurrency, 'StartSyncExecution', input));
      return await client.rate(CALLS, concurrency, 'StartSyncExecution', input);
    });
    const echoRate = await medianOf(RUNS, () => bare.pop() ?? Number.NaN);
    figures.push({
      name: `StartSyncExecution, 5 states, ${concurrency} at a time`,
      value: rate,
      unit: '/s',
      ratio: { to: `bare echo (${Math.round(echoRate).toLocaleString('en')}/s)`, value: rate / echoRate },
      reach: '≥ 0.60',
    });
  }
  client.close();
  echoClient.close();
  await Promise.all([fake.stop(), echo.stop()]);
  return figures;
}
