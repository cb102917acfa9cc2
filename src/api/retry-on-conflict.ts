import { VersionConflict } from '#storage/storage.ts';

/** How often a change is tried: every conflict means that somebody else got on, so more than a few are a mistake of ours. */
const MAX_ATTEMPTS = 100;

/**
 * Makes a change to something stored: `attempt` loads, decides and writes on the version it has loaded, and is made again when somebody
 * else wrote first.
 */
export async function retryOnConflict<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempts >= MAX_ATTEMPTS) throw error;
    }
  }
}
