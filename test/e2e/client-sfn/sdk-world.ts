import { setTimeout } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  type CreateStateMachineCommandInput,
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/** AWS's own client at a fake-sfn, and what it has seen there. */
export interface SdkWorld {
  /** A client of that account (its access key id) in that region. */
  readonly clientOf: (account: string, region?: string) => SFNClient;
  /** The names of the commands that were answered with success. */
  readonly answered: ReadonlySet<string>;
  /** The names of the error classes that were thrown. */
  readonly refusedWith: ReadonlySet<string>;
}

/** Clients of the server at that URL, which is asked for when the first request is sent. */
export function createSdkWorld(url: () => string): SdkWorld {
  const answered = new Set<string>();
  const refusedWith = new Set<string>();
  return {
    answered,
    refusedWith,
    clientOf(account, region = 'us-east-1') {
      const client = new SFNClient({
        endpoint: async () => ({ url: new URL(url()) }),
        region,
        credentials: { accessKeyId: account, secretAccessKey: 'test' },
        disableHostPrefix: true,
        maxAttempts: 1,
      });
      client.middlewareStack.add(
        (next, { commandName = '' }) =>
          async (args) => {
            try {
              const answer = await next(args);
              answered.add(commandName);
              return answer;
            } catch (error) {
              if (error instanceof SFNServiceException) refusedWith.add(error.constructor.name);
              throw error;
            }
          },
        { step: 'initialize' },
      );
      return client;
    },
  };
}

/** A role that no test looks at. */
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/any';

/** A definition of one state, named `Only`. */
export const only = (state: object): object => ({ StartAt: 'Only', States: { Only: { End: true, ...state } } });

/** A definition that ends at once. */
export const PASS = only({ Type: 'Pass' });

/** A definition that does not end while a test runs. */
export const WAIT = only({ Type: 'Wait', Seconds: 3600 });

/** Creates a state machine and returns its ARN. */
export async function createMachine(
  client: SFNClient,
  name: string,
  definition: object,
  more: Partial<CreateStateMachineCommandInput> = {},
): Promise<string> {
  const command = new CreateStateMachineCommand({
    name,
    definition: JSON.stringify(definition),
    roleArn: ROLE_ARN,
    ...more,
  });
  return (await client.send(command)).stateMachineArn ?? '';
}

/** Starts an execution and returns its ARN. */
export async function start(client: SFNClient, stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), name });
  return (await client.send(command)).executionArn ?? '';
}

/** How long to wait between two questions, as a client would. */
const POLL_MILLIS = 20;

/** Asks until the answer is one that the test waits for. */
export async function until<Answer>(ask: () => Promise<Answer>, isEnough: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (isEnough(answer)) return answer;
    await setTimeout(POLL_MILLIS);
  }
}

/** Asks until the execution is closed. */
export const untilClosed = (client: SFNClient, executionArn: string): Promise<DescribeExecutionOutput> =>
  until<DescribeExecutionOutput>(
    () => client.send(new DescribeExecutionCommand({ executionArn })),
    ({ status }) => status !== 'RUNNING',
  );
