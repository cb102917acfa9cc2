import { createAppAtOnce } from '#app';
import { type Clock, createSystemClock } from '#clock';
import { type FlagValue, readConfig } from '#config';
import type { Coverage } from '#control/coverage/counted-coverage.ts';
import type { Where } from '#control/rules/rule.ts';
import { partitionOf } from '#http/caller.ts';
import { createHandler } from '#http/handle.ts';
import { type NodeServer, startNodeServer } from '#http/node-server.ts';
import { writeJson } from '#json/write-json.ts';
import { jsonLog } from '#log';
import { answerOf, type RuleAnswer } from './answers.ts';
import { callAws } from './aws.ts';
import { type Call, shownCall } from './calls.ts';
import { type ClientConfig, createRequestHandler, type InProcessHandler } from './client-config.ts';
import { definitionText, type Substitutions } from './definition-text.ts';
import { type Duration, millisOf } from './duration.ts';
import { createMachine, type Machine, type MachineParts, runWith } from './machine.ts';
import { readHistory } from './read-history.ts';
import { createRecords } from './records.ts';
import type { Run } from './run.ts';
import { createSeeds } from './seeds.ts';
import { readWaiting, type Waiting, type WaitingFilter } from './waiting.ts';

/** How a fake is made. */
export interface FakeSfnOptions {
  /**
   * `skip` (the default): where an execution waits for nothing but time, its time jumps to the next moment at which something happens, and its
   * history shows the times that AWS would. `manual`: time stands still until `clock` moves it. `real`: it waits.
   */
  readonly time?: 'skip' | 'manual' | 'real';
  /** When the fake's time begins; it goes on from there. The machine's time by default. */
  readonly now?: Date;
  /** Makes ids, tokens and chance the same each time. */
  readonly seed?: string;
  /** 12 digits, `000000000000` by default. */
  readonly account?: string;
  /** `us-east-1` by default. */
  readonly region?: string;
  /** Where tasks without a rule or a mock may go: nowhere (the default), to endpoints that the environment sets (`AWS_ENDPOINT_URL` and its kin), to AWS. */
  readonly tasks?: 'none' | 'endpoints' | 'aws';
  /** A mock file of Step Functions Local: its path, its text or its value. */
  readonly mockConfig?: string | object;
  /**
   * Memory by default; a file, which wants Node.js 22.13; or a DynamoDB table, at the endpoint of a DynamoDB of one's own or where AWS's SDK is
   * led. Either is made where it is missing, and the next fake goes on with what it holds.
   */
  readonly storage?: 'memory' | { readonly file: string } | { readonly table: string; readonly endpoint?: string };
  /** Whether it is counted which states, rules, retriers and catchers executions come to; a folder: it is written there when the fake is disposed of, a file for each process. */
  readonly coverage?: boolean | string;
}

/** A fake of Step Functions in this process. Dispose of it when it is no longer needed: what still waits holds the process. */
export interface FakeSfn extends AsyncDisposable {
  /** The Lambda handler, for those who mount it themselves. */
  readonly handler: InProcessHandler;
  /** For `new SFNClient(fake.clientConfig())`: requests take no socket. */
  clientConfig(): ClientConfig;
  /** Listens on 127.0.0.1, for child processes and other languages; `env` sends them here. Closed with the fake. */
  listen(o?: { readonly port?: number }): Promise<{ readonly url: string; readonly env: Readonly<Record<string, string>> }>;
  /** Creates a state machine, or updates the one with that name. A definition is an object, a JSON text, or the path or URL of a file in JSON or YAML. Throws AWS's InvalidDefinition. */
  deploy(definition: string | object | URL, o?: DeployOptions): Promise<Machine>;
  /** The run of an execution that this fake moves on, in whatever way it was started; throws where there is none. */
  run(executionArn: string): Run;
  /** Answers the calls that fit `where`: with the answers in turn, the last of which stays. Of several rules the last one that fits wins. */
  on(where: Where, ...then: readonly [RuleAnswer, ...RuleAnswer[]]): Rule;
  /** Takes all rules away. */
  resetRules(): Promise<void>;
  readonly clock: FakeClock;
  /** What waits, that in which something happens soonest first: tokens, activities, timers, retries, jobs, child executions. */
  waiting(where?: WaitingFilter): Promise<Waiting[]>;
  /** What tasks were called with, and what came back, oldest first; the last 1,000. */
  calls(where?: { readonly machine?: string; readonly state?: string }): Call[];
  /** What executions have come to, and what not, since the fake was made: `reset` does not touch it. Throws where `coverage` was not asked for. */
  coverage(machine?: string): Promise<Coverage>;
  /** Forgets executions, rules and calls, and machines unless they are to be kept. Runs from before are of no use any more. */
  reset(o?: { readonly keep?: readonly 'stateMachines'[] }): Promise<void>;
}

