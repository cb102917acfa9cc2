import { WorkTooLong } from '#asl/budget.ts';
import { isLongDefinition } from '#asl/long-definition.ts';
import type { ActionContext } from '../action.ts';
import type { AskedTest, Called, Shown, TestStep, WantedCall } from '../aside.ts';
import { type CallFacts, callWithin } from './call-task.ts';
import type { HttpTrace } from './http-trace.ts';

/** Thrown where a test cannot go on without a call. */
export class CallWanted extends Error {
  readonly wanted: WantedCall;

  constructor(wanted: WantedCall) {
    super('a call is to be made');
    this.name = 'CallWanted';
    this.wanted = wanted;
  }
}

/** Answers the call of a test with what is known of it; throws CallWanted where nothing is. */
export const callKnown =
  (called: Called | undefined) =>
  async (millis: number, { trace, ...call }: CallFacts): Promise<Called['result']> => {
    if (called === undefined)
      throw new CallWanted({ millis, call, ...(trace === undefined ? {} : { revealSecrets: trace.revealSecrets }) });
    for (const shown of called.shown) {
      if ('sending' in shown) trace?.sending(shown.sending);
      else trace?.received(shown.received);
    }
    return called.result;
  };

/** How many UUIDs a test takes at most. */
const UUIDS = 16;

/** Tests a state here as long as that is little work, and aside from then on: from the beginning, with the call that has been made. */
export async function testHereOrAside(
  request: { readonly definition: string },
  context: ActionContext,
  parts: { readonly here: (asked: AskedTest) => Promise<TestStep>; readonly aside: (asked: AskedTest) => Promise<TestStep> },
): Promise<object> {
  const { caller, callTask } = context;
  const facts = { request, caller, now: context.now(), uuids: Array.from({ length: UUIDS }, context.uuid) };
  let called: Called | undefined;
  let isHere = !isLongDefinition(request.definition);
  for (;;) {
    const known = called === undefined ? {} : { called };
    const asked = { ...facts, ...known, remainingMillis: context.remainingMillis() };
    try {
      const made = await (isHere
        ? parts.here({ ...asked, patience: 'elsewhere' })
        : parts.aside({ ...asked, patience: 'patient' }));
      if ('answer' in made) return made.answer;
      called = await make(made.wanted, callTask);
    } catch (error) {
      if (!(error instanceof WorkTooLong)) throw error;
      isHere = false;
    }
  }
}

async function make({ millis, call, revealSecrets }: WantedCall, callTask: ActionContext['callTask']): Promise<Called> {
  const shown: Shown[] = [];
  const sending: HttpTrace['sending'] = (request) => void shown.push({ sending: request });
  const received: HttpTrace['received'] = (response) => void shown.push({ received: response });
  const trace = revealSecrets === undefined ? {} : { trace: { revealSecrets, sending, received } };
  return { result: await callWithin(millis, callTask, { ...call, ...trace }), shown };
}
