/** Where an execution stands in a list that is in order of time. */
export interface Place {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly arn: string;
}

/** A place as the port's pages name it. */
export function formatPosition({ at, arn }: Place): string {
  return `${at} ${arn}`;
}

export function parsePosition(position: string): Place {
  const space = position.indexOf(' ');
  return { at: Number(position.slice(0, space)), arn: position.slice(space + 1) };
}
