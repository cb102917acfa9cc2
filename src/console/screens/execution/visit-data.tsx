import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Attempt } from '#control/picture/attempts.ts';
import { durationText } from '#control/picture/duration-text.ts';
import type { StateVisit } from '#control/picture/visits.ts';
import { type Difference, jsonDifference } from '../../model/json-difference.ts';
import { variablesBefore } from '../../model/variables.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { Empty } from '../../parts/states.tsx';

/** What went into a state, what its last call was given and gave, what came out, and what that changed. */
export function VisitData({ visit }: { readonly visit: StateVisit }) {
  const { input, output } = visit;
  const last = visit.attempts.at(-1);
  return (
    <>
      <Part title="Input" text={input} />
      {last && <Part title="Arguments" text={last.arguments} />}
      {last?.result !== undefined && <Part title="Result" text={last.result} />}
      {output === undefined ? (
        <p class="faint">It has no output: it was not left{visit.type === 'Fail' ? ', as it never is' : ''}.</p>
      ) : (
        <Part title="Output" text={output} />
      )}
      {input !== undefined && output !== undefined && <Changes before={input} after={output} />}
    </>
  );
}

const Part = ({
  title,
  text,
  isOpen = true,
}: {
  readonly title: string;
  readonly text: string | undefined;
  readonly isOpen?: boolean;
}) =>
  text === undefined ? null : (
    <details class="part" open={isOpen}>
      <summary>
        {title} <span class="faint number">{sizeText(text)}</span>
      </summary>
      <JsonView text={text} label={title.toLowerCase()} />
    </details>
  );

/** How many differences are listed. */
const SHOWN = 200;

function Changes({ before, after }: { readonly before: string; readonly after: string }) {
  const differences = useMemo(() => jsonDifference(before, after), [before, after]);
  if (differences === undefined) return null;
  return (
    <details class="part" open>
      <summary>
        Changes <span class="faint number">{differences.length === 0 ? 'none' : differences.length}</span>
      </summary>
      {differences.length === 0 ? (
        <p class="faint">What came out is what went in.</p>
      ) : (
        <ul class="differences">
          {differences.slice(0, SHOWN).map((each) => (
            <DifferenceLine key={each.path} {...each} />
          ))}
          {differences.length > SHOWN && <li class="faint">and {differences.length - SHOWN} more</li>}
        </ul>
      )}
    </details>
  );
}

const DifferenceLine = ({ path, before, after }: Difference) => (
  <li>
    <code>{path}</code>
    {before !== undefined && <del title="before">{short(before)}</del>}
    {after !== undefined && <ins title="after">{short(after)}</ins>}
  </li>
);

/** The calls that a state has made, the last one last. */
export const Attempts = ({ visit: { attempts } }: { readonly visit: StateVisit }) => (
  <ol class="attempts">
    {attempts.map((attempt, index) => (
      <li key={attempt.scheduledAt + attempt.resource}>
        <AttemptFacts attempt={attempt} />
        <Part title="Arguments" text={attempt.arguments} isOpen={index === attempts.length - 1} />
        {attempt.submitted !== undefined && <Part title="Submitted" text={attempt.submitted} isOpen={false} />}
        {attempt.result !== undefined && <Part title="Result" text={attempt.result} isOpen={index === attempts.length - 1} />}
      </li>
    ))}
  </ol>
);

function AttemptFacts({ attempt: { resource, scheduledAt, endedAt, error, cause, result } }: { readonly attempt: Attempt }) {
  const how: ComponentChildren =
    error !== undefined ? (
      <span class="outcome failed">
        {error}
        {cause ? `: ${short(cause)}` : ''}
      </span>
    ) : result !== undefined ? (
      <span class="outcome succeeded">answered</span>
    ) : (
      <span class="outcome waiting">no answer yet</span>
    );
  return (
    <p>
      <code>{resource}</code> {how}
      {endedAt !== undefined && <span class="faint"> after {durationText(endedAt - scheduledAt)}</span>}
    </p>
  );
}

/** The variables that a state saw, and those that it assigned. */
export function VisitVariables({ visit }: { readonly visit: StateVisit }) {
  const before = useMemo(() => variablesBefore(visit), [visit]);
  const assigned = Object.entries(visit.assigned ?? {});
  if (before.size === 0 && assigned.length === 0) return <Empty title="No variables have been assigned yet" />;
  return (
    <>
      {assigned.length > 0 && <h3>Assigned here</h3>}
      {assigned.map(([name, text]) => (
        <Variable key={name} name={name} text={text} was={before.get(name)} />
      ))}
      {before.size > 0 && <h3>As the state began</h3>}
      {[...before].map(([name, text]) => (
        <Variable key={name} name={name} text={text} />
      ))}
    </>
  );
}

const Variable = ({ name, text, was }: { readonly name: string; readonly text: string; readonly was?: string | undefined }) => (
  <div class="variable">
    <code>${name}</code>
    {was !== undefined && was !== text && <del title="before">{short(was)}</del>}
    <JsonView text={text} label={name} />
  </div>
);

const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

const sizeText = (text: string): string => (text.length < 1_000 ? `${text.length} B` : `${(text.length / 1_000).toFixed(1)} kB`);
