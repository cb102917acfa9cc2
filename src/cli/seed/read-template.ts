import { dirname, join } from 'node:path';
import { isMap, isScalar, type YAMLMap } from 'yaml';
import { isObject, type Json } from '#json/json.ts';
import type { SourceDocument } from '#source-text/document.ts';
import { readDefinitionFile } from '../files/definition-file.ts';
import { toLongForm } from './long-form.ts';
import { type Names, resolve } from './resolve.ts';
import type { Place, Seed, SeedContext, SeededMachine, Unresolved } from './seeded-machine.ts';
import { mapAt, nodeAt, templateNames } from './template-names.ts';

/** A template, and how files that it has put into S3 are found here. */
export interface TemplateFile {
  readonly path: string;
  readonly document: SourceDocument;
  readonly assetAt?: ((key: string) => string | undefined) | undefined;
}

/** A state machine in a template whose functions have been carried out. */
interface TemplatedMachine {
  readonly logicalId: string;
  readonly properties: Readonly<Record<string, Json>>;
  readonly at: Place;
}

const TYPES = ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'];

/** The state machines of a CloudFormation or SAM template. One that depends on what is not known is left out, and what is not known is named. */
export async function readTemplate(file: TemplateFile, context: SeedContext): Promise<Seed> {
  const { path, document } = file;
  const root = document.root;
  if (!isMap(root)) return { machines: [], unresolved: [] };
  toLongForm(root);
  const all: Unresolved[] = [];
  const machines: SeededMachine[] = [];
  const resources = mapAt(root, 'Resources');
  for (const { key } of resources?.items ?? []) {
    const logicalId = isScalar(key) ? String(key.value) : '';
    const resource = mapAt(resources, logicalId);
    if (!resource || !TYPES.includes(String(resource.get('Type')))) continue;
    const unresolved: Unresolved[] = [];
    const names = templateNames(root, {
      document,
      context,
      report: (message, at) => unresolved.push({ file: path, ...document.positionOf(at), message }),
    });
    const at = { file: path, ...document.positionOf(isScalar(key) ? key : resource) };
    const machine = exists(resource, names)
      ? await readMachine({ logicalId, properties: propertiesOf(resource, names), at }, file, unresolved)
      : undefined;
    all.push(...unresolved);
    if (machine && unresolved.length === 0) machines.push({ ...machine, region: context.region, account: context.account });
  }
  return { machines, unresolved: all };
}

function exists(resource: YAMLMap, names: Names): boolean {
  const node = nodeAt(resource, 'Condition');
  return !isScalar(node) || names.condition(String(node.value), node);
}

/** Of its properties, those that make the definition: the others may depend on what they like. */
function propertiesOf(resource: YAMLMap, names: Names): Record<string, Json> {
  const properties = mapAt(resource, 'Properties');
  const wanted = ['Name', 'StateMachineName', 'StateMachineType', 'Type', 'Definition', 'DefinitionString', 'DefinitionUri'];
  const found = [...wanted, 'DefinitionS3Location', 'DefinitionSubstitutions'].flatMap((name): [string, Json][] => {
    const node = nodeAt(properties, name);
    return node ? [[name, resolve(node, names)]] : [];
  });
  return Object.fromEntries(found);
}

async function readMachine(
  { logicalId, properties, at }: TemplatedMachine,
  file: TemplateFile,
  unresolved: Unresolved[],
): Promise<SeededMachine | undefined> {
  const { Name, StateMachineName = Name, Type, StateMachineType = Type, DefinitionSubstitutions } = properties;
  const found = await definitionOf(properties, file, at, unresolved);
  if (found === undefined) return undefined;
  return {
    name: typeof StateMachineName === 'string' ? StateMachineName : logicalId,
    type: StateMachineType === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    definition: substitute(found.text, isObject(DefinitionSubstitutions) ? DefinitionSubstitutions : {}),
    at,
    ...(found.path !== undefined && { files: [found.path] }),
  };
}

async function definitionOf(
  { Definition, DefinitionString, DefinitionUri, DefinitionS3Location = DefinitionUri }: TemplatedMachine['properties'],
  { path, assetAt }: TemplateFile,
  at: Place,
  unresolved: Unresolved[],
): Promise<{ readonly text: string; readonly path?: string } | undefined> {
  if (typeof DefinitionString === 'string') return { text: DefinitionString };
  if (isObject(Definition)) return { text: JSON.stringify(Definition) };
  const key = isObject(DefinitionS3Location) ? String(DefinitionS3Location.Key ?? '') : '';
  const local =
    typeof DefinitionUri === 'string' && !DefinitionUri.startsWith('s3:') ? join(dirname(path), DefinitionUri) : assetAt?.(key);
  if (local === undefined) {
    unresolved.push({ ...at, message: 'The definition is in S3: give a template as it is before `sam package`' });
    return undefined;
  }
  return { text: (await readDefinitionFile(local, { input: async () => '' })).definition, path: local };
}

/** CloudFormation: `${Name}` in a definition stands for what DefinitionSubstitutions says. */
export const substitute = (text: string, values: Readonly<Record<string, Json>>): string =>
  text.replace(/\$\{([A-Za-z0-9_]+)\}/g, (written, name: string) => {
    const value = values[name];
    return value === undefined ? written : typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
  });
