#!/usr/bin/env node
import { FLAG_NAMES, readCommand, usage } from './flags.ts';
import { npmKeptFlags } from './npm-flags.ts';

const kept = npmKeptFlags(process.env, FLAG_NAMES, process.argv.slice(2));
const command = kept === undefined ? readCommand(process.argv.slice(2)) : ({ name: 'wrong', problem: kept } as const);

switch (command.name) {
  case 'help':
    process.stdout.write(usage());
    break;
  case 'version': {
    const { version } = await import('../version.ts');
    process.stdout.write(`${version}\n`);
    break;
  }
  case 'serve': {
    const { serve } = await import('./serve.ts');
    // Ends the process although a timer or a socket may still be open.
    process.exit(await serve(process.env, command.flags));
    break;
  }
  case 'wrong':
    process.stderr.write(`${command.problem}\n\n${usage()}`);
    process.exitCode = 2;
}
