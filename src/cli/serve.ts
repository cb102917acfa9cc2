import { type Config, ConfigError, type FlagValue, readConfig } from '#config';
import { createAuthenticate } from '#http/authenticate.ts';
import { createHandler } from '#http/handle.ts';
import { ListenError, startNodeServer } from '#http/node-server.ts';
import { jsonLog } from '#log';
import { createTerminalLines } from '#observers/terminal-lines.ts';
import { banner, reachable } from './banner.ts';
import type { ExitCode } from './cli-error.ts';
import type { Seeds, seedServer } from './seed/seed-server.ts';
import { consoleUrl, executionHash } from './server/console-url.ts';
import { untilSignal } from './until-signal.ts';

/**
 * Runs the local server until SIGINT or SIGTERM and gives the exit code: 0 after a clean end, 2 for wrong settings, 1 where it could not
 * start or listen. What is wrong is told in sentences on stderr.
 */
export const serve = async (
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, FlagValue>>,
  seeds: Seeds = { paths: [], set: new Map() },
): Promise<ExitCode> => {
  try {
    return await run(readConfig(env, flags), env, seeds);
  } catch (error) {
    if (error instanceof ConfigError) return complain(error.problems, 2);
    if (error instanceof ListenError) return complain([error.message], 1);
    throw error;
  }
};

/** How long a clean end may take, in milliseconds: who runs services kills what has not ended soon after SIGTERM. */
const MAX_END_MILLIS = 4_000;

const run = async (config: Config, env: Readonly<Record<string, string | undefined>>, seeds: Seeds): Promise<ExitCode> => {
  const { createApp } = await import('#app');
  // Whoever started this in a pipe may read no more than the banner: a full pipe would hold up everything.
  const isWatched = config.executionLines && (process.stdout.isTTY || config.verbose);
  /** Known when it listens. */
  let pageOf: ((executionArn: string) => string) | undefined;
  const lines = createTerminalLines({
    write: isWatched ? (text) => process.stdout.write(text) : undefined,
    now: Date.now,
    hasColours: process.stdout.isTTY && !process.env['NO_COLOR'],
    isVerbose: config.verbose,
    linkOf: process.stdout.isTTY && process.env['TERM'] !== 'dumb' ? (arn) => pageOf?.(arn) : undefined,
  });
  const app = await createApp(config, { observer: lines, isShared: true });
  try {
    const { account, region, host, port } = config;
    const authenticate = await createAuthenticate(config.auth, { log: jsonLog, now: Date.now });
    const handler = createHandler({ api: app.api, account, region, authenticate, control: app.control, log: jsonLog });
    const server = await startNodeServer(handler, { host, port });
    // The page of a secret address cannot be shown without the secret.
    if (config.auth.mode !== 'url') pageOf = (arn) => `${consoleUrl(reachable(server.url))}${executionHash(arn)}`;
    const stopSeeding = await seedFrom(seeds, { api: app.api, account, region, env, say: (text) => process.stdout.write(text) });
    const signalled = untilSignal(process, (code) => process.exit(code));
    process.stdout.write(banner(config, server.url, { env: process.env, mockWarnings: app.mockWarnings }));
    const code = await signalled;
    setTimeout(() => process.exit(code), MAX_END_MILLIS).unref();
    stopSeeding();
    if (config.storage === 'memory') process.stdout.write(whatIsLost(lines.running()));
    await server.close();
  } finally {
    await app.close();
  }
  return 0;
};

/** How many executions are named. */
const NAMED = 10;

const whatIsLost = (running: readonly string[]): string => {
  if (running.length === 0) return '';
  const more = running.length > NAMED ? `, and ${running.length - NAMED} more` : '';
  const names = `${running.slice(0, NAMED).join(', ')}${more}`;
  return `Still running, and lost with the memory of this process: ${names}.\n`;
};

/** What needs no seed does not load what reads it. */
const seedFrom = async (seeds: Seeds, seeding: Parameters<typeof seedServer>[1]): Promise<() => void> => {
  if (seeds.paths.length === 0) return () => {};
  const seeder = await import('./seed/seed-server.ts');
  return seeder.seedServer(seeds, seeding);
};

const complain = (problems: readonly string[], code: ExitCode): ExitCode => {
  process.stderr.write(`${problems.join('\n')}\n`);
  return code;
};
