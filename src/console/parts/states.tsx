import type { ComponentChildren } from 'preact';
import { CallError, isUnauthorised } from '../client/call-error.ts';
import type { Asked } from '../client/use-asked.ts';
import { KeyForm } from './key-form.tsx';

/** What is shown where there is nothing yet, and what to do about that. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {children}
  </div>
);

export const Loading = ({ what }: { readonly what: string }) => (
  <p class="loading" role="status">
    Loading {what} …
  </p>
);

/** What could not be had, why, and what to do. */
export const Failure = ({ error, again }: { readonly error: unknown; readonly again: () => void }) => {
  if (isUnauthorised(error)) return <KeyForm refusal={error} />;
  const { code, message, hint } = error instanceof CallError ? error : new CallError('', String(error), 0);
  return (
    <div class="failure" role="alert">
      <p class="failure-title">{code === '' ? 'That did not work' : code}</p>
      <p>{message}</p>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <button type="button" onClick={again}>
        Try again
      </button>
    </div>
  );
};

/** Shows what was asked for, or that it is on its way, or why it is not there; an answer from before stays, with what is wrong above it. */
export function Answered<Answer>({
  asked,
  what,
  children,
}: {
  readonly asked: Asked<Answer>;
  readonly what: string;
  readonly children: (answer: Answer) => ComponentChildren;
}) {
  const { value, error, again } = asked;
  if (value === undefined) return error === undefined ? <Loading what={what} /> : <Failure error={error} again={again} />;
  return (
    <>
      {error !== undefined && <Failure error={error} again={again} />}
      {children(value)}
    </>
  );
}
