import type { StartByEvent } from '#runtime/start-events.ts';
import type { Api } from './call.ts';
import { SfnError } from './errors.ts';

/**
 * Starts executions for events that reach the function without HTTP: whoever may invoke it may start them, as if they called from the state
 * machine's own account and region. What was started by its name before, and has ended since, is not started again: events come twice.
 */
export const startByEvent =
  (api: Api, uuid: () => string, remainingMillis: () => number): StartByEvent =>
  async ({ itemIdentifier: _, ...input }) => {
    const [, partition = '', , region = '', account = ''] = input.stateMachineArn.split(':');
    const caller = { partition, region, account };
    try {
      const answer = await api({ action: 'StartExecution', input, caller, requestId: uuid(), remainingMillis });
      return 'executionArn' in answer ? String(answer.executionArn) : '';
    } catch (error) {
      if (input.name !== undefined && error instanceof SfnError && error.code === 'ExecutionAlreadyExists') return '';
      throw error;
    }
  };
