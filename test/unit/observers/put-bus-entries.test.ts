import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { sdkPutBusEntries } from '#observers/put-bus-entries.ts';

const ENTRY = {
  source: 'aws.states',
  detailType: 'Step Functions Execution Status Change',
  detail: '{}',
  resources: [],
  time: 0,
};

let close = () => {};
afterEach(() => {
  close();
  vi.unstubAllEnvs();
});

/** An EventBridge that answers PutEvents so, where the SDK finds it. */
async function anEventBridge(answer: object): Promise<void> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(answer)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close().closeAllConnections();
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKID');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
}

test('events that the bus takes are put', async () => {
  await anEventBridge({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
  await sdkPutBusEntries('a-bus')([ENTRY]);
});

test('an event that the bus refuses in its answer is an error, though the call is none', async () => {
  await anEventBridge({
    FailedEntryCount: 1,
    Entries: [{ EventId: '1' }, { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' }],
  });
  await expect(sdkPutBusEntries('a-bus')([ENTRY, ENTRY])).rejects.toThrow(
    'a-bus refused 1: NotAuthorizedForSourceException: Not authorized for the source.',
  );
});
