import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn';
import type { EventRequest } from './proxy-events.ts';

/** What the client hands to the wire, of which there is none here. */
class NotSent extends Error {}

/**
 * The request that AWS's own client signs for a command, as it would send it: an event's request, headers as they are signed. The
 * query is the client's, decoded.
 */
export const signedRequest = async (
  send: (client: SFNClient) => Promise<unknown>,
  config: SFNClientConfig,
): Promise<EventRequest & { readonly headers: Readonly<Record<string, string>> }> => {
  let sent: { method: string; path: string; headers: Record<string, string>; body: string } | undefined;
  const requestHandler = {
    handle: async ({
      method,
      path,
      headers,
      body,
    }: {
      method: string;
      path: string;
      headers: Record<string, string>;
      body: Uint8Array;
    }) => {
      sent = { method, path, headers, body: new TextDecoder().decode(body) };
      throw new NotSent();
    },
    destroy: () => undefined,
  };
  const client = new SFNClient({ region: 'eu-west-1', maxAttempts: 1, ...config, requestHandler });
  await send(client).catch((error: unknown) => {
    if (!(error instanceof NotSent)) throw error;
  });
  if (sent === undefined) throw new Error('The client sent nothing');
  return sent;
};
