import { loadPackage } from '#load-package';
import type { PutLogEntries } from './cloudwatch-logs.ts';

/** How long a call may take with its retries, in milliseconds. */
const CALL_MILLIS = 5_000;

/** Puts entries through the SDK; its client is loaded with the first of them. */
export function sdkPutLogEntries(): PutLogEntries {
  const load = async () => {
    const sdk = await loadPackage('@aws-sdk/client-cloudwatch-logs', () => import('@aws-sdk/client-cloudwatch-logs'));
    const clients = new Map<string, InstanceType<typeof sdk.CloudWatchLogsClient>>();
    const clientOf = (region: string) => {
      const client = clients.get(region) ?? new sdk.CloudWatchLogsClient({ region });
      clients.set(region, client);
      return client;
    };
    const put: PutLogEntries = async ({ region, name: logGroupName }, logStreamName, entries) => {
      const client = clientOf(region);
      const options = { abortSignal: AbortSignal.timeout(CALL_MILLIS) };
      const stream = { logGroupName, logStreamName };
      const putEvents = () => client.send(new sdk.PutLogEventsCommand({ ...stream, logEvents: [...entries] }), options);
      try {
        await putEvents();
      } catch (error) {
        if (!(error instanceof sdk.ResourceNotFoundException)) throw error;
        await client.send(new sdk.CreateLogStreamCommand(stream), options).catch((failure: unknown) => {
          if (!(failure instanceof sdk.ResourceAlreadyExistsException)) throw failure;
        });
        await putEvents();
      }
    };
    return put;
  };
  let loaded: ReturnType<typeof load> | undefined;
  return async (group, stream, entries) => {
    loaded ??= load();
    await (await loaded)(group, stream, entries);
  };
}
