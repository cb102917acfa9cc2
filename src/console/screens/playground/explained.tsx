import { useState } from 'preact/hooks';
import type { Part } from '#asl/trace/part.ts';
import type { Shown } from '#asl/trace/shown.ts';
import type { ExplainedField, Explanation, Outcome } from '#control/explain/explanation.ts';
import { shownText } from '../../model/shown-text.ts';
import { Expression } from '../../parts/expression.tsx';
import { Icon } from '../../parts/icon.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { TraceTree } from './trace-tree.tsx';

/** How many fields are open at first. */
const OPEN_FIELDS = 4;

/** What expressions have come to: how it ends, what broke, and each expression with its parts. */
export function Explained({ explanation }: { readonly explanation: Explanation }) {
  const { fields, unasked, outcome, broke } = explanation;
  return (
    <>
      {broke && (
        <p class="broke-line" role="alert">
          <Icon name="cross" /> <strong>{broke.field}</strong>
          {broke.char !== undefined && `, char ${broke.char}`}: {broke.says}
        </p>
      )}
      <OutcomeView outcome={outcome} />
      {fields.map((field, index) => (
        <FieldView
          key={field.field}
          field={field}
          hasError={outcome.kind !== 'failed'}
          isOpen={field.broke !== undefined || index < OPEN_FIELDS}
        />
      ))}
      {unasked.length > 0 && <p class="faint">Not come to: {unasked.join(', ')}</p>}
    </>
  );
}

function FieldView({
  field,
  isOpen,
  hasError,
}: {
  readonly field: ExplainedField;
  readonly isOpen: boolean;
  /** Whether the error is not told already. */
  readonly hasError: boolean;
}) {
  const { field: name, text, trace, value, broke, error } = field;
  const [chosen, choose] = useState<Part>();
  return (
    <details class="part explained" open={isOpen}>
      <summary>
        <span class={`outcome ${broke ? 'failed' : 'succeeded'}`}>
          <Icon name={broke ? 'cross' : 'check'} />
        </span>{' '}
        {name} {value && <code class="faint">{shownText(value)}</code>}
      </summary>
      {text !== '' && <Expression text={text} part={trace} broke={broke} chosen={chosen} choose={choose} />}
      {broke && <p class="broke-says">{broke.says}</p>}
      {error && hasError && (
        <p class="faint">
          {error.error}: {error.cause}
        </p>
      )}
      <TraceTree part={trace} label={`Parts of ${name}`} chosen={chosen} choose={choose} />
      {chosen && <PartValue part={chosen} of={name} />}
    </details>
  );
}

/** A part that was chosen, with all that is kept of its value. */
const PartValue = ({ part: { text, value, values, error }, of }: { readonly part: Part; readonly of: string }) => (
  <section class="part-value" aria-label={`The chosen part of ${of}`}>
    <code>{text}</code>
    {error !== undefined && <p class="outcome failed">{error}</p>}
    {(values ?? (value ? [value] : [])).map((each, index) => (
      <ShownView key={index} shown={each} label={`value ${index + 1} of the chosen part of ${of}`} />
    ))}
  </section>
);

const ShownView = ({ shown, label }: { readonly shown: Shown; readonly label: string }) =>
  shown.json === undefined || shown.cut ? (
    <p>
      <code>{shownText(shown)}</code>
    </p>
  ) : (
    <JsonView text={shown.json} label={label} />
  );

function OutcomeView({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome.kind) {
    case 'value':
      return (
        <section aria-label="Value">
          <ShownView shown={outcome.value} label="the value" />
        </section>
      );
    case 'left': {
      const assigned = Object.entries(outcome.variables);
      return (
        <section aria-label="Outcome">
          <p class="outcome succeeded">
            <Icon name="check" /> {outcome.next === undefined ? 'Ends' : `Goes to ${outcome.next}`}, with the output
          </p>
          <ShownView shown={outcome.output} label="the output" />
          {assigned.map(([name, value]) => (
            <div key={name} class="variable">
              <code>${name}</code> <ShownView shown={value} label={`the variable ${name}`} />
            </div>
          ))}
        </section>
      );
    }
    case 'failed':
      return (
        <section aria-label="Outcome">
          <p class="outcome failed">
            <Icon name="cross" /> Fails{outcome.error === undefined ? '' : `: ${outcome.error}`}
          </p>
          {outcome.cause && <p class="cause">{outcome.cause}</p>}
        </section>
      );
    case 'works':
      return (
        <section aria-label="Outcome">
          <p class="outcome waiting">
            <Icon name="clock" /> Its work would be next: give a result, or an error, to go on
          </p>
          {outcome.payload && <ShownView shown={outcome.payload} label="what it is called with" />}
        </section>
      );
    default:
      return (
        <p class="outcome waiting">
          <Icon name="clock" /> {outcome.kind === 'retries' ? 'Is tried again at' : 'Waits until'} {outcome.until}
        </p>
      );
  }
}
