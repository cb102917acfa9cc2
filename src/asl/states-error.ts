/** An error of the Amazon States Language: what Retry and Catch see. Caught once, in interpreter/step.ts. */
export class StatesError extends Error {
  readonly error: string | undefined;
  readonly causeText: string | undefined;

  /** `error` is the error name (`States.Runtime`), `cause` AWS's text, without the "An error occurred while executing the state …" in front. */
  constructor(error: string | undefined, cause?: string) {
    super(cause ?? error);
    this.name = 'StatesError';
    this.error = error;
    this.causeText = cause;
  }
}
