/** That a place of a definition was come to: what coverage is counted from, where somebody asks for it. */
export interface Mark {
  readonly state: string;
  readonly place: MarkedPlace;
}

/**
 * A place of a state, by the field of the definition that it is: `Next` stands for `End` too; `Items`: how many items a Map found;
 * `entered` is the state itself.
 */
export type MarkedPlace =
  | 'entered'
  | 'Next'
  | 'Default'
  | 'TimeoutSeconds'
  | 'HeartbeatSeconds'
  | `Choices[${number}]`
  | `Retry[${number}]`
  | `Catch[${number}]`
  | `Items:${ItemsFound}`;

/** As many as there can be a fault with. */
export type ItemsFound = 'none' | 'one' | 'many';

/** How many items that is. */
export const itemsFound = (count: number): ItemsFound => (count === 0 ? 'none' : count === 1 ? 'one' : 'many');
