import { stackOutputs } from '#real/stack-outputs.ts';
import { CliError } from '../cli-error.ts';
import { quietSdk } from '../quiet-sdk.ts';

/** Where a stack of infra/template.yaml says its fake is. Throws CliError. */
export async function stackEndpoint(stack: string, region: string): Promise<string> {
  quietSdk();
  const outputs = await stackOutputs(stack, region).catch((error: unknown) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    throw new CliError(`The stack ${stack} cannot be looked at in ${region}: ${name}: ${message}`, {
      exitCode: 3,
      hint: 'AWS’s credentials are those of the environment or of AWS_PROFILE; they need cloudformation:DescribeStacks. --region says where to look.',
    });
  });
  const endpoint = outputs.get('Endpoint');
  if (endpoint === undefined || !/^https?:/.test(endpoint))
    throw new CliError(`The stack ${stack} has no output Endpoint, as that of fake-sfn's template has.`, {
      exitCode: 1,
      hint: `It has ${[...outputs.keys()].join(', ') || 'no outputs'}. --endpoint says where another one is.`,
    });
  return endpoint;
}
