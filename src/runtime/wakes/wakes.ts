/** How an execution is woken when it has something due. A wake is a hint: one that is lost, late or doubled costs time and nothing else. */
export interface Wakes {
  /** Wake this execution at that time (epoch milliseconds), instead of at any time asked for before. */
  readonly wakeAt: (executionArn: string, time: number) => void;
  /** It has nothing due any more. */
  readonly forget: (executionArn: string) => void;
  readonly close: () => void;
}
