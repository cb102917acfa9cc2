import { placeOf } from '#arn';
import { partitionOf } from '#http/caller.ts';
import { listRealMachines } from '#real/list-machines.ts';
import { CliError } from '../cli-error.ts';
import { quietSdk } from '../quiet-sdk.ts';
import type { SeededMachine } from './seeded-machine.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The state machines of the real Step Functions, or of one stack there, asked for with the environment's credentials. Throws CliError. */
export async function readAws(region: string, stack: string | undefined, env: Env): Promise<SeededMachine[]> {
  quietSdk();
  const endpoint = env['FAKE_SFN_IMPORT_ENDPOINT'] || undefined;
  const listed = await listRealMachines({ partition: partitionOf(region), region, endpoint, stack }).catch(refused);
  if (listed.length === 0) {
    const whose = stack === undefined ? '' : ` of the stack ${stack}`;
    throw new CliError(`There are no state machines${whose} in ${region}.`, { hint: '--region says where else to look.' });
  }
  return listed.map(({ arn, name, type, definition }) => {
    const { account } = placeOf(arn);
    return { name, type, definition, region, account, at: { file: arn, line: 1, column: 1 } };
  });
}

function refused(error: unknown): never {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  throw new CliError(`The real Step Functions cannot be asked: ${name}: ${message}`, {
    exitCode: 3,
    hint: 'AWS’s credentials are those of the environment or of AWS_PROFILE; they need states:ListStateMachines, DescribeStateMachine and ListTagsForResource.',
  });
}
