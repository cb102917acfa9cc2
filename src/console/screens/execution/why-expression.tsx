import { explainVisit } from '../../client/explain.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole, useHref } from '../../console-context.ts';
import { Expression } from '../../parts/expression.tsx';

/** Which expression has failed, and what in it: the state is evaluated again as it was. */
export function WhyExpression({ executionArn }: { readonly executionArn: string }) {
  const { client } = useConsole();
  const href = useHref();
  const { value, error } = useAsked(
    `explanation of ${executionArn}`,
    () => explainVisit(client, { executionArn }),
    ({ executions }) => executions.has(executionArn),
  );
  // What its history says stands above.
  if (error !== undefined || value === undefined) return null;
  const { broke, fields, state = '' } = value;
  const field = fields.find((each) => each.broke);
  return (
    <div class="why" role="group" aria-label="The expression">
      {broke && field && (
        <>
          <p>
            <strong>{field.field}</strong>
            {broke.char !== undefined && `, char ${broke.char}`}: {broke.says}
          </p>
          {field.text !== '' && <Expression text={field.text} part={field.trace} broke={field.broke} />}
        </>
      )}
      <p>
        <a href={href({ screen: 'playground', options: { execution: executionArn, state } })}>Open it in the playground</a>
      </p>
    </div>
  );
}