/** What a fake answers calls with. */
export interface Rule {
  /** How many calls it has answered. */
  readonly hits: number;
  /** Takes it away again. */
  remove(): void;
}

/** The time of a fake. */
export interface FakeClock {
  /** What time it is: where it is `skip`, each execution is ahead of this by what it has skipped. */
  now(): Date;
  /** Lets so much time pass for all that waits, from one moment at which something happens to the next; also past what a token or an activity may take. */
  advance(duration: Duration): Promise<void>;
  /** With time `manual`: goes to the next moment at which something happens; undefined where nothing will. */
  toNext(): Promise<Date | undefined>;
}

export interface DeployOptions {
  /** The file's name without `.asl.json`, else `machine`. */
  readonly name?: string;
  /** STANDARD by default. */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** Values for the `${Name}` in the definition. */
  readonly substitutions?: Substitutions;
}

/** Makes a fake. Throws ConfigError for options that do not do. */
export function createFakeSfn(o: FakeSfnOptions = {}): FakeSfn {
  const config = configOf(o);
  const { account, region } = config;
  const start = (o.now ?? new Date()).getTime();
  let begun = false;
  const clock = clockFrom(start, () => begun);
  const caller = { account, region, partition: partitionOf(region) };
  const records = createRecords((executionArn) => readHistory(parts.call, executionArn));
  const app = createAppAtOnce(config, { clock, seed: createSeeds(o.seed), observer: records.observer, howToMock });
  const { rules, calls, time, waiting, coverage, reset, exportBundle } = app.workbench;
  /** Where time stands, if it does, in epoch milliseconds. */
  let standing = config.time === 'manual' ? start : undefined;
  begun = true;
  let server: Promise<NodeServer> | undefined;
  const parts: MachineParts = {
    records,
    call: callAws(app.api, caller),
    skip: (request) => time.skip(caller, request),
    exportBundle: (executionArn) => exportBundle(caller, executionArn),
  };
  const handler = createHandler({ api: app.api, account, region, control: app.control, log: jsonLog });
  const credentials = { accessKeyId: account, secretAccessKey: 'fake' };

  return {
    handler,
    clientConfig: () => ({
      endpoint: 'http://fake-sfn.localhost',
      region,
      credentials,
      disableHostPrefix: true,
      requestHandler: createRequestHandler(handler),
    }),
    async listen({ port = 0 } = {}) {
      server ??= startNodeServer(handler, { host: '127.0.0.1', port });
      const { url } = await server;
      return { url, env: environmentOf(url, credentials, region) };
    },
    async deploy(definition, { name, type = 'STANDARD', substitutions } = {}) {
      const { text, fileName } = await definitionText(definition, substitutions);
      const machineName = name ?? fileName ?? 'machine';
      const partition = partitionOf(region);
      const arn = `arn:${partition}:states:${region}:${account}:stateMachine:${machineName}`;
      const roleArn = `arn:${partition}:iam::${account}:role/fake-sfn`;
      try {
        await parts.call('CreateStateMachine', { name: machineName, definition: text, roleArn, type });
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'StateMachineAlreadyExists') throw error;
        await parts.call('UpdateStateMachine', { stateMachineArn: arn, definition: text });
      }
      return createMachine(arn, machineName, parts);
    },
    run: (executionArn) => runWith(executionArn, parts),
    on(where, ...then) {
      const { hits, remove } = rules.addHere(caller, { where, then: then.map(answerOf) });
      return {
        get hits() {
          return hits();
        },
        remove,
      };
    },
    resetRules: () => rules.remove(caller),
    clock: {
      now: () => new Date(standing ?? clock.now()),
      async advance(duration) {
        const { now } = await time.advance(caller, millisOf(duration));
        if (standing !== undefined) standing = now;
      },
      async toNext() {
        const moment = await time.toNext(caller);
        standing = moment ?? standing;
        return moment === undefined ? undefined : new Date(moment);
      },
    },
    waiting: (where) => readWaiting((page) => waiting(caller, page), where),
    calls: (where) => calls.list(caller, where).map(shownCall),
    coverage: (machine) => coverage.read(caller, machine),
    async reset(options) {
      await reset(caller, options);
      records.forget();
    },
    async [Symbol.asyncDispose]() {
      await (await server)?.close();
      await app.close();
    },
  };
}

