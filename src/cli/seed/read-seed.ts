import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap } from 'yaml';
import { isObject } from '#json/json.ts';
import { readDocument } from '#source-text/document.ts';
import { machineNameOfFile } from '#source-text/machine-name-of-file.ts';
import { CliError } from '../cli-error.ts';
import { readDefinitionFile } from '../files/definition-file.ts';
import { readText } from '../files/read-text.ts';
import { readCdkOut } from './read-cdk-out.ts';
import { readServerless } from './read-serverless.ts';
import { readTemplate, substitute } from './read-template.ts';
import { readTerraform } from './read-terraform.ts';
import type { Seed, SeedContext } from './seeded-machine.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The state machines that files and folders hold, whatever they are written in. Throws CliError for what holds none. */
export async function readSeed(paths: readonly string[], env: Env, context: SeedContext): Promise<Seed> {
  const seeds = (await Promise.all(paths.map((path) => readPath(path, env, context)))).flat();
  return { machines: seeds.flatMap(({ machines }) => machines), unresolved: seeds.flatMap(({ unresolved }) => unresolved) };
}

async function readPath(path: string, env: Env, context: SeedContext): Promise<Seed[]> {
  if (!existsSync(path)) throw new CliError(`${path} cannot be read: there is no such file.`);
  if (!statSync(path).isDirectory()) return [await readFileAs(path, env, context)];
  if (existsSync(join(path, 'manifest.json'))) return readCdkOut(path, context);
  const files = (await readdir(path)).filter((name) => IN_FOLDERS.test(name)).sort();
  if (files.length === 0) throw new CliError(`${path} holds no state machines.`, { hint: `Looked for ${LOOKED_FOR}.` });
  return Promise.all(files.map((name) => readFileAs(join(path, name), env, context)));
}

const IN_FOLDERS = /(\.asl(\.(json|ya?ml))?|^(template|serverless)\.(json|ya?ml)|\.template\.json)$/;

const LOOKED_FOR = 'manifest.json (of cdk synth), template.yaml, serverless.yml, *.template.json, *.asl.json, *.asl.yaml';

async function readFileAs(path: string, env: Env, context: SeedContext): Promise<Seed> {
  const text = await readText(path, { input: async () => '' });
  const document = readDocument(text);
  const { root, problem } = document;
  if (!isMap(root)) throw new CliError(`${path} is neither JSON nor YAML that holds a state machine.`);
  if (problem) throw new CliError(`${path}:${problem.position.line}:${problem.position.column} ${problem.message}`);
  if (root.has('States')) return readAsl(path, context);
  if (root.has('Resources')) return readTemplate({ path, document }, context);
  if (root.has('stepFunctions')) return readServerless(path, text, env, context);
  if (root.has('planned_values') || root.has('values')) {
    const value: unknown = JSON.parse(text);
    return readTerraform(path, isObject(value) ? value : {}, context);
  }
  throw new CliError(`${path} holds no state machines.`, {
    hint: 'A definition, a SAM or CloudFormation template, cdk.out, a Serverless file, or `terraform show -json` does.',
  });
}

/** A definition by itself: its file names it. */
async function readAsl(path: string, { set }: SeedContext): Promise<Seed> {
  const { definition } = await readDefinitionFile(path, { input: async () => '' });
  const machine = {
    name: set.get('name') ?? machineNameOfFile(path),
    type: 'STANDARD' as const,
    definition: substitute(definition, Object.fromEntries(set)),
    at: { file: path, line: 1, column: 1 },
  };
  return { machines: [machine], unresolved: [] };
}
