import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ExecutionNotRedrivable,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  InvalidArn,
  InvalidExecutionInput,
  InvalidToken,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StateMachineDoesNotExist,
  StateMachineTypeNotSupported,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createMachine, only, PASS, type SdkWorld, start, untilClosed, WAIT } from './sdk-world.ts';

/** Executions, as the client sees them. */
export const executions = (world: SdkWorld) =>
  describe('executions', () => {
    const client = world.clientOf('100000000003');

    it('are started, described and listed', async () => {
      const stateMachineArn = await createMachine(client, 'started', PASS);
      const traceHeader = 'Root=1-5f84c7a8-e1d3b0a2c4f6a8b0d2e4f6a8';
      const command = new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":"ä☃"}', traceHeader });
      const { executionArn = '', startDate } = await client.send(command);
      expect(executionArn).toBe('arn:aws:states:us-east-1:100000000003:execution:started:one');
      expect(await untilClosed(client, executionArn)).toMatchObject({
        executionArn,
        stateMachineArn,
        name: 'one',
        status: 'SUCCEEDED',
        startDate,
        stopDate: expect.any(Date),
        input: '{"a":"ä☃"}',
        output: '{"a":"ä☃"}',
        inputDetails: { included: true },
        outputDetails: { included: true },
        traceHeader,
        redriveCount: 0,
        redriveStatus: 'NOT_REDRIVABLE',
      });
      const { executions: listed } = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }));
      expect(listed).toMatchObject([{ executionArn, stateMachineArn, name: 'one', startDate, stopDate: expect.any(Date) }]);
      const failed = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }));
      expect(failed.executions).toEqual([]);
    });

    it('show their history forwards and backwards, with dates', async () => {
      const executionArn = await start(client, await createMachine(client, 'remembered', PASS), { a: 1 });
      await untilClosed(client, executionArn);
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
      expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
        [1, 0, 'ExecutionStarted'],
        [2, 0, 'PassStateEntered'],
        [3, 2, 'PassStateExited'],
        [4, 3, 'ExecutionSucceeded'],
      ]);
      for (const { timestamp } of events) expect(timestamp).toBeInstanceOf(Date);
      expect(events[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Only', input: '{"a":1}' });
      const reverse = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
      expect(reverse.events).toEqual(events.toReversed());
      const bare = await client.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
      expect(bare.events?.[1]?.stateEnteredEventDetails?.input).toBeUndefined();
    });

    it('are stopped for good', async () => {
      const stateMachineArn = await createMachine(client, 'stopped', WAIT);
      const executionArn = await start(client, stateMachineArn);
      const stopped = await client.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'of that' }));
      expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
        status: 'ABORTED',
        error: 'Enough',
        cause: 'of that',
        stopDate: stopped.stopDate,
      });
      const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }));
      expect(events).toMatchObject([
        { type: 'ExecutionAborted', previousEventId: 0, executionAbortedEventDetails: { error: 'Enough', cause: 'of that' } },
      ]);
    });

    it('are redriven from the state that failed', async () => {
      const { activityArn } = await client.send(new CreateActivityCommand({ name: 'flaky' }));
      const stateMachineArn = await createMachine(client, 'redriven', only({ Type: 'Task', Resource: activityArn }));
      const executionArn = await start(client, stateMachineArn, { a: 1 });
      const work = async () => (await client.send(new GetActivityTaskCommand({ activityArn }))).taskToken;
      await client.send(new SendTaskFailureCommand({ taskToken: await work(), error: 'Oops', cause: 'why' }));
      expect(await untilClosed(client, executionArn)).toMatchObject({
        status: 'FAILED',
        error: 'Oops',
        redriveStatus: 'REDRIVABLE',
      });
      const redrive = new RedriveExecutionCommand({ executionArn, clientToken: 'once' });
      const { redriveDate } = await client.send(redrive);
      expect(redriveDate).toBeInstanceOf(Date);
      expect((await client.send(redrive)).redriveDate).toEqual(redriveDate);
      await client.send(new SendTaskSuccessCommand({ taskToken: await work(), output: '"at last"' }));
      expect(await untilClosed(client, executionArn)).toMatchObject({
        status: 'SUCCEEDED',
        output: '"at last"',
        redriveCount: 1,
        redriveDate,
      });
      const countOf = async (redriveFilter: 'REDRIVEN' | 'NOT_REDRIVEN') =>
        (await client.send(new ListExecutionsCommand({ stateMachineArn, redriveFilter }))).executions?.length;
      expect([await countOf('REDRIVEN'), await countOf('NOT_REDRIVEN')]).toEqual([1, 0]);
      await expect(client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toThrow(ExecutionNotRedrivable);
    });

    it('of an express machine are answered at once, and kept nowhere', async () => {
      const stateMachineArn = await createMachine(client, 'express', only({ Type: 'Pass', Result: 'fast' }), { type: 'EXPRESS' });
      const sync = await client.send(new StartSyncExecutionCommand({ stateMachineArn, name: 'sync', input: '{"a":1}' }));
      expect(sync).toMatchObject({
        executionArn: expect.stringMatching(/^arn:aws:states:us-east-1:100000000003:express:express:sync:[0-9a-f-]{36}$/),
        stateMachineArn,
        status: 'SUCCEEDED',
        input: '{"a":1}',
        output: '"fast"',
        startDate: expect.any(Date),
        stopDate: expect.any(Date),
        billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 100 },
      });
      const executionArn = await start(client, stateMachineArn);
      await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toThrow(InvalidArn);
      await expect(client.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toThrow(StateMachineTypeNotSupported);
      const standard = await createMachine(client, 'standard', PASS);
      const wrong = new StartSyncExecutionCommand({ stateMachineArn: standard });
      await expect(client.send(wrong)).rejects.toThrow(StateMachineTypeNotSupported);
    });

    it('that fail at once say so', async () => {
      const failing = only({ Type: 'Fail', Error: 'Oops', Cause: 'why', End: undefined });
      const stateMachineArn = await createMachine(client, 'failing', failing, { type: 'EXPRESS' });
      expect(await client.send(new StartSyncExecutionCommand({ stateMachineArn }))).toMatchObject({
        status: 'FAILED',
        error: 'Oops',
        cause: 'why',
      });
    });

    it('are started once by name, input and patience', async () => {
      const stateMachineArn = await createMachine(client, 'named', WAIT);
      const executionArn = await start(client, stateMachineArn, { a: 1 }, 'same');
      expect(await start(client, stateMachineArn, { a: 1 }, 'same')).toBe(executionArn);
      await expect(start(client, stateMachineArn, { a: 2 }, 'same')).rejects.toThrow(ExecutionAlreadyExists);
      await client.send(new StopExecutionCommand({ executionArn }));
      await expect(start(client, stateMachineArn, { a: 1 }, 'same')).rejects.toThrow(ExecutionAlreadyExists);
    });

    it('are refused with the class that AWS has for each mistake', async () => {
      const stateMachineArn = await createMachine(client, 'refused', PASS);
      const notJson = new StartExecutionCommand({ stateMachineArn, input: '{' });
      await expect(client.send(notJson)).rejects.toThrow(InvalidExecutionInput);
      await expect(start(client, `${stateMachineArn}-not`)).rejects.toThrow(StateMachineDoesNotExist);
      const executionArn = 'arn:aws:states:us-east-1:100000000003:execution:refused:none';
      await expect(client.send(new StopExecutionCommand({ executionArn }))).rejects.toThrow(ExecutionDoesNotExist);
      for (let number = 0; number < 3; number++) await start(client, stateMachineArn);
      const { nextToken } = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }));
      const otherQuery = new ListExecutionsCommand({ stateMachineArn, nextToken, statusFilter: 'RUNNING' });
      await expect(client.send(otherQuery)).rejects.toThrow(InvalidToken);
    });
  });
