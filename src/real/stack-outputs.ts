import { loadPackage } from '#load-package';

/** The longest that CloudFormation is waited for, and that a connection to it is, in milliseconds: somebody waits for the answer. */
const ANSWER_MILLIS = 10_000;
const CONNECTION_MILLIS = 2_000;

/**
 * The outputs of a stack, by their names: cloudformation:DescribeStacks with the credentials of the process. Throws what AWS's client throws,
 * where there is no such stack as well.
 */
export async function stackOutputs(stack: string, region: string): Promise<ReadonlyMap<string, string>> {
  const sdk = await loadPackage('@aws-sdk/client-cloudformation', () => import('@aws-sdk/client-cloudformation'));
  const requestHandler = { connectionTimeout: CONNECTION_MILLIS, requestTimeout: ANSWER_MILLIS };
  const client = new sdk.CloudFormationClient({ region, maxAttempts: 2, requestHandler });
  try {
    const { Stacks = [] } = await client.send(new sdk.DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks.flatMap(({ Outputs = [] }) => Outputs);
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } finally {
    client.destroy();
  }
}
