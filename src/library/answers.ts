import type { Answer, RuleCall as AskedCall } from '#control/rules/rule.ts';
import type { Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { type Duration, millisOf } from './duration.ts';
import { plain } from './plain.ts';

/** A call as a function sees it that answers it. */
export interface RuleCall extends Omit<AskedCall, 'input'> {
  /** What the task was called with, any JSON value; integers beyond 2^53 are bigints. */
  readonly input: unknown;
}

/** What a rule answers a call with: one of the answers below, or a function that gives the result, and throws TaskError to let the task fail. */
export type RuleAnswer = Answer | ((call: RuleCall) => unknown);

/** The task succeeds with this result, any JSON value. */
export const returns = (value: unknown): Answer => ({ return: jsonOf(value) });

/** The task fails. */
export const fails = (error: string, cause?: string): Answer => ({ throw: cause === undefined ? { error } : { error, cause } });

/** Nobody answers: the task waits until its token is reported on, or a timeout strikes. */
export const pending = (): Answer => ({ pending: true });

/** The answer comes so much later, in the time of the execution. */
export const takes = (duration: Duration, then: RuleAnswer): Answer => ({
  takes: millisOf(duration) / 1_000,
  then: answerOf(then),
});

/** The answer is given so many times; then comes what is next in the rule. */
export const times = (count: number, then: RuleAnswer): Answer => ({ times: count, then: answerOf(then) });

/** The service itself answers, where the fake's `tasks` let it. */
export const real = (): Answer => ({ real: true });

/** An answer as rules keep it. */
export const answerOf = (answer: RuleAnswer): Answer =>
  typeof answer === 'function' ? { answer: async (call) => jsonOf(await answer({ ...call, input: plain(call.input) })) } : answer;

/** A value as its JSON text has it; nothing is null. */
export const jsonOf = (value: unknown): Json => readJson(writeJson(value ?? null));
