/** What has an ARN, a name and tags but does not run: everything stored that is no execution. Times are epoch milliseconds. */
export type Resource = StateMachine | Revision;

interface Stored {
  readonly arn: string;
  /** The list that it appears in, such as `stateMachines/<account>/<region>`; none for what is only found by its ARN. */
  readonly list?: string;
  /** Its place in that list: unique in it, compared by UTF-16 code units. */
  readonly order?: string;
}

/** A state machine with its current revision. */
export interface StateMachine extends Stored {
  readonly kind: 'state-machine';
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly status: 'ACTIVE' | 'DELETING';
  readonly creationTime: number;
  readonly updateTime: number;
  /** The revision that executions start with now. */
  readonly revision: Revision;
  readonly tags: Readonly<Record<string, string>>;
}

/** What an execution runs: immutable. Its ARN is the state machine's with `#` and the revision id behind it. */
export interface Revision extends Stored {
  readonly kind: 'revision';
  /** A UUID; the first revision that an update has not yet replaced has none on the wire. */
  readonly revisionId: string;
  readonly stateMachineArn: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly creationTime: number;
  /** As given, where given: `loggingConfiguration`, `tracingConfiguration`, `encryptionConfiguration`. */
  readonly settings: Readonly<Record<string, unknown>>;
}
