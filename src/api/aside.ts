import type { Patience } from '#asl/budget.ts';
import type { Diagnostic } from '#asl/validate/diagnostic.ts';
import type { Failure } from '#interpreter/continuation/failure.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import type { Caller } from './call.ts';
import type { CallFacts } from './test-state/call-task.ts';
import type { HttpTrace } from './test-state/http-trace.ts';

/** Does what takes long where nobody waits for it: what is asked and answered is data. */
export interface ApiAside {
  /** All that is wrong with a definition. */
  readonly diagnose: (asked: AskedDiagnosis) => Promise<readonly Diagnostic[]>;
  /** The variables that a definition refers to, by state, if any. */
  readonly references: (definition: string) => Promise<object | undefined>;
  readonly testState: (asked: AskedTest) => Promise<TestStep>;
}

/** A definition to be looked through, and the type of state machine that is to have it. */
export interface AskedDiagnosis {
  readonly definition: string;
  readonly type: 'STANDARD' | 'EXPRESS';
}

/** A test as data: made again, it comes to the same. */
export interface AskedTest {
  readonly request: object;
  readonly caller: Caller;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly remainingMillis: number;
  /** As many as it may take. */
  readonly uuids: readonly string[];
  readonly patience: Patience;
  /** How the state's call went, once it has been made. */
  readonly called?: Called;
}

/** How a call went. */
export interface Called {
  readonly result: { readonly output: JsonText } | Failure;
  /** What HTTP requests there were, as they are shown. */
  readonly shown: readonly Shown[];
}

/** A request or an answer of HTTP, as it is shown. */
export type Shown =
  | { readonly sending: Parameters<HttpTrace['sending']>[0] }
  | { readonly received: Parameters<HttpTrace['received']>[0] };

/** The answer to a test, or the call that it needs first. */
export type TestStep = { readonly answer: object } | { readonly wanted: WantedCall };

/** A call that a test needs, and how long it may take in milliseconds. */
export interface WantedCall {
  readonly millis: number;
  readonly call: Omit<CallFacts, 'trace'>;
  /** There where its requests are to be shown. */
  readonly revealSecrets?: boolean;
}
