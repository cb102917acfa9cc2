import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs its arguments on a pseudo-terminal of 100 columns, and ends as they do. */
const PTY = `
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 30, 100, 0, 0))
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
`;

/** Why there is no pseudo-terminal here; `undefined` where there is one. */
export const noTerminal: string | undefined =
  spawnSync('python3', ['-c', 'import pty, fcntl, termios']).status === 0 ? undefined : 'python3 with its pty module is not here';

/** What the built command line wrote, and its exit code; on a terminal, both outputs are one. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Env = Readonly<Record<string, string>>;

/** Runs the built `fake-sfn` on a pseudo-terminal, with no settings but those given. */
export const onTerminal = (args: readonly string[], env: Env = {}): Promise<Ran> =>
  ran('python3', ['-c', PTY, process.execPath, 'dist/cli.mjs', ...args], { TERM: 'xterm', ...env });

/** Runs the built `fake-sfn` with its output in pipes. */
export const piped = (args: readonly string[], env: Env = {}): Promise<Ran> =>
  ran(process.execPath, ['dist/cli.mjs', ...args], env);

function ran(command: string, args: readonly string[], env: Env): Promise<Ran> {
  const { PATH = '' } = process.env;
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root, env: { PATH, ...env } }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ code, out: stdout.replaceAll('\r\n', '\n'), err: stderr });
    }).stdin?.end();
  });
}
