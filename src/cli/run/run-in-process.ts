import { randomUUID } from 'node:crypto';
import { SfnError } from '#api/errors.ts';
import { createApp } from '#app';
import { type Config, ConfigError, readConfig } from '#config';
import { ControlError } from '#control/control-error.ts';
import { partitionOf } from '#http/caller.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Beginning } from '#interpreter/continuation/new-execution.ts';
import type { Json } from '#json/json.ts';
import { CliError } from '../cli-error.ts';
import { stuckIn } from './stuck-in.ts';

/** What is run. */
export interface RunRequest {
  readonly name: string;
  readonly definition: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** A JSON text. */
  readonly input: string;
  readonly rules: readonly Json[];
  /** The state to begin with, and variables that are there then, JSON texts by name. */
  readonly beginning: Beginning;
  /** The test case of the mock file that answers tasks. */
  readonly testCase?: string | undefined;
}

/** An execution as far as it has come. */
export interface Progress {
  readonly arn: string;
  readonly status: string;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly history: readonly HistoryEvent[];
}

/** How an execution ended, or that it waits for what nobody does here. */
export interface RunResult extends Progress {
  /** The state that waits for a token or a worker. */
  readonly stuckIn?: string;
  /** How long that took here. */
  readonly realMillis: number;
}

/** The settings of a run: what the environment says of AWS and of tasks, time skipped, everything in memory. Throws CliError. */
export function runConfig(env: Readonly<Record<string, string | undefined>>, settings: Readonly<Record<string, string>>): Config {
  const inherited = Object.entries(env).filter(([name]) =>
    /^AWS_(?!LAMBDA)|^FAKE_SFN_(TASKS|ALLOWED_HOSTS|ACCOUNT_ID)$/.test(name),
  );
  try {
    return readConfig({ ...Object.fromEntries(inherited), FAKE_SFN_TIME: 'skip', FAKE_SFN_LOGS: 'off', ...settings });
  } catch (error) {
    throw error instanceof ConfigError ? new CliError(error.message) : error;
  }
}

/** Runs a definition to its end in this process, and tells of every step. Throws CliError for what the fake refuses. */
export async function runInProcess(
  config: Config,
  { name, definition, type, input, rules, beginning, testCase }: RunRequest,
  onProgress: (progress: Progress) => void,
): Promise<RunResult> {
  const begun = performance.now();
  const { account, region } = config;
  const caller = { account, region, partition: partitionOf(region) };
  const arnEnd = `:${name}:run`;
  let progress: Progress | undefined;
  let settle = (_: { readonly stuckIn?: string }) => {};
  const settled = new Promise<{ readonly stuckIn?: string }>((resolve) => {
    settle = resolve;
  });
  const committed = (execution: Execution, history: readonly HistoryEvent[]) => {
    const stuck = stuckIn(execution);
    if (execution.arn.endsWith(arnEnd)) {
      const { arn, status, output, error, cause } = execution;
      progress = { arn, status, output, error, cause, history: [...(progress?.history ?? []), ...history] };
      onProgress(progress);
      if (status !== 'RUNNING') settle({});
    }
    if (stuck !== undefined) settle({ stuckIn: stuck });
  };
  const app = await createApp(config, { observer: { committed, flush: async () => {} } });
  const remainingMillis = () => Number.POSITIVE_INFINITY;
  const call = (action: string, members: object) =>
    app.api({ action, input: members, caller, requestId: randomUUID(), remainingMillis, beginning });
  try {
    await app.workbench.rules.add(caller, rules);
    const roleArn = `arn:${caller.partition}:iam::${account}:role/fake-sfn-run`;
    const { stateMachineArn = '' }: { readonly stateMachineArn?: string } = await call('CreateStateMachine', {
      name,
      definition,
      type,
      roleArn,
    });
    const target = testCase === undefined ? stateMachineArn : `${stateMachineArn}#${testCase}`;
    await call('StartExecution', { stateMachineArn: target, name: 'run', input });
    const ended = await settled;
    if (progress === undefined) throw new Error('an execution ended without a step');
    return { ...progress, ...ended, realMillis: performance.now() - begun };
  } catch (error) {
    if (error instanceof SfnError) throw new CliError(`${error.code}: ${error.message}`);
    if (error instanceof ControlError) throw new CliError(error.message, { hint: error.hint });
    throw error;
  } finally {
    await app.close();
  }
}
