import {
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  SFNClient,
  SFNServiceException,
  StartSyncExecutionCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api, ApiCall } from '#api/call.ts';
import { SfnError } from '#api/errors.ts';
import { createHandler } from '#http/handle.ts';
import { type NodeServer, startNodeServer } from '#http/node-server.ts';

let api: Api;
let server: NodeServer;
const logged: object[] = [];

beforeAll(async () => {
  const handler = createHandler({
    api: (call) => api(call),
    account: '000000000000',
    region: 'us-east-1',
    log: (entry) => logged.push(entry),
  });
  server = await startNodeServer(handler, { host: '127.0.0.1', port: 0 });
});

afterAll(() => server.close());

const clientOf = (accessKeyId = 'test', path = '') =>
  new SFNClient({
    endpoint: server.url + path,
    region: 'eu-central-1',
    credentials: { accessKeyId, secretAccessKey: 'test' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });

describe("AWS's own client", () => {
  it('sends its input, account and region, and reads dates', async () => {
    const calls: ApiCall[] = [];
    const creationDate = new Date(1_763_800_000_123);
    api = async (call) => {
      calls.push(call);
      return { activities: [{ activityArn: 'arn:a', name: 'ä☃', creationDate }] };
    };
    const answer = await clientOf('123456789012', '/prod').send(new ListActivitiesCommand({ maxResults: 7 }));
    expect(calls).toMatchObject([
      {
        action: 'ListActivities',
        input: { maxResults: 7 },
        caller: { account: '123456789012', region: 'eu-central-1', partition: 'aws' },
      },
    ]);
    expect(answer.activities).toEqual([{ activityArn: 'arn:a', name: 'ä☃', creationDate }]);
    expect(answer.$metadata.requestId).toBe(calls[0]?.requestId);
  });

  it('reads dates inside a history', async () => {
    const timestamp = new Date(1_763_800_000_001);
    api = async () => ({ events: [{ id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp }] });
    const { events } = await clientOf().send(new GetExecutionHistoryCommand({ executionArn: 'arn:e' }));
    expect(events?.[0]?.timestamp).toEqual(timestamp);
  });

  it('reaches StartSyncExecution without the host prefix', async () => {
    api = async ({ action }) => ({ executionArn: action, startDate: new Date(0), stopDate: new Date(0), status: 'SUCCEEDED' });
    const { executionArn } = await clientOf().send(new StartSyncExecutionCommand({ stateMachineArn: 'arn:s' }));
    expect(executionArn).toBe('StartSyncExecution');
  });

  it('sees the class, message and members of an error', async () => {
    api = async () => {
      throw new SfnError('ValidationException', 'No such thing.', { reason: 'MISSING_REQUIRED_PARAMETER' });
    };
    const error: unknown = await clientOf()
      .send(new ListActivitiesCommand({}))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ValidationException);
    expect(error).toMatchObject({ name: 'ValidationException', message: 'No such thing.', reason: 'MISSING_REQUIRED_PARAMETER' });
  });

  it('sees a bug as an internal failure', async () => {
    api = () => Promise.reject(new TypeError('inside'));
    const error: unknown = await clientOf()
      .send(new ListActivitiesCommand({}))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SFNServiceException);
    expect(error).toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
    expect(logged.at(-1)).toMatchObject({ errorMessage: 'inside' });
  });
});
