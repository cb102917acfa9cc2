import { machineNameOf, parseArn, readArn, stateMachineOf } from '#arn';
import type { TaskCall } from '#integrations/integration.ts';
import { taskSuffix } from '#integrations/task-resource.ts';
import { namePattern } from './name-pattern.ts';
import type { Answer, Where } from './rule.ts';

/** Whether a call is one that a rule is about, whichever of them it is. */
export function fits({ machine, state, resource, execution }: Where, call: TaskCall): boolean {
  return (
    (machine === undefined || isMachine(machine, call.stateMachineArn)) &&
    (state === undefined || namePattern(state).matches(call.state)) &&
    (resource === undefined || isResource(resource, call.resource)) &&
    (execution === undefined || nameOf(call.executionArn).startsWith(execution))
  );
}

/** Whether `wanted`, a name or an ARN, is the state machine with that ARN. */
export const isMachine = (wanted: string, stateMachineArn: string): boolean =>
  wanted.startsWith('arn:') ? wanted === stateMachineOf(stateMachineArn) : wanted === machineNameOf(stateMachineArn);

function isResource(wanted: string, resource: string): boolean {
  if (wanted.startsWith('arn:')) return wanted === resource;
  const task = readArn(resource)?.resource ?? '';
  return wanted === task || wanted === task.slice(0, task.length - taskSuffix(task).length);
}

function nameOf(executionArn: string): string {
  const arn = parseArn(executionArn);
  return arn !== undefined && 'name' in arn ? arn.name : '';
}

/** Whether the call with this number, from 1, is one of those that a rule wants. */
export function isWanted(call: Where['call'], number: number): boolean {
  if (call === undefined) return true;
  const [from, to] = typeof call === 'number' ? [call, call] : call;
  return from <= number && number <= to;
}

/** What is counted apart for a rule that counts per execution, state machine or account. */
export function countedIn({ per = 'execution' }: Where, { executionArn, stateMachineArn }: TaskCall): string {
  return { execution: executionArn, machine: stateMachineOf(stateMachineArn), account: '' }[per];
}

/** The answer to the hit with this number, from 1: a list is used up in order, and its last member stays. */
export function answerTo(answers: readonly Answer[], hit: number): Answer | undefined {
  let left = hit;
  let last: Answer | undefined;
  for (const answer of answers) {
    const [times, then] = 'times' in answer ? [answer.times, answer.then] : [1, answer];
    last = then;
    if (left <= times) return then;
    left -= times;
  }
  return last;
}
