import { isObject } from '#json/json.ts';
import { parseResource } from '../../resource.ts';
import type { StateCheck } from '../site.ts';

/**
 * An Express workflow waits for nobody: no jobs, no task tokens, no activities, no Distributed Map.
 * AWS: the first three texts are recorded (sfn_api_express.test_illegal_*), the blank at the end of the token's too; the last was measured by others.
 */
export const expressRestrictions: StateCheck = ({ state, type, location, machineType }, report) => {
  if (machineType !== 'EXPRESS') return;
  if (type === 'Map') {
    for (const field of ['ItemProcessor', 'Iterator']) {
      const processor = state[field];
      const config = isObject(processor) ? processor.ProcessorConfig : undefined;
      if (isObject(config) && config.Mode === 'DISTRIBUTED') {
        report(
          "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
          `${location}/${field}/ProcessorConfig/Mode`,
        );
      }
    }
  }
  if (type !== 'Task' || typeof state.Resource !== 'string') return;
  const resource = parseResource(state.Resource);
  const at = `${location}/Resource`;
  if (resource.kind === 'activity') report('Express state machine does not support Activity ARN', at);
  else if (resource.kind !== 'service') return;
  else if (resource.pattern === 'sync') report("Express state machine does not support '.sync' service integration", at);
  else if (resource.pattern === 'wait-for-task-token')
    report("Express state machine does not support '.waitForTaskToken' service integration ", at);
};
