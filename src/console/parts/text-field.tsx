import { useId } from 'preact/hooks';

export interface TextFieldProps {
  readonly label: string;
  readonly text: string;
  readonly set: (text: string) => void;
  readonly rows?: number;
  /** What is wrong with the text. */
  readonly problem?: string | undefined;
  /** What stands there as long as nothing is written. */
  readonly hint?: string;
}

/** A text that is written here, of several lines. */
export function TextField({ label, text, set, rows = 4, problem, hint }: TextFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        spellcheck={false}
        value={text}
        placeholder={hint}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onInput={(event) => set(event.currentTarget.value)}
      />
      {problem !== undefined && (
        <p class="refusal" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
