import { machinePathOf } from '#arn';
import type { Json, JsonObject } from '#json/json.ts';
import type { Frame } from '../continuation/execution.ts';
import type { Run } from '../draft/run.ts';
import { lineage, stateOf } from '../draft/run.ts';
import { parse } from './data.ts';

/** The item of the Map iteration at hand, where the caller knows better than the frames: while its ItemSelector is evaluated. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
  readonly key?: string;
  readonly source?: string;
}

/** AWS: Key is there for members of objects, and Source says where the item comes from — Context object, data for Map states. */
const mapContext = ({ index, key, value, source }: MapItem): JsonObject => ({
  Item: {
    Index: index,
    ...(key === undefined ? {} : { Key: key }),
    Value: value,
    ...(source === undefined ? {} : { Source: source }),
  },
});

/** The context object as a state sees it. AWS: members and their order as recorded. */
export function contextObject(
  run: Run,
  frame: Frame,
  extra: { readonly token?: string; readonly item?: MapItem } = {},
): JsonObject {
  const { execution, probe } = run;
  if (probe) return extra.item ? { ...probe.context, Map: mapContext(extra.item) } : probe.context;
  const { visit } = frame;
  const state = stateOf(run, frame);
  const item = extra.item ?? itemAround(run, frame);
  return {
    Execution: {
      Id: execution.arn,
      Input: parse(execution.input),
      StartTime: isoTime(execution.startTime),
      Name: execution.name,
      RoleArn: execution.roleArn,
      // AWS: only a STANDARD execution can be redriven, and says how often — StartSyncExecution, measured by others.
      ...(execution.type === 'EXPRESS' ? {} : { RedriveCount: execution.redriveCount }),
      // AWS: there once the execution has been redriven — Context object fields.
      ...(execution.redriveTime === undefined ? {} : { RedriveTime: isoTime(execution.redriveTime) }),
    },
    StateMachine: { Id: execution.stateMachineArn, Name: machinePathOf(execution.stateMachineArn) },
    State: {
      Name: state.name,
      EnteredTime: isoTime(visit?.enteredTime ?? run.moment.now),
      ...(state.type === 'Task' ? { RetryCount: retryCount(frame) } : {}),
    },
    ...(extra.token === undefined ? {} : { Task: { Token: extra.token } }),
    ...(item ? { Map: mapContext(item) } : {}),
  };
}

/** AWS: "when a timestamp has zero fractional seconds", they are left out — Context object fields; that others keep three digits is inferred. */
const isoTime = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

const retryCount = (frame: Frame): number => (frame.visit?.retries ?? []).reduce((sum, count) => sum + count, 0);

/** The innermost iteration that the frame runs in. */
function itemAround(run: Run, frame: Frame): MapItem | undefined {
  let child: Frame | undefined;
  for (const at of lineage(run, frame)) {
    const doing = at.visit?.doing;
    if (child && doing?.kind === 'iterations') {
      const items = parse(doing.items);
      return Array.isArray(items) ? { index: child.index, value: items[child.index] ?? null } : undefined;
    }
    child = at;
  }
  return undefined;
}
