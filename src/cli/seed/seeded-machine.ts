import type { Position } from '#source-text/document.ts';

/** A state machine as a file describes it. */
export interface SeededMachine {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** A JSON text. */
  readonly definition: string;
  /** Where it would live, as far as the file says so. */
  readonly region?: string | undefined;
  /** 12 digits. */
  readonly account?: string | undefined;
  readonly at: Place;
  /** The other files that it was read from. */
  readonly files?: readonly string[];
}

/** Somewhere in a file. */
export interface Place extends Position {
  readonly file: string;
}

/** What could not be found out, and where it is asked for. */
export interface Unresolved extends Place {
  readonly message: string;
}

/** What paths hold. */
export interface Seed {
  readonly machines: readonly SeededMachine[];
  readonly unresolved: readonly Unresolved[];
}

/** What a reader of files is told. */
export interface SeedContext {
  /** `--set Name=value` by name. */
  readonly set: ReadonlyMap<string, string>;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}
