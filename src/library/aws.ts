import { randomUUID } from 'node:crypto';
import type { Api, ApiCall, Caller } from '#api/call.ts';

/** Calls an action as the account of the fake, and gives its answer; throws the API's error, whose `name` is AWS's code. */
export type CallAws = (
  action: string,
  input: object,
  beginning?: ApiCall['beginning'],
) => Promise<Readonly<Record<string, unknown>>>;

/** Calls straight into the API: what a client would send and read again stays values. */
export const callAws =
  (api: Api, caller: Caller): CallAws =>
  async (action, input, beginning) => ({
    ...(await api({
      action,
      input,
      caller,
      requestId: randomUUID(),
      remainingMillis: () => Number.POSITIVE_INFINITY,
      beginning,
    })),
  });

/** A member of an answer that is a text. */
export function textIn(answer: Readonly<Record<string, unknown>>, name: string): string {
  const text = answer[name];
  if (typeof text !== 'string') throw new TypeError(`The answer has no ${name}`);
  return text;
}
