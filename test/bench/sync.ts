import type { Figure } from './figure.ts';
import { syncInProcess } from './sync-in-process.ts';
import { syncOverHttp } from './sync-over-http.ts';

/** StartSyncExecution over HTTP and without it. */
export async function sync(): Promise<Figure[]> {
  const overHttp = await syncOverHttp();
  return [...overHttp, await syncInProcess(overHttp[0]?.value ?? Number.NaN)];
}
