import { randomUUID } from 'node:crypto';
import type { Api, Caller } from '#api/call.ts';
import { parseArn } from '#arn';
import type { Bundle } from './bundle.ts';

/** Asks an action as the caller does. */
type Ask = (action: string, input: object) => Promise<object>;

/** Bundles an execution, with the children of its Map Runs or without. Throws the SfnErrors of DescribeExecution. */
export async function exportBundle(
  api: Api,
  caller: Caller,
  executionArn: string,
  { children } = { children: true },
): Promise<Bundle> {
  const ask: Ask = (action, input) => {
    const remainingMillis = () => Number.POSITIVE_INFINITY;
    return api({ action, input, caller, requestId: randomUUID(), remainingMillis });
  };
  return bundle(ask, executionArn, children);
}

async function bundle(ask: Ask, executionArn: string, withChildren = true): Promise<Bundle> {
  const execution = await ask('DescribeExecution', { executionArn });
  const machine = await ask('DescribeStateMachineForExecution', { executionArn });
  // AWS: GetExecutionHistory knows no EXPRESS executions, not even those that a Map Run has started.
  const hasHistory = parseArn(executionArn)?.kind === 'execution';
  const events = hasHistory ? await all(ask, 'GetExecutionHistory', { executionArn, maxResults: 1_000 }, 'events') : [];
  const children = hasHistory && withChildren ? await childrenOf(ask, executionArn) : [];
  return {
    definition: textIn(machine, 'definition'),
    execution,
    history: { events },
    ...(children.length === 0 ? {} : { children }),
  };
}

async function childrenOf(ask: Ask, executionArn: string): Promise<Bundle[]> {
  const children: Bundle[] = [];
  for (const mapRun of await all(ask, 'ListMapRuns', { executionArn }, 'mapRuns')) {
    const mapRunArn = textIn(mapRun, 'mapRunArn');
    for (const child of await all(ask, 'ListExecutions', { mapRunArn, maxResults: 1_000 }, 'executions'))
      children.push(await bundle(ask, textIn(child, 'executionArn')));
  }
  return children;
}

/** The members of a list, over all its pages. */
async function all(ask: Ask, action: string, input: object, member: string): Promise<object[]> {
  const found: object[] = [];
  for (let token: unknown, isLast = false; !isLast; ) {
    const page = await ask(action, { ...input, ...(token === undefined ? {} : { nextToken: token }) });
    const items: unknown = Reflect.get(page, member);
    if (Array.isArray(items)) found.push(...items);
    token = Reflect.get(page, 'nextToken');
    isLast = token === undefined;
  }
  return found;
}

function textIn(answer: object, member: string): string {
  const value: unknown = Reflect.get(answer, member);
  return typeof value === 'string' ? value : '';
}
