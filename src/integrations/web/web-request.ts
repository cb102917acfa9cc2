import type { TaskCall, TaskFailure, TaskOutcome } from '../integration.ts';
import type { ServiceIntegration } from '../service-integration.ts';

/** An integration whose only action is to make a web request, with or without a token to wait for. */
export const webRequest = (
  service: string,
  refuse: (call: TaskCall) => TaskFailure | undefined,
  invoke: (call: TaskCall) => Promise<TaskOutcome>,
): ServiceIntegration => ({
  known: [`${service}:invoke`, `${service}:invoke.waitForTaskToken`],
  knows: (task) => task.kind === 'service' && task.action === 'invoke' && !task.suffix.startsWith('.sync'),
  refuse,
  async call(call, task) {
    const outcome = refuse(call) ?? (await invoke(call));
    const waits = task.kind === 'service' && task.suffix !== '';
    return waits && outcome.kind === 'succeeded' ? { kind: 'submitted', output: outcome.output } : outcome;
  },
});
