/** An error that the API answers with. Caught once, in http/handle.ts. */
export class SfnError extends Error {
  /** The shape's name in the API model (`ExecutionDoesNotExist`), what clients see as the error code. */
  readonly code: string;
  /** HTTP status: 400 unless the model says otherwise. */
  readonly status: number;
  /** Further members of the error's shape, such as `reason` or `resourceName`. */
  readonly members: Readonly<Record<string, unknown>>;
  /** What AWS does not say, and may help all the same: a sentence beside the answer. */
  readonly hint: string | undefined;

  constructor(code: string, message: string, members: Readonly<Record<string, unknown>> = {}, status = 400, hint?: string) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
    this.hint = hint;
  }
}
