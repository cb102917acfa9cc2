import { isObject } from './json.ts';
import { MockConfigError } from './mock-config.ts';
import { createS3 } from './s3.ts';
import type { FindOperation } from './sdk/sdk-client.ts';

/** How long the mock file may take to come, in milliseconds. */
const FETCH_MILLIS = 10_000;

/**
 * Gives the text of a mock file that is kept in AWS, where a deployed function has no files of its own: `s3://bucket/key`, or `ssm:/name`
 * for a parameter. Every other setting is a path, and given back. Throws MockConfigError.
 */
export async function fetchMockFile(setting: string, find: FindOperation, region: string): Promise<string> {
  const { bucket, key, parameter } = /^s3:\/\/(?<bucket>[^/]+)\/(?<key>.+)$|^ssm:(?<parameter>.+)$/s.exec(setting)?.groups ?? {};
  const signal = AbortSignal.timeout(FETCH_MILLIS);
  try {
    if (bucket !== undefined) {
      const { chunks } = await createS3(find).read({ region, signal }, { Bucket: bucket, Key: key });
      const bytes: Uint8Array[] = [];
      for await (const chunk of chunks) bytes.push(chunk);
      return Buffer.concat(bytes).toString('utf8');
    }
    return parameter === undefined ? setting : await readParameter(parameter, find, { region, signal });
  } catch (error) {
    throw new MockConfigError(
      `The mock configuration ${setting} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}

async function readParameter(
  name: string,
  find: FindOperation,
  at: { readonly region: string; readonly signal: AbortSignal },
): Promise<string> {
  const operation = await find('ssm', 'getParameter');
  if (operation.kind === 'missing') throw new Error(operation.cause);
  const result = await operation.send(
    { Name: name, WithDecryption: true },
    { ...at, roleArn: undefined, maxAnswerBytes: Number.POSITIVE_INFINITY },
  );
  if (result.kind === 'error') throw result.error;
  const { Parameter } = result.output;
  return isObject(Parameter) ? String(Parameter['Value']) : '';
}
