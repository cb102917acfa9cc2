import type { Command } from '../command-spec.ts';
import { consoleCommand } from './console.ts';
import { coverage } from './coverage.ts';
import { demo } from './demo.ts';
import { executions } from './executions.ts';
import { explain } from './explain.ts';
import { explore } from './explore.ts';
import { exportBundle } from './export.ts';
import { graph } from './graph.ts';
import { health } from './health.ts';
import { helpOf } from './help.ts';
import { importBundles } from './import.ts';
import { mocks } from './mocks.ts';
import { replay } from './replay.ts';
import { reset } from './reset.ts';
import { run } from './run.ts';
import { seed } from './seed.ts';
import { serve } from './serve.ts';
import { show } from './show.ts';
import { skip } from './skip.ts';
import { tail } from './tail.ts';
import { validate } from './validate.ts';
import { waiting } from './waiting.ts';

/** Every command, in the order of the help. */
export const COMMANDS = {
  serve,
  run,
  validate,
  explain,
  replay,
  explore,
  coverage,
  graph,
  seed,
  executions,
  show,
  tail,
  waiting,
  skip,
  reset,
  export: exportBundle,
  import: importBundles,
  mocks,
  health,
  console: consoleCommand,
  demo,
  help: helpOf((): Readonly<Record<string, Command>> => COMMANDS),
} satisfies Record<string, Command>;

/** Is there a command of this name? */
export const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);
