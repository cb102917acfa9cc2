/** The text is no JSONata of version 2.0.6. `code` (S0201 …) and message are jsonata's own; no code where the regular expression is at fault. */
export class JsonataSyntaxError extends Error {
  readonly code: string | undefined;
  /** Behind the token that is at fault, in UTF-16 code units. */
  readonly position: number | undefined;

  constructor(code: string | undefined, message: string, position?: number) {
    super(message);
    this.name = 'JsonataSyntaxError';
    this.code = code;
    this.position = position;
  }
}
