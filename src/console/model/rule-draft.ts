import type { Answer, NewRule } from '../client/rules.ts';

/** What a form of the common rules holds, as it was written. */
export interface RuleDraft {
  readonly machine: string;
  readonly state: string;
  readonly execution: string;
  /** `3`, or `2-5`. */
  readonly call: string;
  readonly kind: AnswerKind;
  /** A JSON text. */
  readonly result: string;
  readonly error: string;
  readonly cause: string;
  /** How long the answer takes. */
  readonly seconds: string;
  /** How often, before the call goes to whoever else answers it; '' for always. */
  readonly times: string;
}

export type AnswerKind = 'return' | 'throw' | 'pending' | 'real';

export const NEW_DRAFT: RuleDraft = {
  machine: '',
  state: '',
  execution: '',
  call: '',
  kind: 'throw',
  result: '{}',
  error: 'States.TaskFailed',
  cause: '',
  seconds: '',
  times: '',
};

/** The rule that a form means, or what is wrong with it. */
export function ruleOf(draft: RuleDraft): { readonly rule: NewRule } | { readonly problem: string } {
  const { machine, state, execution, call, kind, result, error, cause, seconds, times } = draft;
  const [, from, to] = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(call.trim()) ?? [];
  if (call.trim() !== '' && from === undefined) return { problem: 'Calls are 3, or 2-5.' };
  if (seconds !== '' && !(Number(seconds) >= 0)) return { problem: 'How long it takes is a number of seconds.' };
  if (times !== '' && !(Number.isInteger(Number(times)) && Number(times) >= 1))
    return { problem: 'How often is a number from 1.' };
  const answers: Readonly<Record<AnswerKind, () => Answer>> = {
    return: () => ({ return: JSON.parse(result) }),
    throw: () => ({ throw: { ...(error !== '' && { error }), ...(cause !== '' && { cause }) } }),
    pending: () => ({ pending: true }),
    real: () => ({ real: true }),
  };
  try {
    const once = answers[kind]();
    const taking: Answer = seconds === '' ? once : { takes: Number(seconds), then: once };
    return {
      rule: {
        where: {
          ...(machine !== '' && { machine }),
          ...(state !== '' && { state }),
          ...(execution !== '' && { execution }),
          ...(from !== undefined && { call: to === undefined ? Number(from) : [Number(from), Number(to)] }),
        },
        then: times === '' ? taking : [{ times: Number(times), then: taking }, { real: true }],
      },
    };
  } catch (problem) {
    return { problem: `The result is no JSON: ${problem instanceof Error ? problem.message : String(problem)}` };
  }
}
