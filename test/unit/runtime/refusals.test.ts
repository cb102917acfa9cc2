import { expect, test } from 'vitest';
import { createTools } from '#control/tools.ts';
import { createIntegrations } from '#integrations/index.ts';
import type { JsonObject } from '#json/json.ts';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { aWorld } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';
import { lines } from '#test/support/run-machine.ts';

// AWS: "could not be used to start the Task" is a failure of the state where it is entered, and no event of a task.

const task = (name: string, service: string, Parameters: JsonObject) => ({
  StartAt: name,
  States: { [name]: { Type: 'Task', Resource: `arn:aws:states:::${service}:invoke`, Parameters, End: true } },
});
const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:none';
const PLAIN_HEADER = { ApiEndpoint: 'a.execute-api.us-east-1.amazonaws.com', Method: 'GET', Headers: { plain: 'text' } };

test.each([
  ['apigateway', PLAIN_HEADER, "The value of the field 'Headers' has an invalid format"],
  ['http', { ApiEndpoint: 'https://example.org', Method: 'GET' }, "The field 'ConnectionArn' is required but was missing"],
  ['lambda', { FunctionName: 'f', Payload: 1 }, "The value for the field 'Payload' must be a STRING"],
])('a task of %s whose parameters cannot be used is not scheduled', async (service, parameters, problem) => {
  const world = aWorld({ integration: createIntegrations() });
  const arn = await world.start(task('T', service, parameters), 'refused');
  expect(lines(await world.history(arn))).toEqual(['1 0 ExecutionStarted', '2 0 TaskStateEntered', '3 2 ExecutionFailed']);
  const where = "An error occurred while executing the state 'T' (entered at the event id #2).";
  const cause = `${where} The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problem}]`;
  expect(await world.load(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause });
  expect(world.calls).toEqual([]);
});

test.each([
  ['a task whose parameters cannot be used', task('T', 'apigateway', PLAIN_HEADER)],
  ['a task of an activity that does not exist', { StartAt: 'T', States: { T: { Type: 'Task', Resource: ACTIVITY, End: true } } }],
])('%s is not refused where a rule answers it', async (_, definition) => {
  const [storage, clock] = [createMemoryStorage(), createManualClock()];
  const { answering, rules } = createTools({ storage, clock, mockFile: () => undefined, time: 'real', coverage: false });
  const services = createIntegrations();
  const queued = withActivityQueue(services, createActivityQueue(storage, clock));
  const integration = answering(Object.assign(queued, { real: services.real }));
  const world = aWorld({ storage, clock, integration });
  const refused = await world.start(definition, 'refused');
  expect(await world.load(refused)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  await rules.add({ account: '123456789012', region: 'us-east-1' }, [{ where: { state: 'T' }, then: { return: 1 } }]);
  const ruled = await world.start(definition, 'ruled');
  expect(await world.load(ruled)).toMatchObject({ status: 'SUCCEEDED', output: '1' });
});

test('what stands beside a refused task goes as far as it would have', async () => {
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
  const Branches = [wait, task('T', 'apigateway', PLAIN_HEADER), task('U', 'lambda', { FunctionName: 'f' })];
  const world = aWorld({ integration: createIntegrations() });
  const arn = await world.start({ StartAt: 'P', States: { P: { Type: 'Parallel', Branches, End: true } } }, 'beside');
  expect(lines(await world.history(arn)).slice(2)).toEqual([
    '3 2 ParallelStateStarted',
    '4 3 WaitStateEntered',
    '5 3 TaskStateEntered',
    '6 5 ExecutionFailed',
  ]);
  expect(world.calls).toEqual([]);
});
