import { type Figure, median } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { FIVE_STATES, ROLE } from './machines.ts';
import { startEcho, startFake } from './processes.ts';

const CALLS = 4_000;
const RUNS = 9;

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
    const measure = (of: typeof client) => of.rate(CALLS, concurrency, 'StartSyncExecution', input);
    // Both warm before anything counts, and then in turn: what else the machine does, it does to both.
    await measure(echoClient);
    await measure(client);
    const pairs: { readonly bare: number; readonly rate: number }[] = [];
    for (let run = 0; run < RUNS; run++) pairs.push({ bare: await measure(echoClient), rate: await measure(client) });
    const bare = median(pairs.map((pair) => pair.bare));
    figures.push({
      name: `StartSyncExecution, 5 states, ${concurrency} at a time`,
      value: median(pairs.map((pair) => pair.rate)),
      unit: '/s',
      ratio: {
        to: `bare echo (${Math.round(bare).toLocaleString('en')}/s)`,
        value: median(pairs.map((pair) => pair.rate / pair.bare)),
      },
      reach: '≥ 0.60',
    });
  }
  client.close();
  echoClient.close();
  await Promise.all([fake.stop(), echo.stop()]);
  return figures;
}
