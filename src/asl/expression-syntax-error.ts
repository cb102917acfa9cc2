/** The text of an expression, or a choice rule around it, is not of the JSONPath query language. Thrown only while compiling. */
export class ExpressionSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionSyntaxError';
  }
}
