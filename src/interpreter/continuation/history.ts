/** A history event as GetExecutionHistory shows it, with its time in epoch milliseconds and its details under the event type's own member. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: `${string}EventDetails`]: EventDetails;
}

export type EventDetails = Readonly<Record<string, unknown>>;
