import { readArn } from '#arn';
import { loadPackage } from '#load-package';
import type { PutBusEntries } from './status-events.ts';

/** How long a call may take with its retries, in milliseconds. */
const CALL_MILLIS = 5_000;

/** Puts events on a bus (its name or its ARN) through the SDK; its client is loaded with the first of them. */
export function sdkPutBusEntries(bus: string): PutBusEntries {
  const region = readArn(bus)?.region;
  const load = async () => {
    const { EventBridgeClient, PutEventsCommand } = await loadPackage(
      '@aws-sdk/client-eventbridge',
      () => import('@aws-sdk/client-eventbridge'),
    );
    const client = new EventBridgeClient(region === undefined ? {} : { region });
    const put: PutBusEntries = async (entries) => {
      const Entries = entries.map(({ source, detailType, detail, resources, time }) => ({
        Source: source,
        DetailType: detailType,
        Detail: detail,
        Resources: [...resources],
        Time: new Date(time),
        EventBusName: bus,
      }));
      const command = new PutEventsCommand({ Entries });
      const { FailedEntryCount = 0, Entries: results = [] } = await client.send(command, {
        abortSignal: AbortSignal.timeout(CALL_MILLIS),
      });
      const failed = results.find(({ ErrorCode }) => ErrorCode !== undefined);
      if (FailedEntryCount > 0)
        throw new Error(`${bus} refused ${FailedEntryCount}: ${failed?.ErrorCode}: ${failed?.ErrorMessage}`);
    };
    return put;
  };
  let loaded: ReturnType<typeof load> | undefined;
  return async (entries) => {
    loaded ??= load();
    await (await loaded)(entries);
  };
}
