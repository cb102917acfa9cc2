/** What has an ARN, a name and tags but does not run: everything stored that is no execution. Times are epoch milliseconds. */
export type Resource = StateMachine | Revision | Version | Alias | Activity | ActivityTask | MapRunPlace | Note;

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
  /** The number of the newest version that was ever published; none: there was no version yet. Numbers are never used again. */
  readonly lastVersion?: number;
  /** There when it was created with `publish`: a second creation has to ask for the same. */
  readonly publishedOnCreation?: { readonly versionDescription?: string };
  readonly tags: Readonly<Record<string, string>>;
}

/** What an execution runs: immutable. Its ARN is the state machine's with `#` and the revision id behind it. */
export interface Revision extends Stored {
  readonly kind: 'revision';
  /** A UUID. */
  readonly revisionId: string;
  /** There on the revision that the state machine was created with: AWS shows no `revisionId` for it. */
  readonly initial?: true;
  /** There when it was brought in from the real Step Functions: what it was made of may change there. */
  readonly imported?: true;
  readonly stateMachineArn: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly creationTime: number;
  /** As given, where given: `loggingConfiguration`, `tracingConfiguration`, `encryptionConfiguration`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The ARN by which a revision is stored. */
export const revisionArn = (stateMachineArn: string, revisionId: string) => `${stateMachineArn}#${revisionId}`;

/** A published version of a state machine: immutable. */
export interface Version extends Stored {
  readonly kind: 'version';
  readonly stateMachineArn: string;
  /** Counts from 1. */
  readonly version: number;
  readonly revisionId: string;
  /** There when it was brought in from the real Step Functions. */
  readonly imported?: true;
  readonly description?: string;
  readonly creationTime: number;
}

/** A name for one or two versions of a state machine. */
export interface Alias extends Stored {
  readonly kind: 'alias';
  readonly name: string;
  readonly stateMachineArn: string;
  /** There when it was brought in from the real Step Functions, and not changed here since. */
  readonly imported?: true;
  readonly description?: string;
  /** The weights add up to 100. */
  readonly routing: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[];
  readonly creationTime: number;
  readonly updateTime: number;
}

/** What workers poll for tasks. */
export interface Activity extends Stored {
  readonly kind: 'activity';
  readonly name: string;
  readonly creationTime: number;
  /** As AWS shows it: `{type: 'AWS_OWNED_KEY'}` where none was given. */
  readonly encryptionConfiguration: unknown;
  readonly tags: Readonly<Record<string, string>>;
}

/** A task of an activity that no worker has taken yet; whoever deletes it has taken it. What it is about stands in its execution. */
export interface ActivityTask extends Stored {
  readonly kind: 'activity-task';
  readonly token: string;
  /** The execution that waits for it. */
  readonly executionArn: string;
}

/** A JSON value that the workbench keeps for an account and region: rules, their counts, the mode of time. */
export interface Note extends Stored {
  readonly kind: 'note';
  readonly value: unknown;
  /** The execution that it is about, where it is of no interest without it. */
  readonly executionArn?: string;
}

/** Where the Map Run with this ARN is kept. */
export interface MapRunPlace extends Stored {
  readonly kind: 'map-run';
  readonly executionArn: string;
}
