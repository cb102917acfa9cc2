/** The text is no JSONPath; `message` says why. Never thrown once a path is compiled. */
export class JsonPathSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonPathSyntaxError';
  }
}
