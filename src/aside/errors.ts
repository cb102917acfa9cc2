import { SfnError } from '#api/errors.ts';
import { ControlError } from '#control/control-error.ts';

/** An error that has a meaning to callers, on its way between threads: there a class is lost. */
export type PackedError =
  | { readonly kind: 'sfn'; readonly fields: ConstructorParameters<typeof SfnError> }
  | { readonly kind: 'control'; readonly fields: ConstructorParameters<typeof ControlError> }
  | { readonly kind: 'bug'; readonly error: Error };

/** Packs what a job has thrown. */
export function packError(error: unknown): PackedError {
  if (error instanceof SfnError) {
    const { code, message, members, status, hint } = error;
    return { kind: 'sfn', fields: [code, message, members, status, hint] };
  }
  if (error instanceof ControlError) return { kind: 'control', fields: [error.message, error.hint, error.status] };
  return { kind: 'bug', error: error instanceof Error ? error : new Error(String(error)) };
}

/** The error as it was thrown. */
export function unpackError(packed: PackedError): Error {
  if (packed.kind === 'sfn') return new SfnError(...packed.fields);
  return packed.kind === 'control' ? new ControlError(...packed.fields) : packed.error;
}
