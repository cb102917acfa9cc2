import { type ExploreOptions, explore as exploreDefinition } from '#control/explore/explore.ts';
import { exploreText } from '#control/explore/explore-text.ts';
import { libraryTest } from '#control/explore/library-test.ts';
import { madeUpResults } from '#control/explore/made-up.ts';
import { isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { machineNameOfFile } from '#source-text/machine-name-of-file.ts';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import { checkDefinition } from '../files/check-definition.ts';
import { readDefinitionFile } from '../files/definition-file.ts';
import { readText } from '../files/read-text.ts';
import { picturePaint } from '../run/picture-paint.ts';
import type { Terminal } from '../terminal.ts';

/** `explore`: a definition through everything that can become of its calls. */
export const explore = command({
  summary: 'Run a definition through every outcome of every call, and show what goes wrong',
  args: ['FILE'],
  flags: {
    input: { value: '<json>|@<file>', short: 'i', repeats: true, text: 'an input to begin with ({})' },
    samples: { value: '<file>', text: 'results that calls can have, JSON: {"State": [result, …]}' },
    errors: {
      value: '<file>',
      text: 'errors that calls can have besides those that Retry and Catch name, JSON: {"State": ["Name", …]}',
    },
    'max-paths': {
      value: '<n>',
      text: 'how many paths to go at most (10000); where there are more, half of them are drawn by lot',
    },
    'max-depth': { value: '<n>', text: 'how many calls a path makes at most (100)' },
    seed: { value: '<text>', text: 'draw other paths' },
    coverage: { value: '<folder>', text: 'write there what was come to, for `coverage`' },
    tests: { text: 'print the findings as tests of the library' },
    json: { text: 'print JSON' },
  },
  more: [
    'With a finding the exit code is 1. Nothing is called: where no sample is given, results are made up',
    "from AWS's model of the service, or are {}.",
  ],
  async run({ args, text, texts, has }, terminal) {
    const [path = '-'] = args;
    const file = await readDefinitionFile(path, terminal);
    const problem = (await checkDefinition(file, 'STANDARD')).find(({ severity }) => severity === 'ERROR');
    const definition = problem ? undefined : readJson(file.definition);
    if (problem || !isObject(definition))
      throw new CliError(`${path}:${problem?.line ?? 1}:${problem?.column ?? 1} ${problem?.message ?? 'is no definition.'}`, {
        hint: 'fake-sfn validate says everything that is wrong.',
      });
    const [maxPaths, maxDepth, seed, samples, errors] = (['max-paths', 'max-depth', 'seed', 'samples', 'errors'] as const).map(
      text,
    );
    const inputs = await Promise.all(texts('input').map((input) => readGiven(input, terminal)));
    const options: ExploreOptions = {
      madeUp: await madeUpResults(definition),
      ...(inputs.length === 0 ? {} : { inputs }),
      ...(samples === undefined ? {} : { samples: listsIn(await readGiven(`@${samples}`, terminal), samples) }),
      ...(errors === undefined ? {} : { errors: namesIn(listsIn(await readGiven(`@${errors}`, terminal), errors)) }),
      ...(maxPaths === undefined ? {} : { maxPaths: countIn('max-paths', maxPaths) }),
      ...(maxDepth === undefined ? {} : { maxDepth: countIn('max-depth', maxDepth) }),
      ...(seed === undefined ? {} : { seed }),
    };
    const folder = text('coverage');
    const marks = folder === undefined ? undefined : (await import('../coverage/marks-to-folder.ts')).marksToFolder(folder);
    const marked = marks?.of(machineNameOfFile(path), file.definition);
    const found = exploreDefinition(definition, { ...options, ...(marked && { marked }) });
    await marks?.write();
    if (has('json')) terminal.out(`${writeJson(found)}\n`);
    else if (has('tests')) terminal.out(found.findings.map((finding) => libraryTest(finding, path)).join('\n'));
    else terminal.out(exploreText(found, picturePaint(terminal.paint)));
    return found.findings.length === 0 ? 0 : 1;
  },
});

async function readGiven(given: string, terminal: Terminal): Promise<Json> {
  const text = given.startsWith('@') ? await readText(given.slice(1), terminal) : given;
  try {
    return readJson(text);
  } catch (error) {
    throw new CliError(`${given} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function listsIn(value: Json, path: string): Readonly<Record<string, readonly Json[]>> {
  if (!isObject(value)) throw new CliError(`${path} is no object: {"State": [ … ]}.`);
  return Object.fromEntries(Object.entries(value).map(([state, list]) => [state, Array.isArray(list) ? list : [list]]));
}

const namesIn = (lists: Readonly<Record<string, readonly Json[]>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(lists).map(([state, names]) => [state, names.map(String)]));

function countIn(flag: string, text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new CliError(`--${flag} is ${text}, but must be a whole number from 1.`);
}