const howToMock = (state: string): string =>
  `Answer it: fake.on({ state: ${JSON.stringify(state)} }, returns({ … })), or let it out: createFakeSfn({ tasks: 'endpoints' }).`;

/** The settings of a fake: of the environment only endpoints count, where tasks may go there. */
function configOf({ time = 'skip', account, region, tasks = 'none', mockConfig, coverage, storage = 'memory' }: FakeSfnOptions) {
  const endpoints = Object.entries(process.env).filter(([name]) => tasks !== 'none' && name.startsWith('AWS_ENDPOINT_URL'));
  const options = {
    FAKE_SFN_TIME: ['time', time],
    FAKE_SFN_ACCOUNT_ID: ['account', account],
    AWS_REGION: ['region', region],
    FAKE_SFN_TASKS: ['tasks', tasks],
    FAKE_SFN_LOGS: ['logs', 'off'],
    ...storageSettings(storage),
    FAKE_SFN_COVERAGE: ['coverage', coverage?.toString()],
    SFN_MOCK_CONFIG: ['mockConfig', typeof mockConfig === 'object' ? writeJson(mockConfig) : mockConfig],
  };
  const flags: Record<string, FlagValue> = {};
  for (const [name, [flag = '', value]] of Object.entries(options)) if (value !== undefined) flags[name] = { flag, value };
  return readConfig(Object.fromEntries(endpoints), flags);
}

function storageSettings(
  storage: NonNullable<FakeSfnOptions['storage']>,
): Record<string, [flag: string, value: string | undefined]> {
  if (storage === 'memory') return { FAKE_SFN_STORAGE: ['storage', 'memory'] };
  if ('file' in storage) return { FAKE_SFN_STORAGE: ['storage', 'sqlite'], FAKE_SFN_DATA: ['storage.file', storage.file] };
  return {
    FAKE_SFN_STORAGE: ['storage', 'dynamodb'],
    FAKE_SFN_TABLE: ['storage.table', storage.table],
    FAKE_SFN_TABLE_ENDPOINT: ['storage.endpoint', storage.endpoint],
  };
}

/** The machine's time, moved so that it begins at `start`, where it stands until that fake has begun: what is made first is made at that very moment. */
function clockFrom(start: number, hasBegun: () => boolean): Clock {
  const ahead = start - Date.now();
  const clock = createSystemClock({ wall: () => Date.now() + ahead, steady: () => performance.now() });
  return { ...clock, now: () => (hasBegun() ? clock.now() : start) };
}

/** What sends AWS's clients in other processes to a fake. */
function environmentOf(url: string, { accessKeyId, secretAccessKey }: ClientConfig['credentials'], region: string) {
  return {
    AWS_ENDPOINT_URL_SFN: url,
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}
