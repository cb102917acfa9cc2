import { type Config, STORAGES } from '#config';
import type { Auth } from '#http/authenticate.ts';
import { partitionOf } from '#http/caller.ts';
import { consoleUrl } from './server/console-url.ts';

/** What the banner knows besides the settings. */
interface BannerFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mockWarnings: readonly string[];
}

/** The lines that `serve` prints when it listens: the address, what it runs on, and two commands to try it with. */
export const banner = (config: Config, url: string, { env, mockWarnings }: BannerFacts): string => {
  const { storage, time, mockConfigPath, host, auth, region } = config;
  const account = accountOf(config);
  const partition = partitionOf(region);
  const aws = 'aws stepfunctions';
  const options = `--endpoint-url ${reachable(url)}${auth.mode === 'url' ? `${SECRET}/` : ''} --region ${region}${auth.mode === 'none' ? ' --no-sign-request' : ''}`;
  const definition = '{"StartAt":"Hello","States":{"Hello":{"Type":"Pass","End":true}}}';
  return [
    `fake-sfn listens on ${url}`,
    `  storage  ${STORAGES[storage].says(config)}`,
    `  time     ${TIMES[time]}`,
    `  tasks    ${whereTasksGo(config, env)}`,
    ...(mockConfigPath === undefined ? [] : [`  mocks    ${mockConfigPath}${mistakes(mockWarnings.length)}`]),
    ...(auth.mode === 'none' ? [] : [`  access   only ${doorsOf(auth).join(', or ')}`]),
    `  console  ${consoleUrl(`${reachable(url)}${auth.mode === 'url' ? SECRET : ''}`)}`,
    ...(isLoopback(host) || auth.mode !== 'none'
      ? []
      : ['  Whoever reaches this address can use it: signatures are not checked.']),
    '',
    'Try it:',
    `  ${aws} create-state-machine ${options} --name hello --role-arn arn:${partition}:iam::${account}:role/any --definition '${definition}'`,
    `  ${aws} start-execution ${options} --state-machine-arn arn:${partition}:states:${region}:${account}:stateMachine:hello`,
    '',
  ].join('\n');
};

/** Where the secret of an address stands. */
const SECRET = '/k/<secret>';

/** The account that whoever uses the first of the credentials calls from. */
const accountOf = ({ auth, account }: Config): string => {
  if (!('credentials' in auth) || auth.credentials?.kind !== 'written') return account;
  const [first] = auth.credentials.value;
  return first?.account ?? (/^\d{12}$/.test(first?.accessKeyId ?? '') ? first?.accessKeyId : undefined) ?? account;
};

const whereTasksGo = ({ tasks, taskEndpoints }: Config, env: BannerFacts['env']): string => {
  if (tasks === 'none') return 'nowhere, but to mocks and rules';
  const set = Object.entries(taskEndpoints).map(([name, url]) => `${name}=${url}`);
  const endpoints = set.length === 0 ? '' : ` ${set.join(' ')}`;
  if (tasks === 'aws') return `to AWS, ${credentialSource(env)}${endpoints === '' ? '' : `, but for${endpoints}`}`;
  return endpoints === ''
    ? 'nowhere: no AWS_ENDPOINT_URL_<SERVICE> is set (--tasks aws lets them go to AWS)'
    : `only to${endpoints}`;
};

/** What the SDK takes for its credentials, in its own order, as far as a look at the environment tells. */
const credentialSource = (env: BannerFacts['env']): string => {
  if (env['AWS_PROFILE']) return `as the profile ${env['AWS_PROFILE']}`;
  if (env['AWS_ACCESS_KEY_ID']) return `with the access key id ${env['AWS_ACCESS_KEY_ID']}`;
  if (env['AWS_WEB_IDENTITY_TOKEN_FILE']) return `in the role ${env['AWS_ROLE_ARN'] ?? 'of a web identity'}`;
  if (env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] || env['AWS_CONTAINER_CREDENTIALS_FULL_URI'])
    return 'in the role of this container';
  return 'as the default profile, or in the role of this machine';
};

const mistakes = (count: number): string =>
  count === 0 ? '' : ` (${count} ${count === 1 ? 'mistake' : 'mistakes'}, named above)`;

const TIMES = {
  real: 'real',
  skip: 'skip: waiting takes no time',
  manual: 'manual: it stands still until it is moved',
} as const satisfies Record<Config['time'], string>;

const doorsOf = (auth: Auth): string[] => [
  ...('credentials' in auth && auth.credentials ? ['with a signature of one of the credentials in FAKE_SFN_CREDENTIALS'] : []),
  ...(auth.mode === 'url' ? ['behind /k/ and the secret in FAKE_SFN_URL_SECRET'] : []),
];

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** An address that stands for every interface is none to connect to. */
export const reachable = (url: string): string => url.replace(/\/\/(0\.0\.0\.0|\[::\])(?=:)/, '//localhost');
