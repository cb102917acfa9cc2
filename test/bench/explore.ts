import { explore } from '#control/explore/explore.ts';
import type { JsonObject } from '#json/json.ts';
import { type Figure, median, millis } from './figure.ts';

const RUNS = 9;
const PATHS = 5_000;

/** Ten states, six of which call out, with a Retry, Catches and a Choice. */
const MACHINE: JsonObject = {
  StartAt: 'Check',
  States: {
    Check: call('Charge', [{ ErrorEquals: ['Invalid'], ResultPath: '$.error', Next: 'Refuse' }]),
    Charge: call('Kind', [{ ErrorEquals: ['Declined', 'Expired'], ResultPath: '$.error', Next: 'Refuse' }]),
    Kind: { Type: 'Choice', Choices: [{ Variable: '$.gift', BooleanEquals: true, Next: 'Wrap' }], Default: 'Pack' },
    Wrap: call('Pack', [{ ErrorEquals: ['NoPaper'], ResultPath: '$.error', Next: 'Pack' }]),
    Pack: call('Pause', [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Refund' }]),
    Pause: { Type: 'Wait', Seconds: 3_600, Next: 'Ship' },
    Ship: call('Done', [{ ErrorEquals: ['Lost'], ResultPath: '$.error', Next: 'Refund' }]),
    Refund: call('Refuse', [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Refuse' }]),
    Refuse: { Type: 'Fail', Error: 'Refused' },
    Done: { Type: 'Succeed' },
  },
};

function call(next: string, catchers: JsonObject[]): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage',
    Parameters: { QueueUrl: 'q', 'MessageBody.$': '$' },
    TimeoutSeconds: 60,
    ResultPath: '$.result',
    Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
    Catch: catchers,
    Next: next,
  };
}

/** How fast machines are explored. */
export async function exploring(): Promise<Figure[]> {
  const rates: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    let paths = 0;
    const taken = await millis(() => {
      paths = explore(MACHINE, { inputs: [{ gift: true }], maxPaths: PATHS }).paths;
    });
    rates.push(paths / (taken / 1_000));
  }
  return [{ name: 'paths through a machine of ten states', value: median(rates.slice(2)), unit: 'paths/s', reach: '≥ 5,000' }];
}
