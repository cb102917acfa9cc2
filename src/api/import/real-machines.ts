import type { Settings } from '../configuration.ts';

/** A state machine, or a version of one, as the real Step Functions describes it. Times are epoch milliseconds. */
export interface RealMachine {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: string;
  readonly roleArn: string;
  /** The configurations that it has, as it shows them. */
  readonly settings: Settings;
  /** None: as it was created. */
  readonly revisionId: string | undefined;
  /** Of a version. */
  readonly description: string | undefined;
  readonly creationTime: number;
}

/** An alias there. */
export interface RealAlias {
  readonly description: string | undefined;
  readonly routing: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[];
  readonly creationTime: number;
  readonly updateTime: number;
}

/** Why nothing is told: it does not exist, nobody may ask so often, or another error. */
export interface Refusal {
  readonly kind: 'missing' | 'throttled' | 'failed';
  /** The error as its name and its message, in AWS's words. */
  readonly says: string;
}

/** What was found, or why nothing was. */
export type Told<Found> = { readonly found: Found } | { readonly refusal: Refusal };

/** The real Step Functions: looked at, never asked to run anything. Never throws. */
export interface RealMachines {
  /** A state machine or a version, by its ARN: states:DescribeStateMachine. */
  readonly describe: (arn: string, region: string) => Promise<Told<RealMachine>>;
  /** states:DescribeStateMachineAlias */
  readonly describeAlias: (arn: string, region: string) => Promise<Told<RealAlias>>;
}
