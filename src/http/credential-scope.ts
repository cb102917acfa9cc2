import type { HttpRequest } from './api-gateway.ts';

/** What a signed request says about its signer; nothing of it is verified. */
export interface CredentialScope {
  readonly accessKeyId: string;
  /** Missing where the scope has none that can stand in an ARN. */
  readonly region: string | undefined;
}

/**
 * Reads the credential of an `Authorization` header (`Credential=AKID/20260101/us-east-1/states/aws4_request`) or of a
 * presigned query (`X-Amz-Credential`); undefined for a request that is not signed.
 */
export const credentialScope = ({ headers, query }: HttpRequest): CredentialScope | undefined => {
  const credential = /Credential=([^,\s]+)/.exec(headers.get('authorization') ?? '')?.[1] ?? presigned(query);
  if (credential === undefined) return undefined;
  const parts = credential.split('/');
  // AWS: a scope ends in date/region/service/aws4_request; SigV4A's has no region — IAM user guide, "Create a signed AWS API request".
  const accessKeyId = parts.length >= 5 ? parts.slice(0, -4).join('/') : (parts[0] ?? '');
  const region = parts.length >= 5 ? parts.at(-3) : undefined;
  return { accessKeyId, region: region !== undefined && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(region) ? region : undefined };
};

const presigned = (query: string): string | undefined =>
  query.includes('X-Amz-Credential=') ? (new URLSearchParams(query).get('X-Amz-Credential') ?? undefined) : undefined;
