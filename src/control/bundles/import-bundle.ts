import { randomUUID } from 'node:crypto';
import { executionNameOf, stateMachineOf } from '#arn';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { listsOf } from '#runtime/lists.ts';
import { unlessConflict } from '#runtime/unless-conflict.ts';
import { revisionArn } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import { ControlError } from '../control-error.ts';
import type { ReadBundle } from './read-bundle.ts';

/** What one commit takes: how many events, and how many characters of them. */
const MAX_EVENTS = 500;
const MAX_CHARS = 500_000;

/**
 * Stores what ran somewhere else, to be looked at: under its own ARN, read-only, with the definition that it ran. Its state machine need
 * not be there, and is not made. Throws ControlError where there is such an execution already.
 */
export async function importBundle(storage: Storage, bundle: ReadBundle, parentArn?: string): Promise<void> {
  const { executionArn, stateMachineArn, startTime } = bundle.execution;
  const revisionId = randomUUID();
  const execution = executionOf(bundle, revisionId, parentArn);
  const machineArn = stateMachineOf(stateMachineArn);
  let version = 0;
  for (const events of portions(bundle.events)) {
    const last = events.at(-1);
    const commit = storage.commit({
      expectedVersion: version,
      execution: { ...execution, lastEventId: last?.id ?? 0, lastEventTime: last?.timestamp ?? startTime },
      history: events,
      lists: listsOf(execution),
    });
    if (!(await unlessConflict(commit))) throw alreadyThere(executionArn);
    version++;
  }
  await storage.saveResource(
    {
      kind: 'revision',
      arn: revisionArn(machineArn, revisionId),
      revisionId,
      stateMachineArn: machineArn,
      definition: bundle.definition,
      roleArn: execution.roleArn,
      creationTime: startTime,
      settings: {},
    },
    0,
  );
  for (const child of bundle.children) await importBundle(storage, child, executionArn);
}

function executionOf({ execution, events }: ReadBundle, revisionId: string, parentArn: string | undefined): Execution {
  const { arn, executionArn, stateMachineArn, status, startTime, stopTime, redriveTime, redriveCount, texts } = execution;
  const { mapRunArn, input = '{}', ...said } = texts;
  const parent = { executionArn: parentArn ?? '', mapRunArn: mapRunArn ?? '', frame: 0, index: 0, round: 0, itemCount: 0 };
  return {
    arn: executionArn,
    name: executionNameOf(executionArn),
    type: arn.kind === 'execution' ? 'STANDARD' : 'EXPRESS',
    stateMachineArn,
    revisionId,
    roleArn: events[0]?.executionStartedEventDetails?.roleArn ?? '',
    input,
    ...said,
    ...(mapRunArn === undefined ? {} : { parent }),
    status,
    startTime,
    stopTime,
    ...(redriveTime === undefined ? {} : { redriveTime }),
    redriveCount,
    frames: {},
    ready: [],
    lastFrameId: 0,
    lastEventId: 0,
    lastEventTime: stopTime,
    invocations: {},
    skippedMillis: 0,
    imported: true,
  };
}

/** The events in portions that a commit takes: one at least, for the execution itself. */
function portions(events: readonly HistoryEvent[]): HistoryEvent[][] {
  const portions: HistoryEvent[][] = [[]];
  let chars = 0;
  for (const event of events) {
    const length = JSON.stringify(event).length;
    if ((portions.at(-1)?.length ?? 0) >= MAX_EVENTS || chars + length > MAX_CHARS) {
      portions.push([]);
      chars = 0;
    }
    chars += length;
    portions.at(-1)?.push(event);
  }
  return portions;
}

const alreadyThere = (arn: string): ControlError =>
  new ControlError(
    `There is an execution ${arn} already.`,
    'POST reset forgets it; another account has room for another one.',
    409,
  );
