import { isMap, isScalar, YAMLMap } from 'yaml';
import { isObject } from '#json/json.ts';
import { readDocument } from '../files/document.ts';
import { toLongForm } from './long-form.ts';
import { resolve } from './resolve.ts';
import { attributeOf } from './resource-names.ts';
import type { Seed, SeedContext, SeededMachine, Unresolved } from './seeded-machine.ts';
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
  const document = readDocument(withVariables(text, env, context));
  const root = document.root;
  if (!isMap(root)) return { machines, unresolved: all };
  toLongForm(root);
  const set = new Map([...functionArns(root, context), ...context.set]);
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
    if (!isObject(definition)) report(`The definition of ${id} is not in this file`, node);
    for (const [variable] of JSON.stringify(definition).matchAll(/\$\{[\w-]+:[^}]*\}/g))
      report(`${variable} is not known here: --set ${variable.slice(2, -1).split(',')[0]}=value gives it`, node);
    all.push(...unresolved);
    const name = machine.get('name');
    const at = { file: path, ...document.positionOf(isScalar(key) ? key : machine) };
    const type = machine.get('type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
    if (unresolved.length > 0) continue;
    machines.push({ name: typeof name === 'string' ? name : id, type, definition: JSON.stringify(definition), at });
  }
  return { machines, unresolved: all };
}

/** Serverless: a function `hello` is the resource HelloLambdaFunction, and is called service-stage-hello. */
function functionArns(root: YAMLMap, context: SeedContext): [string, string][] {
  const [service, stage] = [root.get('service'), stageOf(root, context)];
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

const stageOf = (root: YAMLMap, { set }: SeedContext): string =>
  set.get('opt:stage') ?? set.get('sls:stage') ?? String(mapAt(root, 'provider')?.get('stage') ?? 'dev');

/** Serverless's own variables, as far as the file, the environment and `--set opt:stage=dev` tell; others stay as they are written. */
function withVariables(text: string, env: Readonly<Record<string, string | undefined>>, context: SeedContext): string {
  const root = readDocument(text).root;
  const lookUp = (variable: string): string | undefined => {
    const given = context.set.get(variable);
    if (given !== undefined) return given;
    const [source = '', name = ''] = variable.split(/:(.*)/s);
    if (source === 'env') return env[name];
    if (!isMap(root)) return undefined;
    if (variable === 'sls:stage') return stageOf(root, context);
    if (variable === 'aws:region') return context.region;
    if (variable === 'aws:accountId') return context.account;
    const value: unknown = source === 'self' ? root.getIn(name.split('.')) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const once = (written: string) =>
    written.replace(/\$\{([a-z]+:[^${}]+)\}/g, (whole, inside: string) => {
      const [variable = '', ...otherwise] = inside.split(',').map((part) => part.trim());
      const fallback = otherwise[0]?.replace(/^(['"])(.*)\1$/, '$2');
      return (
        lookUp(variable) ?? (fallback === undefined ? whole : fallback.includes(':') ? (lookUp(fallback) ?? whole) : fallback)
      );
    });
  let resolved = text;
  // A variable may stand for another one; a few rounds reach the end of any chain that has one.
  for (let round = 0; round < 5; round++) resolved = once(resolved);
  return resolved;
}
