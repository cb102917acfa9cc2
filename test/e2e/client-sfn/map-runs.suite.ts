import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  GetActivityTaskCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ResourceNotFound,
  SendTaskSuccessCommand,
  UpdateMapRunCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createMachine, only, type SdkWorld, start, until, untilClosed } from './sdk-world.ts';

/** Map Runs, as the client sees them. */
export const mapRuns = (world: SdkWorld) =>
  describe('Map Runs', () => {
    const client = world.clientOf('100000000005');

    it('are listed, described and changed while they run, and list their children', async () => {
      const { activityArn } = await client.send(new CreateActivityCommand({ name: 'items' }));
      const definition = only({
        Type: 'Map',
        Label: 'Items',
        MaxConcurrency: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Work',
          States: { Work: { Type: 'Task', Resource: activityArn, End: true } },
        },
      });
      const executionArn = await start(client, await createMachine(client, 'map', definition), [1, 2, 3]);
      const { mapRuns: found = [] } = await until(
        () => client.send(new ListMapRunsCommand({ executionArn })),
        (page) => page.mapRuns?.length === 1,
      );
      expect(found).toEqual([
        {
          executionArn,
          mapRunArn: expect.stringMatching(/^arn:aws:states:us-east-1:100000000005:mapRun:map\/Items:[0-9a-f-]{36}$/),
          stateMachineArn: 'arn:aws:states:us-east-1:100000000005:stateMachine:map/Items',
          startDate: expect.any(Date),
        },
      ]);
      const mapRunArn = found[0]?.mapRunArn;
      const work = async () => {
        const { taskToken, input } = await client.send(new GetActivityTaskCommand({ activityArn }));
        return () => client.send(new SendTaskSuccessCommand({ taskToken, output: `${input}0` }));
      };
      const first = await work();
      const describeIt = new DescribeMapRunCommand({ mapRunArn });
      expect(await client.send(describeIt)).toMatchObject({
        status: 'RUNNING',
        startDate: found[0]?.startDate,
        maxConcurrency: 1,
        itemCounts: { total: 3, running: 1, pending: 2, succeeded: 0 },
        executionCounts: { total: 3, running: 1 },
      });
      await client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3, toleratedFailureCount: 2 }));
      const others = await Promise.all([work(), work()]);
      expect(await client.send(describeIt)).toMatchObject({
        maxConcurrency: 3,
        toleratedFailureCount: 2,
        itemCounts: { running: 3, pending: 0 },
      });
      await Promise.all([first, ...others].map((finish) => finish()));
      expect(await untilClosed(client, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[10,20,30]' });
      expect(await client.send(describeIt)).toMatchObject({
        status: 'SUCCEEDED',
        stopDate: expect.any(Date),
        itemCounts: { succeeded: 3, failed: 0, resultsWritten: 3 },
      });
      const { executions: children = [] } = await client.send(
        new ListExecutionsCommand({ mapRunArn, statusFilter: 'SUCCEEDED' }),
      );
      expect(children).toHaveLength(3);
      expect(children[0]).toMatchObject({ mapRunArn, itemCount: 1, startDate: expect.any(Date) });
      const child = await client.send(new DescribeExecutionCommand({ executionArn: children[0]?.executionArn }));
      expect(child).toMatchObject({ mapRunArn, status: 'SUCCEEDED' });

      const late: unknown = await client
        .send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }))
        .catch((error: unknown) => error);
      expect(late).toBeInstanceOf(ValidationException);
      expect(late).toMatchObject({ reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN' });
    });

    it('that were never there are not found', async () => {
      const mapRunArn = 'arn:aws:states:us-east-1:100000000005:mapRun:map/Items:00000000-0000-4000-8000-000000000000';
      await expect(client.send(new DescribeMapRunCommand({ mapRunArn }))).rejects.toThrow(ResourceNotFound);
    });
  });
