import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { partitionOf } from '#http/caller.ts';
import { isObject, type Json } from '#json/json.ts';
import type { SourceDocument } from '#source-text/document.ts';
import { isNode, type Names, NO_VALUE, resolve } from './resolve.ts';
import { attributeOf, nameProperty, refOf } from './resource-names.ts';
import type { SeedContext } from './seeded-machine.ts';

/** What a template is read for. */
interface TemplateFacts {
  readonly document: SourceDocument;
  readonly context: SeedContext;
  /** Is told of what cannot be found out. */
  readonly report: (message: string, at: Node) => void;
}

/** Everything that the functions of a template can name: what is set, parameters, resources, conditions, mappings. */
export function templateNames(root: YAMLMap, { document, context, report }: TemplateFacts): Names {
  const { set, region, account } = context;
  const partition = partitionOf(region);
  const section = (name: string): YAMLMap | undefined => mapAt(root, name);
  const unresolved = (message: string, at: Node): string => {
    report(message, at);
    return 'unresolved';
  };
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackName': set.get('AWS::StackName') ?? 'stack',
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/${set.get('AWS::StackName') ?? 'stack'}/0`,
    'AWS::NoValue': NO_VALUE,
  };
  const resourceOf = (name: string) => {
    const resource = mapAt(section('Resources'), name);
    const type = String(resource?.get('Type') ?? '');
    return resource && { type, name: nameOf(name, type, mapAt(resource, 'Properties')) };
  };
  const nameOf = (logicalId: string, type: string, properties: YAMLMap | undefined): string => {
    const property = nameProperty(type);
    const node = property === undefined ? undefined : nodeAt(properties, property);
    const name = node ? resolve(node, names) : undefined;
    return typeof name === 'string' && name !== NO_VALUE ? name : logicalId;
  };
  const names: Names = {
    aliased: document.aliased,
    unresolved,
    ref(name, at) {
      const given = set.get(name) ?? pseudo[name];
      if (given !== undefined) return given;
      const parameter = mapAt(section('Parameters'), name);
      const value = nodeAt(parameter, 'Default');
      if (value) return parameterValue(resolve(value, names), String(parameter?.get('Type') ?? ''));
      if (parameter) return unresolved(`The parameter ${name} has no default: --set ${name}=value gives it`, at);
      const resource = resourceOf(name);
      const ref = resource && refOf(resource.type, resource.name, context);
      if (ref !== undefined) return ref;
      const what = resource ? `Ref of a ${resource.type} is known to AWS alone` : `There is no ${name}`;
      return unresolved(`${what}: --set ${name}=value gives it`, at);
    },
    attribute(name, attribute, at) {
      const given = set.get(`${name}.${attribute}`);
      if (given !== undefined) return given;
      const resource = resourceOf(name);
      const value = resource && attributeOf(resource.type, attribute, resource.name, context);
      return value ?? unresolved(`${name}.${attribute} is known to AWS alone: --set ${name}.${attribute}=value gives it`, at);
    },
    condition(name, at) {
      const node = nodeAt(section('Conditions'), name);
      if (node) return resolve(node, names) === true;
      unresolved(`There is no condition ${name}`, at);
      return false;
    },
    mapping(map, key, name, at) {
      const node = nodeAt(mapAt(mapAt(section('Mappings'), map), key), name);
      return node ? resolve(node, names) : unresolved(`The mapping ${map} has no ${key}, ${name}`, at);
    },
    imported: (name, at) =>
      set.get(name) ?? unresolved(`${name} is an export of another stack: --set ${name}=value gives it`, at),
  };
  return names;
}

const parameterValue = (value: Json, type: string): Json =>
  type.startsWith('List<') || type === 'CommaDelimitedList' ? String(value).split(',') : isObject(value) ? value : String(value);

/** A member of a map that is a map itself. */
export function mapAt(map: YAMLMap | undefined, name: string): YAMLMap | undefined {
  const value = map?.get(name, true);
  return isMap(value) ? value : undefined;
}

/** A member of a map, as it is written. */
export function nodeAt(map: YAMLMap | undefined, name: string): Node | undefined {
  const pair = map?.items.find(({ key }) => isScalar(key) && key.value === name);
  const value: unknown = pair?.value;
  return isNode(value) ? value : undefined;
}
