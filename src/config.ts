import { type FindSetting, readAuth } from '#http/auth-settings.ts';
import type { Auth } from '#http/authenticate.ts';
import { endpointOf, type TaskEndpoints, taskEndpointsIn } from './task-endpoints.ts';

/** Every setting, checked. */
export interface Config {
  readonly storage: 'memory' | 'dynamodb' | 'sqlite';
  /** The path of SQLite's file. */
  readonly data: string;
  /** The DynamoDB table's name. */
  readonly table: string;
  /** Where that table is, if it is not at AWS. */
  readonly tableEndpoint?: string;
  /** Whether the table is created where it is missing: not in a deployed function, whose template has it. */
  readonly createsTable: boolean;
  /** After how many days what belongs to a closed execution is deleted. AWS: 90. */
  readonly retentionDays: number;
  /** How many closed executions are kept in memory, or in a file. */
  readonly maxExecutions: number;
  /** What moves executions on between requests. */
  readonly wake: 'timer' | 'sqs' | 'poll';
  /** Where wake messages go; there whenever `wake` is `sqs`. */
  readonly queueUrl?: string;
  /** How often a schedule has the function look for what is due; none: none does. */
  readonly sweepSeconds?: number;
  /** How time goes in an account that has not set it otherwise. */
  readonly time: 'real' | 'skip' | 'manual';
  /** After so many seconds without a word from the process that makes a call, another one makes it again: longer than any call takes. */
  readonly leaseSeconds: number;
  /** Whether each execution has a line on the terminal of the local server. */
  readonly executionLines: boolean;
  /** Whether its states have one too. */
  readonly verbose: boolean;
  /** Where log events go of state machines that want to be logged: their CloudWatch log group, standard output, nowhere. */
  readonly logs: 'cloudwatch' | 'stdout' | 'off';
  /** Name or ARN of the event bus that is told when an execution's status changes. */
  readonly eventBus?: string;
  /** The source of those events. AWS: `aws.states`, which a real bus takes from nobody else. */
  readonly eventSource: string;
  /** Who gets in. Holds secrets: not for logs. */
  readonly auth: Auth;
  /** 12 digits: the account of callers whose access key id is none. */
  readonly account: string;
  /** The region of requests that are not signed. */
  readonly region: string;
  /** Path of a Step Functions Local mock file, as given. */
  readonly mockConfigPath?: string;
  /** Where tasks without a mock may go: to the endpoints that are set, to AWS as well, nowhere. */
  readonly tasks: 'endpoints' | 'aws' | 'none';
  /** `AWS_ENDPOINT_URL` and its kin by variable name: where tasks go. The SDK reads them itself. */
  readonly taskEndpoints: TaskEndpoints;
  /** Hosts, `host` or `host:port`, that tasks may call besides those that they may anyway. */
  readonly allowedHosts: readonly string[];
  /** Whether it is counted which places of their definitions executions come to. */
  readonly coverage: boolean;
  /** Where that is written when the process ends. */
  readonly coverageFolder?: string;
  /** Whether definitions of state machines that are not here are fetched from the real Step Functions. */
  readonly import: 'none' | 'aws';
  /** Where that is, if it is not at AWS's own address. */
  readonly importEndpoint?: string;
  /** Names that this server may be called by, besides those that no web page elsewhere can take; none: any, in a deployed function. */
  readonly hostNames?: readonly string[];
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Whether this is a Lambda function, in AWS or in SAM local: nothing runs between its requests. */
  readonly inLambda: boolean;
}

/** What others than the wiring need to know of a storage. */
interface StorageFacts {
  /** What is in it outlives the process: it may have work of others, and of a process that has died. */
  readonly outlivesProcess: boolean;
  /** What it is, in a few words. */
  readonly says: (config: Pick<Config, 'table' | 'data'>) => string;
}

/** Every storage. */
export const STORAGES = {
  memory: { outlivesProcess: false, says: () => 'memory: all is gone when this process ends' },
  dynamodb: { outlivesProcess: true, says: ({ table }) => `DynamoDB table ${table}` },
  sqlite: { outlivesProcess: true, says: ({ data }) => `file ${data} (SQLite)` },
} satisfies Record<Config['storage'], StorageFacts>;

/** Wrong settings: one sentence each, all of them at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** A command line flag that stands for an environment variable, and its value. */
export interface FlagValue {
  /** With its dashes, as the user wrote it. */
  readonly flag: string;
  readonly value: string;
}

/**
 * Reads every setting from an environment; flags, keyed by the variable they stand for, win over it. An empty value counts as
 * not set. Throws ConfigError.
 */
