#!/usr/bin/env node
import { commandLine } from './command-line.ts';
import { terminalOf } from './terminal.ts';

const args = process.argv.slice(2);

// `serve` ends cleanly by itself. As the first process of a container, nothing else would end at all.
if (args[0] !== 'serve') {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}

const exitCode = await commandLine(args, terminalOf(process));
// A timer or a socket may still be open, and what was written to a pipe may still be on its way.
process.stdout.write('', () => process.exit(exitCode));
