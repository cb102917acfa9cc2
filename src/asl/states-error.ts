/** An error of the Amazon States Language: what Retry and Catch see. Caught once, in interpreter/step.ts. */
export class StatesError extends Error {
  readonly error: string | undefined;
  readonly causeText: string | undefined;
  readonly location: string | undefined;

  /**
   * `error` is the error name (`States.Runtime`), `cause` AWS's text without the "An error occurred while executing the state …" in
   * front, `location` the field whose evaluation failed (`Output/result`), which EvaluationFailed shows.
   */
  constructor(error: string | undefined, cause?: string, location?: string) {
    super(cause ?? error);
    this.name = 'StatesError';
    this.error = error;
    this.causeText = cause;
    this.location = location;
  }
}