export const readConfig = (
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, FlagValue>> = {},
): Config => {
  const problems: string[] = [];

  const find: FindSetting = (name) => {
    const flag = flags[name];
    if (flag !== undefined) return { label: flag.flag, value: flag.value };
    const value = env[name];
    return value === undefined || value === '' ? undefined : { label: name, value };
  };

  const read = (name: string, otherwise: string, accepts: (value: string) => boolean, allowed: string): string => {
    const found = find(name);
    if (found === undefined) return otherwise;
    if (!accepts(found.value)) problems.push(`${found.label} is ${quote(found.value)}, but must be ${allowed}.`);
    return found.value;
  };

  const choose = <Choice extends string>(name: string, choices: readonly Choice[], otherwise: Choice): Choice => {
    const value = read(name, otherwise, (given) => choices.some((choice) => choice === given), choices.join(' or '));
    return choices.find((choice) => choice === value) ?? otherwise;
  };

  const readHosts = (name: string): string[] =>
    read(name, '', areHosts, 'hosts, with or without a port, between commas')
      .split(',')
      .flatMap((host) => (host.trim() === '' ? [] : [host.trim().toLowerCase()]));

  /** The first of these names that is set: the later ones are those of Step Functions Local. */
  const firstOf = (...names: readonly string[]): string => names.find((name) => find(name) !== undefined) ?? names[0] ?? '';

  const inLambda = find('AWS_LAMBDA_FUNCTION_NAME') !== undefined;
  const wake = choose('FAKE_SFN_WAKE', ['timer', 'sqs', 'poll'], inLambda ? 'poll' : 'timer');
  const queueUrl = read('FAKE_SFN_QUEUE_URL', '', isHttpUrl, 'the http(s) URL of a queue');
  if (wake === 'timer' && inLambda && find('AWS_SAM_LOCAL')?.value !== 'true')
    problems.push('FAKE_SFN_WAKE is "timer", but timers stop with a Lambda function: use sqs or poll.');
  if (wake !== 'timer' && !inLambda)
    problems.push(`FAKE_SFN_WAKE is "${wake}", which is for Lambda: a process that stays has timers.`);
  if (wake === 'sqs' && queueUrl === '')
    problems.push('FAKE_SFN_QUEUE_URL is not set, but FAKE_SFN_WAKE=sqs needs the URL of a queue.');
  // Who names a file wants it to be used.
  const storage = choose(
    'FAKE_SFN_STORAGE',
    ['memory', 'dynamodb', 'sqlite'],
    find('FAKE_SFN_DATA') === undefined ? 'memory' : 'sqlite',
  );
  if (storage === 'sqlite' && inLambda)
    problems.push('FAKE_SFN_STORAGE is "sqlite", but the files of a Lambda function do not stay: use dynamodb.');
  const sweepSeconds = Number(read('FAKE_SFN_SWEEP_SECONDS', '0', isSweep, 'a whole number of seconds from 60 to 600'));
  const eventBus = read('FAKE_SFN_EVENT_BUS', '', isEventBus, 'the name or the ARN of an event bus');
  const ownTableEndpoint = read('FAKE_SFN_TABLE_ENDPOINT', '', isHttpUrl, 'the http(s) URL of a DynamoDB');
  const importEndpoint = read('FAKE_SFN_IMPORT_ENDPOINT', '', isHttpUrl, 'the http(s) URL of a Step Functions');
  const mockConfigPath = read('SFN_MOCK_CONFIG', '', (value) => value !== '', 'the path of a file');

  const coverage = read('FAKE_SFN_COVERAGE', 'false', (value) => value !== '', 'true, false or a folder');

  const taskEndpoints = readEndpoints(env, !inLambda, problems);
  const tableEndpoint = ownTableEndpoint || endpointOf('DYNAMODB', taskEndpoints);
  // Nothing that nobody has switched on reaches AWS.
  const logs = choose(
    'FAKE_SFN_LOGS',
    ['cloudwatch', 'stdout', 'off'],
    inLambda || endpointOf('CLOUDWATCH_LOGS', taskEndpoints) !== undefined ? 'cloudwatch' : 'off',
  );

  const config: Config = {
    storage,
    data: read('FAKE_SFN_DATA', 'fake-sfn.sqlite', (value) => !value.includes('\0'), 'the path of a file'),
    table: read('FAKE_SFN_TABLE', 'fake-sfn', isTableName, '3 to 255 of the characters a-z, A-Z, 0-9, "_", "-" and "."'),
    ...(tableEndpoint === undefined ? {} : { tableEndpoint }),
    createsTable: !inLambda || find('AWS_SAM_LOCAL')?.value === 'true',
    retentionDays: Number(read('FAKE_SFN_RETENTION_DAYS', '90', isDays, 'a whole number of days from 1 to 3650')),
    maxExecutions: Number(read('FAKE_SFN_MAX_EXECUTIONS', '100000', isCount, 'a whole number from 1 to 100000000')),
    wake,
    ...(queueUrl === '' ? {} : { queueUrl }),
    ...(sweepSeconds === 0 ? {} : { sweepSeconds }),
    // AWS: WAIT_TIME_SCALE makes waiting shorter — Step Functions Local, configuration options. Here it takes no time at all then.
    time: choose('FAKE_SFN_TIME', ['real', 'skip', 'manual'], Number(find('WAIT_TIME_SCALE')?.value ?? 1) < 1 ? 'skip' : 'real'),
    // AWS Lambda lets a call take 15 minutes.
    leaseSeconds: Number(read('FAKE_SFN_LEASE_SECONDS', '960', isLease, 'a whole number of seconds from 1 to 86400')),
    logs,
    executionLines: logs !== 'stdout' && find('FAKE_SFN_LOGS')?.value !== 'off',
    verbose: choose('FAKE_SFN_VERBOSE', ['false', 'true'], 'false') === 'true',
    ...(eventBus === '' ? {} : { eventBus }),
    eventSource: read('FAKE_SFN_EVENT_SOURCE', 'fake.states', isEventSource, 'at most 256 characters without control characters'),
    auth: readAuth(find, problems),
    account: read(
      // SAM local has an account of its own in AWS_ACCOUNT_ID, which nobody chose.
      inLambda ? 'FAKE_SFN_ACCOUNT_ID' : firstOf('FAKE_SFN_ACCOUNT_ID', 'AWS_ACCOUNT_ID'),
      '000000000000',
      (value) => /^\d{12}$/.test(value),
      '12 digits',
    ),
    region: read(firstOf('AWS_REGION', 'AWS_DEFAULT_REGION'), 'us-east-1', isRegion, 'the name of a region, such as us-east-1'),
    ...(mockConfigPath === '' ? {} : { mockConfigPath }),
    tasks: choose('FAKE_SFN_TASKS', ['endpoints', 'aws', 'none'], inLambda ? 'aws' : 'endpoints'),
    taskEndpoints,
    allowedHosts: readHosts('FAKE_SFN_ALLOWED_HOSTS'),
    ...(inLambda && find('AWS_SAM_LOCAL')?.value !== 'true' ? {} : { hostNames: readHosts('FAKE_SFN_HOST_NAMES') }),
    coverage: coverage !== 'false',
    ...(coverage === 'false' || coverage === 'true' ? {} : { coverageFolder: coverage }),
    import: choose('FAKE_SFN_IMPORT', ['none', 'aws'], 'none'),
    ...(importEndpoint === '' ? {} : { importEndpoint }),
    port: Number(read('PORT', '8083', isPort, 'a whole number from 0 to 65535')),
    host: read('HOST', '127.0.0.1', isHost, 'a host name or an IP address, without a port'),
    inLambda,
  };
  if (isThisFake(config)) problems.push('FAKE_SFN_IMPORT_ENDPOINT leads to this fake itself, which would ask itself.');
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
};

