import type { EventRequest } from './proxy-events.ts';

/** The `Authorization` header of a client that signed for a region; its signature is made up. */
export const authorization = (accessKeyId: string, region: string): string =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/states/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

/** The request that an SDK sends for an action. */
export const apiCall = (action: string, input: unknown = {}, headers: Readonly<Record<string, string>> = {}): EventRequest => ({
  headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AWSStepFunctions.${action}`, ...headers },
  body: JSON.stringify(input),
});
