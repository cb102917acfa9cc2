import { spawn } from 'node:child_process';
import { command } from '../command.ts';
import { consoleUrl, executionHash } from '../server/console-url.ts';
import { executionArnOf } from '../server/execution-of.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';
import type { Terminal } from '../terminal.ts';

/** `console`: where the page is. */
export const consoleCommand = command({
  summary: 'Say where the console of a server is, or open it in the browser',
  args: ['[EXECUTION]'],
  flags: { open: { text: 'open it in the browser' }, ...SERVER_FLAGS },
  more: ['EXECUTION is an ARN, machine/name, or a name: its page. Where signatures are checked, the page asks for a key.'],
  async run(given, terminal) {
    const server = serverOf(given, terminal);
    // Whoever is sent to a page wants one that is there.
    await server.fake('GET health');
    const [named] = given.args;
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
