import { isMap, isScalar, YAMLMap } from 'yaml';
import { isObject } from '#json/json.ts';
import { toLongForm } from './long-form.ts';
import { resolve } from './resolve.ts';
import { attributeOf } from './resource-names.ts';
import type { Seed, SeedContext, SeededMachine, Unresolved } from './seeded-machine.ts';
import { readServerlessFile } from './serverless-variables.ts';
import { mapAt, nodeAt, templateNames } from './template-names.ts';

/** The state machines of a Serverless file, as the plug-in serverless-step-functions describes them. */
export function readServerless(
  path: string,
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  context: SeedContext,
): Seed {
  const all: Unresolved[] = [];
  const machines: SeededMachine[] = [];
  const { document, stage, files, problems } = readServerlessFile(path, text, env, context);
  const root = document.root;
  if (!isMap(root)) return { machines, unresolved: all };
  toLongForm(root);
  const set = new Map([...functionArns(root, stage, context), ...context.set]);
  const stateMachines = mapAt(mapAt(root, 'stepFunctions'), 'stateMachines');
  for (const { key } of stateMachines?.items ?? []) {
    const id = isScalar(key) ? String(key.value) : '';
    const machine = mapAt(stateMachines, id);
    const node = nodeAt(machine, 'definition');
    if (!machine || !node) continue;
    const unresolved: Unresolved[] = [];
    const report = (message: string, at: Parameters<typeof document.positionOf>[0]) =>
      unresolved.push({ file: path, ...document.positionOf(at), message });
    const names = templateNames(mapAt(root, 'resources') ?? new YAMLMap(), { document, context: { ...context, set }, report });
    const definition = resolve(node, names);
    const unknown = [...JSON.stringify(definition).matchAll(/\$\{((?:[\w-]+|file\([^)]*\)):?[^},]*)[^}]*\}/g)];
    for (const [variable, inside = ''] of unknown.filter(([, inside = '']) => /[:(]/.test(inside)))
      report(`${variable} is not known here: ${problems.get(inside) ?? `--set ${inside}=value gives it`}`, node);
    if (!isObject(definition) && unknown.length === 0) report(`The definition of ${id} is not in this file`, node);
    all.push(...unresolved);
    const name = machine.get('name');
    const at = { file: path, ...document.positionOf(isScalar(key) ? key : machine) };
    const type = machine.get('type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
    if (unresolved.length > 0) continue;
    machines.push({ name: typeof name === 'string' ? name : id, type, definition: JSON.stringify(definition), at, files });
  }
  return { machines, unresolved: all };
}

/** Serverless: a function `hello` is the resource HelloLambdaFunction, and is called service-stage-hello. */
function functionArns(root: YAMLMap, stage: string, context: SeedContext): [string, string][] {
  const service = root.get('service');
  return (mapAt(root, 'functions')?.items ?? []).flatMap(({ key }): [string, string][] => {
    const id = isScalar(key) ? String(key.value) : '';
    const given = mapAt(mapAt(root, 'functions'), id)?.get('name');
    const name = typeof given === 'string' ? given : `${service}-${stage}-${id}`;
    const logicalId = `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', 'Dash').replaceAll('_', 'Underscore')}LambdaFunction`;
    return [
      [`${logicalId}.Arn`, attributeOf('AWS::Lambda::Function', 'Arn', name, context) ?? name],
      [logicalId, name],
    ];
  });
}
