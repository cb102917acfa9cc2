import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { functionUrlEvent } from '#test/support/proxy-events.ts';

/** The event that a Lambda function gets for a call of the Step Functions API. */
export const eventOfCall = (target: string, input: object) =>
  functionUrlEvent({
    base64: true,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${target}` },
    body: JSON.stringify(input),
  });

/** What call-handler.mjs is to do. */
interface Calls {
  readonly first: readonly object[];
  readonly again?: object;
  readonly calls?: number;
  readonly runs?: number;
}

/** Calls the built Lambda handler in a process of its own, without the Runtime API; gives the answered events per second of each run. Throws when the last answer is an error. */
export async function callHandler(calls: Calls, env: Readonly<Record<string, string>> = {}): Promise<readonly number[]> {
  const script = fileURLToPath(new URL('call-handler.mjs', import.meta.url));
  const settings = { AWS_LAMBDA_FUNCTION_NAME: 'fake-sfn', AWS_REGION: 'us-east-1', FAKE_SFN_AUTH: 'none', ...env };
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(calls)], {
    env: { ...process.env, ...settings },
  });
  const { last, rates } = JSON.parse(stdout);
  if (last?.statusCode !== 200) throw new Error(`the handler answered ${JSON.stringify(last)}`);
  return rates;
}
