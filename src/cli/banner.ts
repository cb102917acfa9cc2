import { type Config, STORAGES } from '#config';
import type { Auth } from '#http/authenticate.ts';
import { partitionOf } from '#http/caller.ts';

/** The lines that `serve` prints when it listens: the address, what it runs on, and two commands to try it with. */
export const banner = (config: Config, url: string): string => {
  const { storage, time, mockConfigPath, host, auth, account, region } = config;
  const partition = partitionOf(region);
  const aws = 'aws stepfunctions';
  const options = `--endpoint-url ${reachable(url)} --region ${region}${auth.mode === 'none' ? ' --no-sign-request' : ''}`;
  const definition = '{"StartAt":"Hello","States":{"Hello":{"Type":"Pass","End":true}}}';
  return [
    `fake-sfn listens on ${url}`,
    `  storage  ${STORAGES[storage].says(config)}`,
    `  time     ${time === 'skip' ? 'skip: waiting takes no time' : 'real'}`,
    ...(mockConfigPath === undefined ? [] : [`  mocks    ${mockConfigPath}`]),
    ...(auth.mode === 'none' ? [] : [`  access   only ${doorsOf(auth).join(', or ')}`]),
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

const doorsOf = (auth: Auth): string[] => [
  ...('credentials' in auth && auth.credentials ? ['with a signature of one of the credentials in FAKE_SFN_CREDENTIALS'] : []),
  ...(auth.mode === 'url' ? ['behind /k/ and the secret in FAKE_SFN_URL_SECRET'] : []),
];

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** An address that stands for every interface is none to connect to. */
const reachable = (url: string): string => url.replace(/\/\/(0\.0\.0\.0|\[::\])(?=:)/, '//localhost');
