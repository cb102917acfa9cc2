import { durationText } from '#control/picture/duration-text.ts';
import { writeJson } from '#json/write-json.ts';
import type { Answer, Where } from '../client/rules.ts';

/** How much of a value is told in a line. */
const SHOWN = 120;

/** What a rule is about, a phrase for each thing that it says. */
export function whereText({ machine, state, resource, execution, call, per }: Where): readonly string[] {
  const phrases = [
    machine && `state machine ${machine}`,
    state && `state ${state}`,
    resource && `resource ${resource}`,
    execution && `executions ${execution}…`,
    call !== undefined && (typeof call === 'number' ? `call ${call}` : `calls ${call[0]} to ${call[1]}`),
    per && per !== 'execution' && `counted by ${per}`,
  ].filter((phrase) => typeof phrase === 'string' && phrase !== '');
  return phrases.length === 0 ? ['every call'] : phrases.map(String);
}

/** What a rule answers, a sentence's part. */
export function answerText(answer: Answer): string {
  if ('return' in answer) return `returns ${cut(writeJson(answer.return))}`;
  if ('throw' in answer) {
    const { error = 'an error without a name', cause } = answer.throw;
    return `fails with ${error}${cause === undefined ? '' : `: ${cut(cause)}`}`;
  }
  if ('pending' in answer) return 'waits for its token';
  if ('takes' in answer) return `takes ${durationText(answer.takes * 1_000)}, then ${answerText(answer.then)}`;
  if ('times' in answer) return `${answer.times} × ${answerText(answer.then)}`;
  return 'asks the real service';
}

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
