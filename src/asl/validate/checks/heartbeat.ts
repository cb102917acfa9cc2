import type { StateCheck } from '../site.ts';

/** A heartbeat comes sooner than the timeout. AWS: a rule of the Amazon States Language, "Task State"; the text is (inferred). */
export const heartbeat: StateCheck = ({ state, type, location }, report) => {
  const { HeartbeatSeconds, TimeoutSeconds } = state;
  if (type !== 'Task' || typeof HeartbeatSeconds !== 'number' || typeof TimeoutSeconds !== 'number') return;
  if (HeartbeatSeconds >= TimeoutSeconds)
    report("The field 'HeartbeatSeconds' must be smaller than the field 'TimeoutSeconds'", location);
};
