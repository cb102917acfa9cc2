import { parentPort } from 'node:worker_threads';
import { packError } from './errors.ts';
import { JOBS } from './jobs.ts';
import type { Answer, Request } from './messages.ts';

/** What this thread does: one job after the other. */
parentPort?.on('message', async ({ job, input }: Request) => {
  parentPort?.postMessage(await answerTo(job, input));
});

async function answerTo(job: Request['job'], input: unknown): Promise<Answer> {
  try {
    const run: (input: never) => Promise<unknown> = JOBS[job];
    return { value: await run(input as never) };
  } catch (error) {
    return { error: packError(error) };
  }
}
