/** The text is no JSONata of version 2.0.6. `code` (S0201 …) and message are jsonata's own; no code where the regular expression is at fault. */
export class JsonataSyntaxError extends Error {
  readonly code: string | undefined;

  constructor(code: string | undefined, message: string) {
    super(message);
    this.name = 'JsonataSyntaxError';
    this.code = code;
  }
}