const readEndpoints = (
  env: Readonly<Record<string, string | undefined>>,
  knowsLocal: boolean,
  problems: string[],
): TaskEndpoints => {
  const endpoints: Record<string, string> = {};
  for (const { name, as, url } of taskEndpointsIn(env, knowsLocal)) {
    if (!isHttpUrl(url)) problems.push(`${name} is ${quote(url)}, but must be an http(s) URL.`);
    endpoints[as] = url;
  }
  return Object.freeze(endpoints);
};

const isThisFake = ({ importEndpoint, inLambda, host, port }: Config): boolean => {
  if (importEndpoint === undefined || inLambda || !URL.canParse(importEndpoint)) return false;
  const url = new URL(importEndpoint);
  return url.port === String(port) && [host, 'localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
};

const quote = (value: string): string => JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);

const isHttpUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const isEventBus = (value: string): boolean =>
  value.length <= 1600 && /^(arn:aws[\w-]*:events:[a-z]+(-[a-z]+)+-\d+:\d{12}:event-bus\/)?[/.\-_A-Za-z0-9]+$/.test(value);

const isEventSource = (value: string): boolean => /^\P{Cc}{1,256}$/u.test(value);

const isTableName = (value: string): boolean => /^[a-zA-Z0-9_.-]{3,255}$/.test(value);

const isRegion = (value: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);

const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) <= 65_535;

const isLease = (value: string): boolean => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 86_400;

// AWS: a schedule comes every minute at most, and a message 15 minutes later at most.
const isSweep = (value: string): boolean => /^[1-9]\d{1,2}$/.test(value) && Number(value) >= 60 && Number(value) <= 600;

const areHosts = (value: string): boolean =>
  value.split(',').every((host) => /^\s*[\w.-]+(:\d{1,5})?\s*$|^\s*\[[0-9a-fA-F:.]+\](:\d{1,5})?\s*$/.test(host));

const isCount = (value: string): boolean => /^[1-9]\d{0,8}$/.test(value) && Number(value) <= 100_000_000;

const isDays = (value: string): boolean => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= 3650;

const isHost = (value: string): boolean =>
  /^[a-zA-Z0-9._-]+$/.test(value) || (/^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%\w+)?$/.test(value) && value.split(':').length > 2);
