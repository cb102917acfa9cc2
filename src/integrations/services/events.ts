import { writeJson } from '#json/write-json.ts';
import type { TaskCall } from '../integration.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { OptimisedService } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html */
export const events: OptimisedService = {
  service: 'events',
  package: 'eventbridge',
  names: { client: 'first', prefix: 'EventBridge', service: 'AmazonEventBridge', unmodelled: 'AmazonEventBridgeException' },
  actions: {
    putEvents: {
      suffixes: ['.waitForTaskToken'],
      parameters: (given, call) => ({ ...given, Entries: withResources(given['Entries'], call) }),
      failureIn: (answer) =>
        answer['FailedEntryCount'] === 0 || answer['FailedEntryCount'] === undefined
          ? undefined
          : { error: 'EventBridge.FailedEntry', cause: writeJson(answer) },
      // AWS: recorded in base_scenarios.test_events_put_events.
      withoutMetadata: true,
    },
  },
};

/** AWS: the ARNs of state machine and execution are appended to every entry's Resources — Add EventBridge events with Step Functions; their order was measured by others. */
function withResources(entries: unknown, { executionArn, stateMachineArn }: TaskCall): unknown {
  if (!Array.isArray(entries)) return entries;
  return entries.map((entry: unknown) =>
    isObject(entry) ? { ...entry, Resources: [...resourcesOf(entry), stateMachineArn, executionArn] } : entry,
  );
}

const resourcesOf = ({ Resources: resources }: JsonObject): readonly unknown[] => (Array.isArray(resources) ? resources : []);
