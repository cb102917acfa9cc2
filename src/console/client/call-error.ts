/** What a fake has refused, or that it could not be reached. */
export class CallError extends Error {
  /** AWS's name of the error; '' where there is none. */
  readonly code: string;
  /** 0 where nothing answered. */
  readonly status: number;
  /** What to do about it, where the fake says so. */
  readonly hint: string | undefined;

  constructor(code: string, message: string, status: number, hint?: string) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.status = status;
    this.hint = hint;
  }
}

const CLOSED =
  /^(MissingAuthenticationToken|IncompleteSignature|UnrecognizedClient|InvalidSignature|AccessDenied|InvalidClientTokenId|SignatureDoesNotMatch)/;

/** Whether a fake does not let in who asks. */
export const isUnauthorised = (error: unknown): error is CallError => error instanceof CallError && CLOSED.test(error.code);

/** Whether there is no such thing. */
export const isMissing = (error: unknown): error is CallError =>
  error instanceof CallError && /DoesNotExist|NotFound/.test(error.code);
