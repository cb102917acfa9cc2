import { isArray, isObject, type JsonObject } from '#json/json.ts';
import { CliError } from '../cli-error.ts';
import type { Server } from './server.ts';

/** The ARN of an execution that is named by its ARN, as `machine/name`, or by its name alone. Throws CliError. */
export async function executionArnOf(server: Server, named: string): Promise<string> {
  if (named.startsWith('arn:')) return named;
  const [machine, name] = named.includes('/') ? named.split('/') : [undefined, named];
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = await server.fake('GET executions', { query: { machine, after, limit: '1000' } });
    const found = objectsIn(page, 'executions').find((execution) => execution.name === name);
    if (found !== undefined) return textIn(found, 'executionArn');
    after = typeof page.next === 'string' ? page.next : undefined;
    isLast = after === undefined;
  }
  throw new CliError(`There is no execution ${named}.`, { exitCode: 1, hint: 'fake-sfn executions lists them' });
}

/** The objects in a list of an answer. */
export const objectsIn = (answer: JsonObject, member: string): JsonObject[] => {
  const list = answer[member];
  return isArray(list) ? list.filter(isObject) : [];
};

/** A text of an answer, '' where it has none. */
export const textIn = (answer: JsonObject, member: string): string => {
  const value = answer[member];
  return typeof value === 'string' ? value : '';
};
