import type { QueryLanguage } from '#asl/query-language.ts';
import type { Broke } from '#asl/trace/part.ts';
import type { Shown } from '#asl/trace/shown.ts';
import type { FieldTrace } from '#asl/trace/traced-field.ts';
import type { SituationShown } from './situation-shown.ts';

/** An expression that was evaluated, with how the state fails by it where it does. */
export interface ExplainedField extends FieldTrace {
  readonly error?: { readonly error: string; readonly cause: string };
}

/** How a state stands, or what an expression gives. Times are ISO 8601. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: Shown }
  | { readonly kind: 'left'; readonly output: Shown; readonly next?: string; readonly variables: Readonly<Record<string, Shown>> }
  | { readonly kind: 'failed'; readonly error?: string; readonly cause?: string }
  | { readonly kind: 'retries' | 'waits'; readonly until: string }
  /** Its call, branches or iterations are next: with a result it goes on. */
  | { readonly kind: 'works'; readonly payload?: Shown };

/** What the expressions of a state, or one alone, have come to. */
export interface Explanation {
  /** Whether nothing broke. */
  readonly ok: boolean;
  /** The state's name and type, where it is one. */
  readonly state?: string;
  readonly type?: string;
  readonly queryLanguage: QueryLanguage;
  /** In the order in which they were evaluated; of what is evaluated for each item the first, and what broke. */
  readonly fields: readonly ExplainedField[];
  /** The fields with expressions that were not come to. */
  readonly unasked: readonly string[];
  readonly outcome: Outcome;
  /** The first thing that broke, and where. */
  readonly broke?: Broke & { readonly field: string };
  /** Of a state in an execution: what it saw, and what it is written in. */
  readonly situation?: SituationShown;
}
