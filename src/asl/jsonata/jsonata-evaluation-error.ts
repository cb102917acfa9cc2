/** An expression failed. The message is the end of AWS's sentence: `threw an error during evaluation. T1006: …`, `returned nothing (undefined).` */
export class JsonataEvaluationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonataEvaluationError';
  }
}
