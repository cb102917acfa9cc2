import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A running `fake-sfn serve`, the built one. */
export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has written so far, on both of its outputs. */
  readonly output: () => string;
  /** Ends it; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `fake-sfn serve` on a free port, with no settings but those given. */
export async function serveBuilt(env: Readonly<Record<string, string>> = {}, flags: readonly string[] = []): Promise<Served> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['dist/cli.mjs', 'serve', '--port', '0', ...flags], { cwd: root, env: { PATH, ...env } });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /listens on (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`fake-sfn ended before it listened:\n${output}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, child, stop, output: () => output };
}
