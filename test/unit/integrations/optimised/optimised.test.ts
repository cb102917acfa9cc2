import { describe, expect, it } from 'vitest';
import { createAskSdk } from '#integrations/optimised/ask-sdk.ts';
import { createOptimised } from '#integrations/optimised/optimised.ts';
import { type OptimisedService, phaseByState } from '#integrations/optimised/optimised-service.ts';
import type { FindOperation, SdkResult } from '#integrations/sdk/sdk-client.ts';
import type { Shape } from '#integrations/sdk/sdk-schema.ts';
import type { TaskResource } from '#integrations/task-resource.ts';
import { taskCall } from '../task-call.ts';

const oven: OptimisedService = {
  service: 'oven',
  package: 'oven',
  names: { client: 'first', prefix: 'Oven', service: 'AmazonOven', unmodelled: 'AmazonOvenException' },
  actions: {
    bake: {
      suffixes: ['.sync', '.waitForTaskToken'],
      job: {
        check: 'getCake',
        checkParameters: ({ Id: id }, { Shelf: shelf }) => ({ Id: id, Shelf: shelf }),
        phase: phaseByState('Cake.State', ['DONE'], ['BURNT']),
        result: ({ Cake: cake }) => cake,
        goneError: 'Oven.NotThereException',
        stop: 'takeOut',
      },
    },
    clean: {},
  },
};

const TEXT = (): Shape => ({ kind: 'string' });
const cake: Shape = {
  kind: 'structure',
  members: new Map([
    ['id', TEXT],
    ['shelf', TEXT],
    ['state', TEXT],
  ]),
};
const shape: Shape = { kind: 'structure', members: new Map([...cake.members, ['cake', () => cake]]) };

class ServiceError extends Error {
  readonly $fault = 'client';
  readonly $metadata = { httpStatusCode: 400, requestId: 'r-1' };
  constructor(name: string) {
    super('no cake');
    this.name = name;
  }
}

const http = { statusCode: 200, headers: { 'content-type': 'x' } };
const answer = (output: Record<string, unknown>): SdkResult => ({
  kind: 'answer',
  output,
  http,
  requestId: 'r-1',
  endpoint: undefined,
});
const error = (name: string): SdkResult => ({
  kind: 'error',
  error: new ServiceError(name),
  isModelled: true,
  endpoint: 'http://oven',
});

const unasked = () => Promise.reject(new Error('An oven is no cluster'));

/** An oven whose API answers with these, by action; `asked` lists the calls. */
function makeOven(answers: Record<string, SdkResult>) {
  const asked: [string, object][] = [];
  const find: FindOperation = async (_, action) => {
    const result = answers[action];
    if (result === undefined) return { kind: 'missing', cause: `no ${action}` };
    return {
      kind: 'operation',
      serviceId: 'Oven',
      input: shape,
      output: shape,
      send: async (input) => {
        asked.push([action, input]);
        return result;
      },
    };
  };
  return { integration: createOptimised(oven, { sdk: createAskSdk(find, oven), kubernetes: unasked }), asked };
}

const task = (action: string, suffix: '' | '.sync' | '.waitForTaskToken'): TaskResource => ({
  kind: 'service',
  service: 'oven',
  action,
  suffix,
});
const call = taskCall({ parameters: '{"Shelf":"top"}' });

async function bake(answers: Record<string, SdkResult>) {
  const { integration, asked } = makeOven({ bake: answer({ id: 'c-1' }), ...answers });
  const outcome = await integration.call(call, task('bake', '.sync'));
  if (outcome.kind !== 'submitted' || outcome.job === undefined) throw new Error(JSON.stringify(outcome));
  const check = (state: string) => integration.check?.(call, task('bake', '.sync'), state);
  const stop = (state: string) => integration.stop?.(call, task('bake', '.sync'), state);
  return { job: outcome.job, check, stop, asked };
}

