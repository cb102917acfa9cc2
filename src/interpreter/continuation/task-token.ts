/** Where a task token leads. The token itself is compared with the attempt's, so nobody can make one up. */
export interface TaskTokenTarget {
  readonly executionArn: string;
  readonly frame: number;
}

/** The token of one attempt; `secret` must be unguessable. Opaque to its users, and no index is needed to find the execution. */
export function createTaskToken(executionArn: string, frame: number, secret: string): string {
  return Buffer.from(JSON.stringify([executionArn, frame, secret])).toString('base64');
}

/** Reads a token; `undefined` for what was never one. */
export function readTaskToken(token: string): TaskTokenTarget | undefined {
  try {
    const [executionArn, frame] = JSON.parse(Buffer.from(token, 'base64').toString()) as unknown[];
    return typeof executionArn === 'string' && typeof frame === 'number' ? { executionArn, frame } : undefined;
  } catch {
    return undefined;
  }
}
