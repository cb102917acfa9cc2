import { type RealClients, realClients } from './clients.ts';

/** A state machine of the real Step Functions. */
export interface ListedMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: string;
}

/** Which are asked for. */
export interface ListRequest {
  readonly partition: string;
  readonly region: string;
  /** Where it is, if not at AWS's own address. */
  readonly endpoint: string | undefined;
  /** Those of this CloudFormation stack alone. */
  readonly stack: string | undefined;
}

/** AWS throttles whoever asks for many: DescribeStateMachine has 20 requests a second, TagResource's kin 1 — Step Functions quotas. */
const MAX_ATTEMPTS = 8;

/** How many are asked for side by side. */
const SIDE_BY_SIDE = 5;

/**
 * The state machines of an account and region: states:ListStateMachines, DescribeStateMachine and, for a stack, ListTagsForResource. Throws
 * what AWS's client throws. AWS: what a stack has made carries the tag `aws:cloudformation:stack-name` — CloudFormation, Resource tag.
 */
export async function listRealMachines({ partition, region, endpoint, stack }: ListRequest): Promise<ListedMachine[]> {
  const { sdk, clientOf } = await realClients(endpoint, MAX_ATTEMPTS)();
  const client = clientOf({ partition, region });
  const arns: string[] = [];
  for await (const page of sdk.paginateListStateMachines({ client }, {}))
    for (const { stateMachineArn } of page.stateMachines ?? []) if (stateMachineArn !== undefined) arns.push(stateMachineArn);
  const found: ListedMachine[] = [];
  for (let at = 0; at < arns.length; at += SIDE_BY_SIDE) {
    const asked = arns.slice(at, at + SIDE_BY_SIDE);
    const some = await Promise.all(asked.map(async (arn) => (await isOf(stack, arn)) && describe(sdk, client, arn)));
    found.push(...some.filter((machine) => machine !== false && machine !== undefined));
  }
  return found;

  async function isOf(name: string | undefined, resourceArn: string): Promise<boolean> {
    if (name === undefined) return true;
    const { tags = [] } = await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }));
    return tags.some(({ key, value }) => key === 'aws:cloudformation:stack-name' && value === name);
  }
}

async function describe(
  sdk: RealClients['sdk'],
  client: ReturnType<RealClients['clientOf']>,
  stateMachineArn: string,
): Promise<ListedMachine | undefined> {
  const { name, type, definition, status } = await client.send(new sdk.DescribeStateMachineCommand({ stateMachineArn }));
  if (status === 'DELETING' || name === undefined || definition === undefined) return undefined;
  return { arn: stateMachineArn, name, type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD', definition };
}
