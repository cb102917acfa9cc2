import type { ComponentChildren } from 'preact';
import { Copyable } from './copyable.tsx';

/** A term, and what is said under it. */
export type Fact = readonly [term: string, said: ComponentChildren];

/** What is to be known of something at a glance, and its ARN. */
export const Facts = ({ facts, arn }: { readonly facts: readonly Fact[]; readonly arn: string }) => (
  <dl class="facts">
    {facts.map(([term, said]) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>{said}</dd>
      </div>
    ))}
    <div class="wide">
      <dt>ARN</dt>
      <dd>
        <Copyable text={arn} what="the ARN" />
      </dd>
    </div>
  </dl>
);
