import type { Caller } from '#api/call.ts';
import type { HttpRequest } from './api-gateway.ts';
import type { Signer } from './authenticate.ts';
import { credentialScope } from './credential-scope.ts';

/** Where a request belongs that does not say so itself. */
export interface CallerDefaults {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/**
 * Works out who calls: the account is the credential's, else an access key id of 12 digits, else the default; the credential's scope
 * names the region. Where signatures are checked it goes by the verified signer alone, else by what the request says, and first of all by its
 * header X-Fake-Account.
 */
export const callerOf = (request: HttpRequest, defaults: CallerDefaults, signer?: Signer): Caller => {
  const said: Partial<Signer> = signer ?? { ...credentialScope(request), ...saidAccount(request) };
  const { accessKeyId = '', account = /^\d{12}$/.test(accessKeyId) ? accessKeyId : defaults.account } = said;
  const region = said.region ?? defaults.region;
  return { account, region, partition: partitionOf(region) };
};

/** Plain HTTP has no credential to name an account by. */
const saidAccount = ({ headers }: HttpRequest): { readonly account?: string } => {
  const account = headers.get('x-fake-account');
  return account !== undefined && /^\d{12}$/.test(account) ? { account } : {};
};

/** AWS: the region patterns of botocore's partitions.json; every other region counts as `aws`. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/** The partition that a region lies in: `cn-north-1` gives `aws-cn`. */
export const partitionOf = (region: string): string => PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
