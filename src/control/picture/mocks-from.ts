import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Json, JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';

/** How a mock file of Step Functions Local writes what a call came to. */
type Response = { readonly Return: Json } | { readonly Throw: { readonly Error: string; readonly Cause: string } };

/** What a call of a task can come to. */
const SUCCEEDED = /^(Task|LambdaFunction|Activity)Succeeded$/;
const FAILED = /^(Task|LambdaFunction|Activity)(Submit|Start|Schedule)?(Failed|TimedOut)$/;

/** A mock file in which every call of a state is answered as it was, in order. */
export function mocksFrom(
  history: readonly HistoryEvent[],
  { machine, testCase }: { readonly machine: string; readonly testCase: string },
): JsonObject {
  const responses = responsesIn(history);
  const named = [...responses.keys()].map((state) => [state, state]);
  const numbered = [...responses].map(([state, list]) => [
    state,
    Object.fromEntries(list.map((response, call) => [call, response])),
  ]);
  return {
    StateMachines: { [machine]: { TestCases: { [testCase]: Object.fromEntries(named) } } },
    MockedResponses: Object.fromEntries(numbered),
  };
}

/** A rule of the workbench: what a state's calls are answered with, in order. */
export type RecordedRule = {
  readonly where: { readonly machine: string; readonly state: string };
  readonly then: readonly ({ readonly return: Json } | { readonly throw: { readonly error: string; readonly cause: string } })[];
};

/** Rules by which every call of a state is answered as it was, in order. */
export const rulesFrom = (history: readonly HistoryEvent[], machine: string): readonly RecordedRule[] =>
  [...responsesIn(history)].map(([state, list]) => ({
    where: { machine, state: exactly(state) },
    then: list.map((response) =>
      'Return' in response
        ? { return: response.Return }
        : { throw: { error: response.Throw.Error, cause: response.Throw.Cause } },
    ),
  }));

/** A rule takes what stands between slashes for a regular expression. */
const exactly = (state: string): string =>
  /^\/.+\/$/s.test(state) ? `/^${state.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$/` : state;

/** What the calls of each state came to, in order. */
function responsesIn(history: readonly HistoryEvent[]): ReadonlyMap<string, readonly Response[]> {
  const responses = new Map<string, Response[]>();
  const states = new Map<number, string>();
  for (const event of history) {
    const entered = event.type.endsWith('StateEntered') ? event.stateEnteredEventDetails?.name : undefined;
    const state = entered ?? states.get(event.previousEventId);
    if (state === undefined) continue;
    states.set(event.id, state);
    const response = responseOf(event);
    if (response) responses.set(state, [...(responses.get(state) ?? []), response]);
  }
  return responses;
}

function responseOf(event: HistoryEvent): Response | undefined {
  const { output, error, cause } = detailsOf(event);
  if (SUCCEEDED.test(event.type)) return { Return: typeof output === 'string' ? readJson(output) : null };
  if (!FAILED.test(event.type)) return undefined;
  return {
    Throw: { Error: typeof error === 'string' ? error : 'States.TaskFailed', Cause: typeof cause === 'string' ? cause : '' },
  };
}
