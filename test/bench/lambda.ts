import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, startEnvironment } from '#test/support/lambda-runtime.ts';
import { type Figure, median } from './figure.ts';
import { eventOfCall } from './lambda-handler.ts';
import { DEPLOYED, startLocalDatabase } from './local-database.ts';
import { FIVE_STATES, ROLE } from './machines.ts';

const COLD_STARTS = 9;
const WARM_INVOCATIONS = 30;
const TIMEOUT_MILLIS = 10_000;

type Settings = Readonly<Record<string, string>>;

/** What is measured of the environments that were started with the same settings, one value for each of them. */
interface Measured {
  readonly init: number[];
  readonly first: number[];
  readonly warm: number[];
  readonly memory: number[];
}

/** Cold starts of the built handler behind a Runtime API, and of a handler that does nothing: from the process's start to its first `next`, and from each event to its answer. */
export async function lambda(): Promise<Figure[]> {
  const bareRoot = mkdtempSync(join(tmpdir(), 'fake-sfn-bare-'));
  writeFileSync(join(bareRoot, 'index.mjs'), "export const handler = async () => ({ statusCode: 200, body: '{}' });");
  const database = await startLocalDatabase();
  const kinds: { readonly name: string; readonly env: Settings; readonly measured: Measured }[] = [
    { name: 'a handler that does nothing', env: { LAMBDA_TASK_ROOT: bareRoot }, measured: nothingYet() },
    { name: 'memory', env: { FAKE_SFN_AUTH: 'none' }, measured: nothingYet() },
    ...(database ? [{ name: 'DynamoDB', env: { ...database.env, ...DEPLOYED }, measured: nothingYet() }] : []),
  ];
  try {
    // In turn, so that whatever else this machine does meets all of them.
    for (let run = 0; run < COLD_STARTS; run++)
      for (const { env, measured } of kinds) await coldStart(env, `run-${run}`, measured);
  } finally {
    rmSync(bareRoot, { recursive: true });
    await database?.stop();
  }
  const [bare, ...ours] = kinds;
  return ours.flatMap(({ name, measured }) => {
    const figure = (what: keyof Measured, text: string, unit: string): Figure => {
      const value = median(measured[what]);
      return {
        name: `${name}: ${text}`,
        value,
        unit,
        ratio: { to: `${bare?.name}`, value: value / median(bare?.measured[what] ?? []) },
      };
    };
    return [
      figure('init', 'init, process start to the first next', 'ms'),
      figure('first', 'first invoke, a CreateStateMachine', 'ms'),
      figure('warm', 'warm invoke, a StartSyncExecution of 5 states', 'ms'),
      figure('memory', 'most memory used (VmHWM)', 'MiB'),
    ];
  });
}

const nothingYet = (): Measured => ({ init: [], first: [], warm: [], memory: [] });

async function coldStart(env: Settings, name: string, measured: Measured): Promise<void> {
  const environment = await startEnvironment(env, () => {});
  try {
    const input = { name, definition: JSON.stringify(FIVE_STATES), roleArn: ROLE, type: 'EXPRESS' };
    const { stateMachineArn = '' } = await call(environment, 'CreateStateMachine', input);
    measured.init.push(environment.initMillis);
    measured.first.push(environment.answerMillis());
    const warm: number[] = [];
    for (let invocation = 0; invocation < WARM_INVOCATIONS; invocation++) {
      await call(environment, 'StartSyncExecution', { stateMachineArn, input: '{"n":1}' });
      warm.push(environment.answerMillis());
    }
    measured.warm.push(median(warm.slice(WARM_INVOCATIONS / 2)));
    const status = readFileSync(`/proc/${environment.child.pid}/status`, 'utf8');
    measured.memory.push(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
  } finally {
    await environment.kill();
  }
}

async function call(environment: Environment, target: string, input: object): Promise<Record<string, unknown>> {
  const answer = (await environment.invoke(eventOfCall(target, input), TIMEOUT_MILLIS)) as { statusCode: number; body: string };
  if (answer.statusCode !== 200) throw new Error(`${target}: ${answer.body}`);
  return JSON.parse(answer.body);
}
