/** AWS's words for how much a log entry matters, in rising order — Lambda developer guide, log-level filtering. */
type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

const RANKS = { TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4, FATAL: 5 } as const satisfies Record<LogLevel, number>;

/** One thing to be told; what it holds can be written as JSON. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  readonly [fact: string]: unknown;
}

/** Takes one log entry. */
export type Log = (entry: LogEntry) => void;

/**
 * Writes each entry as one line of JSON, with its own level and time, and leaves out those below `leastLevel`; what is no level leaves out
 * none, as in AWS's client. Not through `console`, which AWS's client replaces: with LogFormat JSON that would put the line as a text into
 * a line of its own, whatever its level.
 */
export function createJsonLog(leastLevel: string | undefined, write: (line: string) => void): Log {
  const ranks: ReadonlyMap<string | undefined, number> = new Map(Object.entries(RANKS));
  const least = ranks.get(leastLevel?.toUpperCase()) ?? RANKS.TRACE;
  return (entry) => {
    if (RANKS[entry.level] < least) return;
    write(`${JSON.stringify({ timestamp: new Date().toISOString(), ...entry })}\n`);
  };
}

/** The log of the process, on stderr. AWS: ApplicationLogLevel comes as AWS_LAMBDA_LOG_LEVEL — aws-lambda-ric 4.0.2. */
export const jsonLog: Log = createJsonLog(process.env['AWS_LAMBDA_LOG_LEVEL'], (line) => process.stderr.write(line));

/** The stack of something thrown, with the names of its files but not where on this machine they are. */
export const stackOf = ({ stack, message }: Error): string =>
  (stack ?? message).replace(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\\/\s()]+)*[\\/](?=[^\\/\s()]+:\d+:\d+)/g, '');

/** What a log entry says of something thrown. */
export const errorFacts = (error: unknown) => ({
  error: error instanceof Error ? stackOf(error) : String(error),
});
