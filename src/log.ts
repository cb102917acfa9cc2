/** Takes one log entry; what it holds can be written as JSON. */
export type Log = (entry: {
  readonly level: 'error' | 'warn';
  readonly message: string;
  readonly [fact: string]: unknown;
}) => void;

/** The stack of something thrown, with the names of its files but not where on this machine they are. */
export const stackOf = ({ stack, message }: Error): string =>
  (stack ?? message).replace(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\\/\s()]+)*[\\/](?=[^\\/\s()]+:\d+:\d+)/g, '');

/** What a log entry says of something thrown. */
export const errorFacts = (error: unknown) => ({
  error: error instanceof Error ? stackOf(error) : String(error),
});
