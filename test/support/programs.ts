import { spawnSync } from 'node:child_process';

const works = (command: string, args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Why tests with boto3 cannot run here; `undefined` if they can. */
export const boto3Missing = (): string | undefined =>
  works('python3', ['-c', 'import boto3']) ? undefined : 'python3 with boto3 is not here';

/** Why tests with the AWS CLI cannot run here; `undefined` if they can. */
export const awsCliMissing = (): string | undefined =>
  works('aws', ['--version']) ? undefined : 'the AWS CLI (aws) is not here';

/** Why CloudFormation templates cannot be linted here; `undefined` if they can. */
export const cfnLintMissing = (): string | undefined => (works('cfn-lint', ['--version']) ? undefined : 'cfn-lint is not here');

/** Why templates cannot be validated by the SAM CLI here; `undefined` if they can. */
export const samMissing = (): string | undefined => (works('sam', ['--version']) ? undefined : 'the SAM CLI (sam) is not here');
