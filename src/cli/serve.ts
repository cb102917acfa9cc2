import { type Config, ConfigError, type FlagValue, readConfig } from '#config';
import { control } from '#control/control.ts';
import { createAuthenticate } from '#http/authenticate.ts';
import { createHandler } from '#http/handle.ts';
import { ListenError, startNodeServer } from '#http/node-server.ts';
import { jsonLog } from '#log';
import { banner } from './banner.ts';
import { untilSignal } from './until-signal.ts';

/**
 * Runs the local server until SIGINT or SIGTERM and gives the exit code: 0 after a clean end, 2 for wrong settings, 1 where it could not
 * start or listen. What is wrong is told in sentences on stderr.
 */
export const serve = async (
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, FlagValue>>,
): Promise<number> => {
  try {
    return await run(readConfig(env, flags));
  } catch (error) {
    if (error instanceof ConfigError) return complain(error.problems, 2);
    if (error instanceof ListenError) return complain([error.message], 1);
    throw error;
  }
};

/** How long a clean end may take, in milliseconds: who runs services kills what has not ended soon after SIGTERM. */
const MAX_END_MILLIS = 4_000;

const run = async (config: Config): Promise<number> => {
  const { createApp } = await import('#app');
  const app = await createApp(config);
  try {
    const { account, region, host, port } = config;
    const authenticate = await createAuthenticate(config.auth, { log: jsonLog, now: Date.now });
    const handler = createHandler({ api: app.api, account, region, authenticate, control, log: jsonLog });
    const server = await startNodeServer(handler, { host, port });
    const signalled = untilSignal(process, (code) => process.exit(code));
    process.stdout.write(banner(config, server.url));
    const code = await signalled;
    setTimeout(() => process.exit(code), MAX_END_MILLIS).unref();
    await server.close();
  } finally {
    await app.close();
  }
  return 0;
};

const complain = (problems: readonly string[], code: number): number => {
  process.stderr.write(`${problems.join('\n')}\n`);
  return code;
};
