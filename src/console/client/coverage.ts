import type { Coverage } from '#control/coverage/counted-coverage.ts';
import type { Client } from './client.ts';

/** What executions have come to, of all state machines or of one; undefined where nobody counts. */
export async function readCoverage(client: Client, machine?: string): Promise<Coverage | undefined> {
  const health = await client.fake<{ readonly coverage?: boolean }>('GET health');
  return health.coverage ? client.fake<Coverage>('GET coverage', { query: { machine } }) : undefined;
}
