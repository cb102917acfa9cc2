import type { SFNClient } from '@aws-sdk/client-sfn';
import type { RealAlias, RealMachine, RealMachines, Refusal, Told } from '#api/import/real-machines.ts';
import { loadPackage } from '#load-package';

/** How long a question may take with its repetition, and how long a connection, in milliseconds: somebody waits for it. */
const QUESTION_MILLIS = 5_000;
const CONNECTION_MILLIS = 1_500;

/** What ends the names of AWS's hosts. AWS: Service endpoints of each partition — AWS General Reference; the isolated ones are (inferred) from the SDK. */
const DNS_SUFFIXES: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
};

/** AWS's ways of saying that somebody asks too often. */
const THROTTLED = /^(Throttl\w*|TooManyRequestsException|RequestLimitExceeded)$/;

/**
 * The real Step Functions, asked with the credentials of the process; its client is loaded with the first question. AWS_ENDPOINT_URL and
 * AWS_ENDPOINT_URL_SFN do not count: in an account where they are set they lead to this very fake.
 */
export function realStepFunctions(endpoint: string | undefined): RealMachines {
  const load = async () => {
    const sdk = await loadPackage('@aws-sdk/client-sfn', () => import('@aws-sdk/client-sfn'));
    const clients = new Map<string, SFNClient>();
    const clientOf = (arn: string, region: string): SFNClient => {
      const [, partition = 'aws'] = arn.split(':');
      const url = endpoint ?? `https://states.${region}.${DNS_SUFFIXES[partition] ?? 'amazonaws.com'}`;
      const known = clients.get(`${url} ${region}`);
      if (known) return known;
      const requestHandler = { connectionTimeout: CONNECTION_MILLIS, requestTimeout: QUESTION_MILLIS };
      const client = new sdk.SFNClient({ region, endpoint: url, maxAttempts: 2, requestHandler });
      clients.set(`${url} ${region}`, client);
      return client;
    };
    return { sdk, clientOf };
  };
  let loading: ReturnType<typeof load> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  const options = () => ({ abortSignal: AbortSignal.timeout(QUESTION_MILLIS) });

  return {
    describe: (stateMachineArn, region) =>
      told(async () => {
        const { sdk, clientOf } = await loaded();
        const command = new sdk.DescribeStateMachineCommand({ stateMachineArn });
        const answer = await clientOf(stateMachineArn, region).send(command, options());
        return answer.status === 'DELETING' ? BEING_DELETED : { found: machineOf(answer) };
      }),
    describeAlias: (stateMachineAliasArn, region) =>
      told(async () => {
        const { sdk, clientOf } = await loaded();
        const command = new sdk.DescribeStateMachineAliasCommand({ stateMachineAliasArn });
        return { found: aliasOf(await clientOf(stateMachineAliasArn, region).send(command, options())) };
      }),
  };
}

const BEING_DELETED = { refusal: { kind: 'missing', says: 'StateMachineDeleting: it is being deleted there' } } as const;

async function told<Found>(question: () => Promise<Told<Found>>): Promise<Told<Found>> {
  try {
    return await question();
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

function refusalOf(error: unknown): Refusal {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const says = message === '' ? name : `${name}: ${message}`;
  if (THROTTLED.test(name)) return { kind: 'throttled', says };
  return { kind: /^(StateMachineDoesNotExist|ResourceNotFound)$/.test(name) ? 'missing' : 'failed', says };
}

type Describe = import('@aws-sdk/client-sfn').DescribeStateMachineCommandOutput;
type DescribeAlias = import('@aws-sdk/client-sfn').DescribeStateMachineAliasCommandOutput;

function machineOf(answer: Describe): RealMachine {
  const { definition = '', roleArn = '', type, revisionId, description, creationDate } = answer;
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = answer;
  return {
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    definition,
    roleArn,
    settings: {
      ...(loggingConfiguration && { loggingConfiguration }),
      ...(tracingConfiguration && { tracingConfiguration }),
      ...(encryptionConfiguration && { encryptionConfiguration }),
    },
    revisionId,
    description,
    creationTime: creationDate?.getTime() ?? 0,
  };
}

function aliasOf({ description, routingConfiguration = [], creationDate, updateDate }: DescribeAlias): RealAlias {
  return {
    description,
    routing: routingConfiguration.flatMap(({ stateMachineVersionArn, weight = 0 }) =>
      stateMachineVersionArn === undefined ? [] : [{ stateMachineVersionArn, weight }],
    ),
    creationTime: creationDate?.getTime() ?? 0,
    updateTime: updateDate?.getTime() ?? 0,
  };
}
