import { type Figure, median } from './figure.ts';
import { callHandler, eventOfCall } from './lambda-handler.ts';
import { FIVE_STATES, ROLE } from './machines.ts';

const STATE_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:five';

/** StartSyncExecution of five states through the built Lambda handler, called in its own process with a Function URL's event; `overHttp` is how many a second the server answers one at a time. */
export async function syncInProcess(overHttp: number): Promise<Figure> {
  const definition = JSON.stringify(FIVE_STATES);
  const rates = await callHandler({
    first: [eventOfCall('CreateStateMachine', { name: 'five', definition, roleArn: ROLE, type: 'EXPRESS' })],
    again: eventOfCall('StartSyncExecution', { stateMachineArn: STATE_MACHINE, input: '{"n":1}' }),
    calls: 8_000,
    runs: 6,
  });
  const rate = median(rates.slice(1));
  return {
    name: 'the same through the Lambda handler, without HTTP',
    value: rate,
    unit: '/s',
    ratio: { to: 'over HTTP, 1 at a time', value: rate / overHttp },
  };
}
