import { commandLine } from '../../src/cli/command-line.ts';
import { paintOf, type Terminal } from '../../src/cli/terminal.ts';

/** What a command line wrote, and its exit code. */
export interface Written {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as in a pipe: without colours, on nothing but the environment and the input that are given. */
export async function runCommandLine(
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Terminal['env'] } = {},
): Promise<Written> {
  let out = '';
  let err = '';
  const code = await commandLine(args, {
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    paint: paintOf(false),
    size: () => undefined,
    input: async () => input,
  });
  return { code, out, err };
}
