import { placeOf } from '#arn';

/** Whose everything is: an account in a region sees nothing of any other. */
export interface Sandbox {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** The sandbox that an ARN names. */
export function sandboxOf(arn: string): Sandbox {
  const { account, region } = placeOf(arn);
  return { account, region };
}
