import { setImmediate } from 'node:timers/promises';
import type { Integration } from '#integrations/integration.ts';
import { type Answer, anApi, arnOf, type TestApi, type TestApiOptions } from './an-api.ts';

const LAMBDA = arnOf('function:work').replace('states', 'lambda');

interface MapOptions extends TestApiOptions {
  readonly items?: readonly unknown[];
  /** Fields of the Map state. */
  readonly map?: object;
  readonly executionType?: 'STANDARD' | 'EXPRESS';
}

/** A machine with a Distributed Map that calls a function for every item. */
export function mapping({ map = {}, executionType = 'STANDARD' }: MapOptions): string {
  const Work = { Type: 'Task', Resource: LAMBDA, End: true };
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
    StartAt: 'Work',
    States: { Work },
  };
  const Each = { Type: 'Map', Label: 'each', ItemProcessor, Next: 'Done', ...map };
  return JSON.stringify({ StartAt: 'Each', States: { Each, Done: { Type: 'Succeed' } } });
}

/** An integration that says what becomes of the calls for an item, one after the other, the last for ever; `wait` gets no answer. */
export const planned = (plans: Readonly<Record<string, readonly ('ok' | 'fail' | 'wait')[]>>): Integration => {
  const calls: Record<string, number> = {};
  return async ({ parameters }) => {
    const plan = plans[parameters] ?? ['ok'];
    const call = calls[parameters] ?? 0;
    calls[parameters] = call + 1;
    const outcome = plan[Math.min(call, plan.length - 1)];
    // Accepted, and nobody ever reports.
    if (outcome === 'wait') return { kind: 'submitted', output: '{}' };
    return outcome === 'fail' ? { kind: 'failed', error: 'Oops', cause: parameters } : { kind: 'succeeded', output: parameters };
  };
};

export const listOf = (answer: Answer, member: string) => answer[member] as Answer[];

/** A Map Run that has got as far as it gets. */
export async function aMapRun(options: MapOptions = {}) {
  const api = anApi({ integration: planned({}), ...options });
  const stateMachineArn = await api.create('mapper', mapping(options));
  const input = JSON.stringify(options.items ?? [1, 2, 3]);
  const executionArn = String((await api.call('StartExecution', { stateMachineArn, name: 'run', input }))['executionArn']);
  await settled(api);
  return { api, ...(await mapRunOf(api, executionArn)) };
}

/** Resolves when nothing moves: EXPRESS executions that wait for an answer keep a runtime from being quiet. */
const settled = ({ settle }: TestApi) => Promise.race([settle(), turns(2_000)]);

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

/** What can be asked of the only Map Run of an execution. */
async function mapRunOf(api: TestApi, executionArn: string) {
  const [listed] = listOf(await api.call('ListMapRuns', { executionArn }), 'mapRuns');
  const mapRunArn = String(listed?.['mapRunArn']);
  const describe = () => api.call('DescribeMapRun', { mapRunArn });
  const children = async (filter: object = {}) =>
    listOf(await api.call('ListExecutions', { mapRunArn, ...filter }), 'executions');
  return {
    executionArn,
    mapRunArn,
    listed,
    describe,
    children,
    describeExecution: () => api.call('DescribeExecution', { executionArn }),
    /** The counts that are not 0. */
    async counts(member = 'executionCounts') {
      return Object.fromEntries(Object.entries((await describe())[member] as Answer).filter(([, count]) => count !== 0));
    },
    async redrive(more: object = {}) {
      const answer = await api.call('RedriveExecution', { executionArn, ...more });
      await api.settle();
      return answer;
    },
    async stop() {
      await api.call('StopExecution', { executionArn });
      await settled(api);
    },
    async eventTypes(arn = executionArn) {
      return listOf(await api.call('GetExecutionHistory', { executionArn: arn, maxResults: 1000 }), 'events').map(
        ({ type }) => type,
      );
    },
  };
}
