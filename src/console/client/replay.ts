import type { Json } from '#json/json.ts';

/** An event by what tells it from others. */
export interface ShownEvent {
  readonly type: string;
  readonly name?: string;
  readonly index?: number;
  readonly error?: string;
}

/** What `POST replay` answers. */
export interface Replayed {
  readonly same: boolean;
  readonly at?: {
    readonly kind: 'event' | 'value';
    readonly eventId: number;
    readonly executionArn: string;
    readonly state?: string;
    readonly aws?: ShownEvent;
    readonly fake?: ShownEvent;
    readonly differences: readonly { readonly path: string; readonly aws?: Json; readonly fake?: Json }[];
  };
}
