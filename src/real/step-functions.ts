import type { RealAlias, RealMachine, RealMachines, Refusal, Told } from '#api/import/real-machines.ts';
import { QUESTION_MILLIS, realClients } from './clients.ts';

/** AWS's ways of saying that somebody asks too often. */
const THROTTLED = /^(Throttl\w*|TooManyRequestsException|RequestLimitExceeded)$/;

/** The real Step Functions, asked with the credentials of the process. */
export function realStepFunctions(endpoint: string | undefined): RealMachines {
  const loaded = realClients(endpoint);
  const options = () => ({ abortSignal: AbortSignal.timeout(QUESTION_MILLIS) });

  return {
    describe: (stateMachineArn, region) =>
      told(async () => {
        const { sdk, clientOf } = await loaded();
        const command = new sdk.DescribeStateMachineCommand({ stateMachineArn });
        const answer = await clientOf(placeOf(stateMachineArn, region)).send(command, options());
        return answer.status === 'DELETING' ? BEING_DELETED : { found: machineOf(answer) };
      }),
    describeAlias: (stateMachineAliasArn, region) =>
      told(async () => {
        const { sdk, clientOf } = await loaded();
        const command = new sdk.DescribeStateMachineAliasCommand({ stateMachineAliasArn });
        return { found: aliasOf(await clientOf(placeOf(stateMachineAliasArn, region)).send(command, options())) };
      }),
  };
}

const placeOf = (arn: string, region: string) => ({ partition: arn.split(':')[1] ?? 'aws', region });

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