describe('a described service', () => {
  it('lists what it knows, and knows nothing else', () => {
    const { integration } = makeOven({});
    expect(integration.known).toEqual(['oven:bake', 'oven:bake.sync', 'oven:bake.waitForTaskToken', 'oven:clean']);
    expect(integration.knows(task('clean', ''))).toBe(true);
    expect(integration.knows(task('clean', '.sync'))).toBe(false);
    expect(integration.knows(task('toString', ''))).toBe(false);
  });

  it('answers with the metadata of the call, sorted', async () => {
    const { integration, asked } = makeOven({ clean: answer({ state: 'CLEAN', cake: { id: 'c' } }) });
    const outcome = await integration.call(call, task('clean', ''));
    expect(asked).toEqual([['clean', { shelf: 'top' }]]);
    expect(outcome).toEqual({
      kind: 'succeeded',
      output:
        '{"Cake":{"Id":"c"},"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["x"]},"HttpHeaders":{"Content-Type":"x"},' +
        '"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"r-1"},"State":"CLEAN"}',
    });
  });

  it('says what is missing', async () => {
    expect(await makeOven({}).integration.call(call, task('clean', ''))).toEqual({
      kind: 'failed',
      error: 'States.Runtime',
      cause: 'no clean',
    });
  });

  it('is only submitted where a token is out', async () => {
    const { integration } = makeOven({ bake: answer({ id: 'c-1' }) });
    expect(await integration.call(call, task('bake', '.waitForTaskToken'))).toEqual({
      kind: 'submitted',
      output: expect.stringContaining('c-1'),
    });
  });
});

describe('a job', () => {
  it('is looked at less and less often while it runs, at least every ten seconds', async () => {
    const { job, check, asked } = await bake({ getCake: answer({ cake: { state: 'RISING' } }) });
    const pauses = [job.checkAfterMillis];
    let { state } = job;
    for (let checks = 0; checks < 15; checks++) {
      const looked = await check(state);
      if (looked?.kind !== 'running') throw new Error(JSON.stringify(looked));
      pauses.push(looked.job.checkAfterMillis);
      state = looked.job.state;
    }
    expect(asked.at(-1)).toEqual(['getCake', { id: 'c-1', shelf: 'top' }]);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect([pauses[0], pauses.at(-1)]).toEqual([1000, 10_000]);
  });

  it.each([
    ['DONE', { kind: 'succeeded', output: '{"Id":"c-1","State":"DONE"}' }],
    ['BURNT', { kind: 'failed', error: 'States.TaskFailed', cause: '{"Id":"c-1","State":"BURNT"}' }],
  ])('that is %s is over', async (state, expected) => {
    const { job, check } = await bake({ getCake: answer({ cake: { id: 'c-1', state } }) });
    expect(await check(job.state)).toEqual(expected);
  });

  it('fails when five checks in a row do', async () => {
    const { job, check } = await bake({ getCake: error('OvenIsHot') });
    let { state } = job;
    for (let checks = 0; checks < 4; checks++) {
      const looked = await check(state);
      if (looked?.kind !== 'running') throw new Error(JSON.stringify(looked));
      state = looked.job.state;
    }
    expect(await check(state)).toEqual({
      kind: 'failed',
      error: 'Oven.OvenIsHotException',
      cause: 'no cake (Service: AmazonOven; Status Code: 400; Error Code: OvenIsHot; Request ID: r-1; Proxy: null)',
    });
  });

  it('succeeds by being gone where that is waited for', async () => {
    const { job, check } = await bake({ getCake: error('NotThereException') });
    expect(await check(job.state)).toEqual({ kind: 'succeeded', output: '{"Id":"c-1"}' });
  });

  it('is stopped, or it is said why not', async () => {
    const { job, stop, asked } = await bake({ takeOut: answer({}) });
    expect(await stop(job.state)).toBeUndefined();
    expect(asked.at(-1)).toEqual(['takeOut', { id: 'c-1', shelf: 'top' }]);
    const stuck = await bake({ takeOut: error('Stuck') });
    expect(await stuck.stop(stuck.job.state)).toMatch(/^Oven\.StuckException: no cake/);
  });
});
