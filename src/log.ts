/** Takes one log entry; what it holds can be written as JSON. */
export type Log = (entry: {
  readonly level: 'error' | 'warn';
  readonly message: string;
  readonly [fact: string]: unknown;
}) => void;

/** What a log entry says of something thrown. */
export const errorFacts = (error: unknown) => ({
  error: error instanceof Error ? (error.stack ?? error.message) : String(error),
});
