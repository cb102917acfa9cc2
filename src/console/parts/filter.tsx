import type { ComponentChildren } from 'preact';

/** A field that narrows down what is listed; `/` goes there. */
export const Filter = ({
  label,
  value,
  set,
  found,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  /** How much is left. */
  readonly found: string;
  readonly children?: ComponentChildren;
}) => (
  <div class="filter" role="search">
    <input
      type="search"
      data-filter
      aria-label={label}
      placeholder={label}
      value={value}
      spellcheck={false}
      onInput={(event) => set(event.currentTarget.value)}
    />
    {children}
    <span class="faint number" role="status">
      {found}
    </span>
  </div>
);
