import { spawn } from 'node:child_process';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import type { Given } from '../command-spec.ts';
import { consoleUrl, executionHash } from '../server/console-url.ts';
import { executionArnOf } from '../server/execution-of.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';
import type { Terminal } from '../terminal.ts';

type Flag = keyof typeof SERVER_FLAGS;

/** `console`: where the page is. */
export const consoleCommand = command({
  summary: 'Say where the console of a server is, or open it in the browser',
  args: ['[EXECUTION]'],
  flags: {
    open: { text: 'open it in the browser' },
    stack: { value: '<name>', text: 'of the fake that this CloudFormation stack has deployed, by its output Endpoint' },
    ...SERVER_FLAGS,
  },
  more: [
    'EXECUTION is an ARN, machine/name, or a name: its page. Where signatures are checked, the page asks for a key, and keeps it in its memory;',
    'no link holds one. --stack wants @aws-sdk/client-cloudformation, and AWS’s credentials in the environment.',
  ],
  async run(given, terminal) {
    const [named] = given.args;
    const stack = given.text('stack');
    const asked = stack === undefined ? given : await ofStack(stack, given, terminal);
    const server = serverOf(asked, terminal);
    // Whoever is sent to a page wants one that is there.
    await server.fake('GET health');
    const screen =
      named === undefined
        ? sandboxScreen(given.text('account'), given.text('region'))
        : executionHash(await executionArnOf(server, named));
    const url = `${consoleUrl(server.url)}${screen}`;
    if (given.has('json')) printJson(terminal, { url });
    else terminal.out(`${url}\n`);
    if (given.has('open')) openInBrowser(url, terminal);
    return 0;
  },
});

/** The same flags, but for the address that the stack says. */
async function ofStack(stack: string, given: Given<Flag>, { env }: Terminal): Promise<Given<Flag>> {
  if (given.text('endpoint') !== undefined)
    throw new CliError('--stack and --endpoint exclude each other.', { hint: 'fake-sfn help console' });
  const { stackEndpoint } = await import('../server/stack-endpoint.ts');
  const region = given.text('region') ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1');
  const endpoint = await stackEndpoint(stack, region);
  return { ...given, text: (flag) => (flag === 'endpoint' ? endpoint : given.text(flag)) };
}

function sandboxScreen(account: string | undefined, region: string | undefined): string {
  const said = { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  const query = new URLSearchParams(said).toString();
  return query === '' ? '' : `#/machines?${query}`;
}

/** What opens an address on each platform; none of them is a shell, which would read the address. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

function openInBrowser(url: string, terminal: Terminal): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', ({ message }) => terminal.err(`No browser could be opened: ${message}.\n`));
  child.unref();
}
