import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { isArray, isObject, type Json } from '#json/json.ts';

/** What a template's functions ask for. Whatever is not known is reported, and a text stands in for it. */
export interface Names {
  readonly ref: (name: string, at: Node) => Json;
  readonly attribute: (name: string, attribute: string, at: Node) => Json;
  readonly condition: (name: string, at: Node) => boolean;
  readonly mapping: (map: string, key: string, name: string, at: Node) => Json;
  /** An export of another stack. */
  readonly imported: (name: string, at: Node) => Json;
  /** Where an alias leads. */
  readonly aliased: (node: Node) => Node | undefined;
  readonly unresolved: (message: string, at: Node) => Json;
}

type TemplateFunction = (argument: Node, names: Names) => Json;

/** CloudFormation's functions. CloudFormation: "Intrinsic function reference". */
const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  Ref: (argument, names) => names.ref(textOf(argument, names), argument),
  Condition: (argument, names) => names.condition(textOf(argument, names), argument),
  'Fn::GetAtt': (argument, names) => {
    const given = resolve(argument, names);
    const [name = '', ...attribute] = isArray(given) ? given.map(String) : String(given).split('.');
    return names.attribute(name, attribute.join('.'), argument);
  },
  'Fn::Sub': (argument, names) => {
    const [text, values] = isSeq(argument) ? argument.items : [argument];
    const given = isNode(values) ? resolve(values, names) : {};
    return substituted(isNode(text) ? textOf(text, names) : '', isObject(given) ? given : {}, argument, names);
  },
  'Fn::Join': (argument, names) => {
    const [separator, parts] = listOf(argument, names);
    return (isArray(parts) ? parts : []).map(asText).join(asText(separator));
  },
  'Fn::Select': (argument, names) => {
    const [index, list] = listOf(argument, names);
    return (
      (isArray(list) ? list[Number(index)] : undefined) ?? names.unresolved('Fn::Select finds nothing at its index', argument)
    );
  },
  'Fn::Split': (argument, names) => {
    const [separator, text] = listOf(argument, names);
    return asText(text).split(asText(separator));
  },
  'Fn::If': (argument, names) => {
    const [condition, yes, no] = isSeq(argument) ? argument.items : [];
    const chosen = isNode(condition) && names.condition(textOf(condition, names), argument) ? yes : no;
    return isNode(chosen) ? resolve(chosen, names) : null;
  },
  'Fn::Equals': (argument, names) => {
    const [one, other] = listOf(argument, names);
    return JSON.stringify(one) === JSON.stringify(other);
  },
  'Fn::And': (argument, names) => listOf(argument, names).every((one) => one === true),
  'Fn::Or': (argument, names) => listOf(argument, names).some((one) => one === true),
  'Fn::Not': (argument, names) => listOf(argument, names)[0] !== true,
  'Fn::FindInMap': (argument, names) => {
    const [map = '', key = '', name = ''] = listOf(argument, names).map(asText);
    return names.mapping(map, key, name, argument);
  },
  'Fn::ImportValue': (argument, names) => names.imported(textOf(argument, names), argument),
  'Fn::Base64': (argument, names) => Buffer.from(textOf(argument, names)).toString('base64'),
};

/** The value of a piece of a template, its functions carried out; they are in their long form. */
export function resolve(node: Node, names: Names): Json {
  if (isAlias(node)) {
    const target = names.aliased(node);
    return target === undefined ? null : resolve(target, names);
  }
  if (isSeq(node))
    return node.items
      .filter(isNode)
      .map((item) => resolve(item, names))
      .filter((item) => item !== NO_VALUE);
  if (isMap(node)) return resolveMembers(node.items, names);
  return isScalar(node) ? jsonOf(node.value) : null;
}

/** What AWS::NoValue stands for: there is nothing here. */
export const NO_VALUE = '\u0000AWS::NoValue';

function resolveMembers(pairs: readonly { readonly key: unknown; readonly value: unknown }[], names: Names): Json {
  const [only] = pairs;
  if (pairs.length === 1 && only && isScalar(only.key) && isNode(only.value)) {
    const name = String(only.key.value);
    if (isFunction(name)) return call(name, only.value, names);
  }
  const members = pairs.flatMap(({ key, value }): [string, Json][] => {
    const resolved = isNode(value) ? resolve(value, names) : null;
    return isScalar(key) && resolved !== NO_VALUE ? [[String(key.value), resolved]] : [];
  });
  return Object.fromEntries(members);
}

const isFunction = (name: string): boolean => name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');

const call = (name: string, argument: Node, names: Names): Json =>
  (FUNCTIONS[name] ?? ((at) => names.unresolved(`${name} is not known here`, at)))(argument, names);

function substituted(text: string, values: Readonly<Record<string, Json>>, at: Node, names: Names): string {
  return text.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const trimmed = name.trim();
    const given = values[trimmed];
    if (given !== undefined) return asText(given);
    const [resource = '', ...attribute] = trimmed.split('.');
    return asText(attribute.length === 0 ? names.ref(resource, at) : names.attribute(resource, attribute.join('.'), at));
  });
}

export const isNode = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);

const listOf = (argument: Node, names: Names): Json[] => {
  const list = resolve(argument, names);
  return isArray(list) ? [...list] : [];
};

const textOf = (argument: Node, names: Names): string => asText(resolve(argument, names));

const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

const jsonOf = (value: unknown): Json =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value);
