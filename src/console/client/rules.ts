import type { Json } from '#json/json.ts';
import type { Client } from './client.ts';

/** What a rule is about, as `/_fake/rules` writes it. */
export interface Where {
  readonly machine?: string;
  readonly state?: string;
  readonly resource?: string;
  readonly execution?: string;
  readonly call?: number | readonly [from: number, to: number];
  readonly per?: 'execution' | 'machine' | 'account';
}

/** What a call is answered with. */
export type Answer =
  | { readonly return: Json; readonly validate?: string }
  | { readonly throw: { readonly error?: string; readonly cause?: string } }
  | { readonly pending: true }
  | { readonly real: true }
  | { readonly takes: number; readonly then: Answer }
  | { readonly times: number; readonly then: Answer };

/** A rule as somebody writes it. */
export interface NewRule {
  readonly where: Where;
  readonly then: Answer | readonly Answer[];
}

/** A rule that there is, and how many calls it has answered. */
export interface Rule {
  readonly id: string;
  readonly where: Where;
  readonly then: readonly Answer[];
  readonly hits: number;
}

/** A call that a task has made, and what came back. */
export interface RecordedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly state: string;
  readonly resource: string;
  /** A JSON text. */
  readonly parameters: string;
  readonly call: number;
  readonly outcome?: { readonly kind: string; readonly output?: string; readonly error?: string; readonly cause?: string };
}

export const listRules = async (client: Client): Promise<readonly Rule[]> =>
  (await client.fake<{ readonly rules: Rule[] }>('GET rules')).rules;

/** Newest first. */
export const listCalls = async (client: Client): Promise<readonly RecordedCall[]> =>
  (await client.fake<{ readonly calls: RecordedCall[] }>('GET calls')).calls.reverse();
