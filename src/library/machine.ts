import { writeJson } from '#json/write-json.ts';
import { jsonOf } from './answers.ts';
import { textIn } from './aws.ts';
import { type Exploration, type ExploreOptions, exploreDefinition } from './exploration.ts';
import type { Records } from './records.ts';
import { createRun, type Run, type RunParts } from './run.ts';

/** A state machine of a fake. */
export interface Machine {
  readonly arn: string;
  readonly name: string;
  /** StartExecution: resolves when it has been started. The input is any JSON value, `{}` by default. */
  start(input?: unknown, o?: StartOptions): Promise<Run>;
  /** StartSyncExecution of an EXPRESS machine: resolves when it has ended, however it has. */
  startSync(input?: unknown, o?: StartOptions): Promise<Run>;
  /** Runs it through every outcome that its calls can have, and tells what goes wrong on the way: no rule, no clock and no call has a part in it. */
  explore(o?: ExploreOptions): Promise<Exploration>;
}

export interface StartOptions {
  /** The execution's name; a new UUID by default. */
  readonly name?: string;
  /** The test case of the fake's mockConfig that answers its tasks. */
  readonly testCase?: string;
  /** Begins in that state instead of the first; in one inside a Map or Parallel state, it runs to the end of what is inside. */
  readonly startAt?: string;
  /** Variables that states before have assigned, any JSON values by name, without `$`. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Whether this is a state machine of a fake. */
export const isMachine = (value: unknown): value is Machine =>
  typeof value === 'object' && value !== null && 'explore' in value && 'startSync' in value;

/** What machines are made of. */
export interface MachineParts extends Omit<RunParts, 'record'> {
  readonly records: Records;
}

/** The machine with this ARN. */
export function createMachine(arn: string, name: string, parts: MachineParts): Machine {
  async function begin(action: string, input: unknown, o: StartOptions): Promise<Run> {
    const { name: executionName, testCase, startAt, variables = {} } = o;
    const request = {
      stateMachineArn: testCase === undefined ? arn : `${arn}#${testCase}`,
      input: writeJson(jsonOf(input)),
      ...(executionName !== undefined && { name: executionName }),
    };
    const texts = Object.entries(variables).map(([variable, value]) => [variable, writeJson(jsonOf(value))]);
    const answer = await parts.call(action, request, { startAt, variables: Object.fromEntries(texts) });
    return runWith(textIn(answer, 'executionArn'), parts);
  }
  return {
    arn,
    name,
    explore: async (o = {}) =>
      exploreDefinition(textIn(await parts.call('DescribeStateMachine', { stateMachineArn: arn }), 'definition'), o),
    start: (input = {}, o = {}) => begin('StartExecution', input, o),
    startSync: async (input = {}, o = {}) => (await begin('StartSyncExecution', input, o)).settled(),
  };
}

/** The run with this ARN; throws an Error where none has been seen. */
export function runWith(executionArn: string, { records, ...parts }: MachineParts): Run {
  const record = records.find(executionArn);
  if (record === undefined) throw new Error(`This fake has run no execution ${executionArn}.`);
  return createRun({ record, ...parts });
}
