import {
  ActivityAlreadyExists,
  ActivityDoesNotExist,
  CreateActivityCommand,
  DeleteActivityCommand,
  DescribeActivityCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  InvalidOutput,
  InvalidToken,
  ListActivitiesCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createMachine, only, PASS, type SdkWorld, start, until, untilClosed } from './sdk-world.ts';

/** Activities, their workers, and task tokens, as the client sees them. */
export const activitiesAndTokens = (world: SdkWorld) =>
  describe('activities and task tokens', () => {
    const client = world.clientOf('100000000004');

    async function createActivity(name: string): Promise<string> {
      return (await client.send(new CreateActivityCommand({ name }))).activityArn ?? '';
    }

    it('are created once, described, listed and deleted', async () => {
      const { activityArn, creationDate } = await client.send(new CreateActivityCommand({ name: 'kept' }));
      expect([activityArn, creationDate]).toEqual(['arn:aws:states:us-east-1:100000000004:activity:kept', expect.any(Date)]);
      expect((await client.send(new CreateActivityCommand({ name: 'kept' }))).creationDate).toEqual(creationDate);
      const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/key' } as const;
      const other = new CreateActivityCommand({ name: 'kept', encryptionConfiguration });
      await expect(client.send(other)).rejects.toThrow(ActivityAlreadyExists);
      const describeIt = new DescribeActivityCommand({ activityArn });
      expect(await client.send(describeIt)).toMatchObject({ activityArn, name: 'kept', creationDate });
      expect((await client.send(new ListActivitiesCommand({}))).activities).toEqual([
        { activityArn, name: 'kept', creationDate },
      ]);
      await client.send(new DeleteActivityCommand({ activityArn }));
      await expect(client.send(describeIt)).rejects.toThrow(ActivityDoesNotExist);
      await expect(client.send(new GetActivityTaskCommand({ activityArn }))).rejects.toThrow(ActivityDoesNotExist);
    });

    it('give a task to a worker who waits for it, and take its heartbeats and output', async () => {
      const activityArn = await createActivity('worked');
      const waiting = client.send(new GetActivityTaskCommand({ activityArn, workerName: 'ann' }));
      const definition = only({ Type: 'Task', Resource: activityArn, HeartbeatSeconds: 60, TimeoutSeconds: 120 });
      const executionArn = await start(client, await createMachine(client, 'worked', definition), { job: 7 });
      const { taskToken, input } = await waiting;
      expect(input).toBe('{"job":7}');
      await client.send(new SendTaskHeartbeatCommand({ taskToken }));
      await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '{' }))).rejects.toThrow(InvalidOutput);
      await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"done":7}' }));
      expect(await untilClosed(client, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"done":7}' });
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
      expect(events.flatMap(({ type }) => (type?.startsWith('Activity') ? [type] : []))).toEqual([
        'ActivityScheduled',
        'ActivityStarted',
        'ActivitySucceeded',
      ]);
      expect(events.find(({ type }) => type === 'ActivityStarted')?.activityStartedEventDetails).toEqual({ workerName: 'ann' });
      await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toThrow(TaskTimedOut);
    });

    it('hand each task to one worker', async () => {
      const activityArn = await createActivity('shared');
      const machine = await createMachine(client, 'shared', only({ Type: 'Task', Resource: activityArn }));
      const workers = Array.from({ length: 5 }, () => client.send(new GetActivityTaskCommand({ activityArn })));
      for (let job = 0; job < 5; job++) await start(client, machine, job);
      const tasks = await Promise.all(workers);
      expect(tasks.map(({ input }) => input).sort()).toEqual(['0', '1', '2', '3', '4']);
      expect(new Set(tasks.map(({ taskToken }) => taskToken)).size).toBe(5);
    });

    it('reach a task that waits for its callback', async () => {
      const child = await createMachine(client, 'asked', PASS);
      const ask = {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken',
        Parameters: { StateMachineArn: child, Input: { 'token.$': '$$.Task.Token' } },
        Catch: [{ ErrorEquals: ['Refused'], Next: 'Other' }],
        End: true,
      };
      const definition = { StartAt: 'Ask', States: { Ask: ask, Other: { Type: 'Pass', End: true } } };
      const parent = await createMachine(client, 'asking', definition);

      /** Starts the parent and answers with the token that its child was given. */
      const askOnce = async (number: number) => {
        const executionArn = await start(client, parent);
        const { executions = [] } = await until(
          () => client.send(new ListExecutionsCommand({ stateMachineArn: child })),
          (page) => page.executions?.length === number,
        );
        const described = await client.send(new DescribeExecutionCommand({ executionArn: executions[0]?.executionArn }));
        const { token }: { token: string } = JSON.parse(described.input ?? '');
        return { executionArn, taskToken: token };
      };

      const good = await askOnce(1);
      await client.send(new SendTaskHeartbeatCommand({ taskToken: good.taskToken }));
      await client.send(new SendTaskSuccessCommand({ taskToken: good.taskToken, output: '"yes"' }));
      expect(await untilClosed(client, good.executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' });

      const bad = await askOnce(2);
      await client.send(new SendTaskFailureCommand({ taskToken: bad.taskToken, error: 'Refused', cause: 'no' }));
      const closed = await untilClosed(client, bad.executionArn);
      expect(JSON.parse(closed.output ?? '')).toEqual({ Error: 'Refused', Cause: 'no' });

      const stopped = await askOnce(3);
      await client.send(new StopExecutionCommand({ executionArn: stopped.executionArn }));
      const { taskToken } = stopped;
      await expect(client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toThrow(TaskTimedOut);
    });

    it('are refused where no task is', async () => {
      const nonsense = new SendTaskSuccessCommand({ taskToken: 'nonsense', output: '1' });
      await expect(client.send(nonsense)).rejects.toThrow(InvalidToken);
      const activityArn = await createActivity('guessed');
      const machine = await createMachine(client, 'guessed', only({ Type: 'Task', Resource: activityArn }));
      const executionArn = await start(client, machine);
      const { taskToken = '' } = await client.send(new GetActivityTaskCommand({ activityArn }));
      await client.send(new StopExecutionCommand({ executionArn }));
      const text = Buffer.from(taskToken, 'base64').toString();
      const elsewhere = Buffer.from(text.replace('guessed', 'missing')).toString('base64');
      expect(elsewhere).not.toBe(taskToken);
      await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: elsewhere }))).rejects.toThrow(TaskDoesNotExist);
    });
  });
