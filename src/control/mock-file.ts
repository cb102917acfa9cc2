import { statSync } from 'node:fs';
import { type MockConfig, readMockConfig } from '#integrations/mock-config.ts';
import { errorFacts, type Log } from '#log';

/** A mock file that may be edited while it is used. */
export interface MockFile {
  /** What is in it: looked at anew a second after the last look, at the soonest. A file that has become unreadable stays what it was. */
  readonly current: () => MockConfig;
}

/** How long a look at the file holds, in milliseconds. */
const LOOK_MILLIS = 1_000;

/** Opens a mock file, given its path, or its text where it is nowhere in the file system; throws MockConfigError where it cannot be used. Each mistake that nobody has come to yet is logged, at every change. */
export function openMockFile(pathOrText: string, now: () => number, log: Log): MockFile {
  const isText = pathOrText.trimStart().startsWith('{');
  const path = isText ? 'The mock configuration' : pathOrText;
  let stamp = isText ? '' : stampOf(pathOrText);
  let config = read();
  let lookedAt = now();

  function read(): MockConfig {
    const fresh = readMockConfig(pathOrText);
    for (const warning of fresh.warnings) log({ level: 'WARN', message: `${path}: ${warning}` });
    return fresh;
  }

  return {
    current() {
      if (isText || now() - lookedAt < LOOK_MILLIS) return config;
      lookedAt = now();
      const latest = stampOf(path);
      if (latest === stamp) return config;
      stamp = latest;
      try {
        config = read();
      } catch (error) {
        log({ level: 'ERROR', message: `${path} cannot be used any more: mocks stay as they were`, ...errorFacts(error) });
      }
      return config;
    },
  };
}

/** Changes whenever the file does. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 'missing' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}
