import type { Explanation } from '#control/explain/explanation.ts';
import type { Client } from './client.ts';

/** What somebody wants to know of an expression, or of a state: all of it as it is written, JSON texts where it is data. */
export interface Draft {
  /** An expression alone, or a state of a definition. */
  readonly of: 'expression' | 'state';
  readonly expression: string;
  readonly definition: string;
  readonly state: string;
  readonly input: string;
  readonly variables: string;
  readonly context: string;
  readonly result: string;
  readonly errorOutput: string;
}

/** The data that may be given, each a JSON text; '' for none. */
export const GIVEN = ['input', 'variables', 'context', 'result', 'errorOutput'] as const;

/** Has a draft explained. Its data are sent as they are written, numbers of every kind. */
export function explainDraft(client: Client, draft: Draft, signal: AbortSignal): Promise<Explanation> {
  const text = (name: 'expression' | 'definition' | 'state'): string => `${JSON.stringify(name)}:${JSON.stringify(draft[name])}`;
  const about = draft.of === 'expression' ? [text('expression')] : [text('definition'), text('state')];
  const given = GIVEN.flatMap((name) => (draft[name].trim() === '' ? [] : [`${JSON.stringify(name)}:${draft[name]}`]));
  return client.fake('POST explain', { body: `{${[...about, ...given].join(',')}}`, signal });
}

/** Which state of an execution: as it was entered with that event, as it was last, or the one that failed. */
export interface AskedVisit {
  readonly executionArn: string;
  readonly state?: string | undefined;
  readonly event?: number | undefined;
}

export const explainVisit = (client: Client, visit: AskedVisit): Promise<Explanation> =>
  client.fake('POST explain', { body: visit });
