/** A request to the workbench that cannot be met: what is wrong, and what to do. Caught where control is spoken to. */
export class ControlError extends Error {
  readonly hint: string;
  /** HTTP status. */
  readonly status: number;

  constructor(message: string, hint: string, status = 400) {
    super(message);
    this.name = 'ControlError';
    this.hint = hint;
    this.status = status;
  }
}
