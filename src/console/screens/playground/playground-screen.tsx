import { executionNameOf } from '#arn';
import type { SituationShown } from '#control/explain/situation-shown.ts';
import { type Draft, explainVisit } from '../../client/explain.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole, useHref } from '../../console-context.ts';
import { prettyJson } from '../../model/pretty-json.ts';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Answered } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { EXAMPLES, KIND_TITLES, KINDS, type Kind } from './examples.ts';
import { Playground } from './playground.tsx';

/** Where expressions and states are tried out: an example, or a state of an execution as it was. */
export function PlaygroundScreen() {
  useTitle('Playground');
  const { route } = useConsole();
  const href = useHref();
  const { execution = '', state = '', event = '', kind: wanted = 'jsonata', expression = '', input = '' } = route.options;
  const kind = KINDS.find((each) => each === wanted) ?? 'jsonata';
  return (
    <>
      {execution !== '' && (
        <Crumbs
          ways={[
            { href: href({ screen: 'machines' }), title: 'State machines' },
            {
              href: href({ screen: 'executions', arn: execution, options: { state: event === '' ? state : '', visit: event } }),
              title: <span class="name">{executionNameOf(execution)}</span>,
            },
          ]}
        />
      )}
      <h1>Playground</h1>
      <nav class="choices" aria-label="What to try out">
        {KINDS.map((each) => (
          <a
            key={each}
            class="button"
            href={href({ screen: 'playground', options: { kind: each } })}
            aria-current={execution === '' && each === kind ? 'page' : undefined}
          >
            {KIND_TITLES[each]}
          </a>
        ))}
      </nav>
      {execution === '' ? (
        <Playground key={kind} name={kind} start={startOf(kind, expression, input)} />
      ) : (
        <OfExecution key={`${execution} ${state} ${event}`} executionArn={execution} state={state} event={event} />
      )}
    </>
  );
}

/** What an address says, or else an example. */
function startOf(kind: Kind, expression: string, input: string): Draft {
  const example = EXAMPLES[kind];
  return expression === '' || example.of === 'state' ? example : { ...example, expression, input: input === '' ? '{}' : input };
}

function OfExecution({
  executionArn,
  state,
  event,
}: {
  readonly executionArn: string;
  readonly state: string;
  readonly event: string;
}) {
  const { client } = useConsole();
  const visit = { executionArn, state: state || undefined, event: event === '' ? undefined : Number(event) };
  const asked = useAsked(
    `situation ${executionArn} ${state} ${event}`,
    () => explainVisit(client, visit),
    () => false,
  );
  return (
    <Answered asked={asked} what="what the state saw">
      {(known) => {
        const { state: found = state, situation } = known;
        return <Playground name={`${executionArn} ${found} ${event}`} start={draftOf(found, situation)} known={known} />;
      }}
    </Answered>
  );
}

function draftOf(state: string, situation: SituationShown | undefined): Draft {
  const { definition = '', input = '{}', variables = '', context = '', result = '', errorOutput = '' } = situation ?? {};
  return {
    of: 'state',
    expression: '',
    state,
    definition: prettyJson(definition),
    input: prettyJson(input),
    variables: prettyJson(variables),
    context: prettyJson(context),
    result: prettyJson(result),
    errorOutput: prettyJson(errorOutput),
  };
}
