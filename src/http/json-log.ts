/** Takes one log entry; what it holds can be written as JSON. */
export type Log = (entry: object) => void;

/** Writes an entry as one line of JSON on stderr, the format of Lambda's own log. */
export const jsonLog: Log = (entry) => console.error(JSON.stringify({ timestamp: new Date().toISOString(), ...entry }));
