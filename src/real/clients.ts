import type { SFNClient } from '@aws-sdk/client-sfn';
import { loadPackage } from '#load-package';

/** How long a question may take with its repetition, and how long a connection, in milliseconds: somebody waits for it. */
export const QUESTION_MILLIS = 5_000;
const CONNECTION_MILLIS = 1_500;

/** What ends the names of AWS's hosts. AWS: Service endpoints of each partition — AWS General Reference; the isolated ones are (inferred) from the SDK. */
const DNS_SUFFIXES: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
};

/** AWS's package for Step Functions, and its clients. */
export interface RealClients {
  readonly sdk: typeof import('@aws-sdk/client-sfn');
  readonly clientOf: (place: { readonly partition: string; readonly region: string }) => SFNClient;
}

/**
 * Gives clients of the real Step Functions, which use the credentials of the process; their package is loaded with the first question.
 * AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SFN do not count: where they are set they lead to this very fake. `endpoint`: where it is, if not
 * at AWS's own address.
 */
export function realClients(endpoint: string | undefined, maxAttempts = 2): () => Promise<RealClients> {
  const load = async (): Promise<RealClients> => {
    const sdk = await loadPackage('@aws-sdk/client-sfn', () => import('@aws-sdk/client-sfn'));
    const clients = new Map<string, SFNClient>();
    return {
      sdk,
      clientOf({ partition, region }) {
        const url = endpoint ?? `https://states.${region}.${DNS_SUFFIXES[partition] ?? 'amazonaws.com'}`;
        const known = clients.get(`${url} ${region}`);
        if (known) return known;
        const requestHandler = { connectionTimeout: CONNECTION_MILLIS, requestTimeout: QUESTION_MILLIS };
        const client = new sdk.SFNClient({ region, endpoint: url, maxAttempts, requestHandler });
        clients.set(`${url} ${region}`, client);
        return client;
      },
    };
  };
  let loading: ReturnType<typeof load> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
