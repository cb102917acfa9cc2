import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type CollectionTag, parse, type ScalarTag } from 'yaml';

/** A resource of a template; intrinsic functions are objects: `{ Ref: 'Table' }`, `{ 'Fn::GetAtt': 'Table.Arn' }`. */
export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A CloudFormation template. */
export interface Template {
  readonly Parameters?: Readonly<
    Record<string, { readonly Default?: string | number; readonly AllowedValues?: readonly unknown[] }>
  >;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>;
}

/** The path of a file in infra/. */
export const infraFile = (name: string): string => fileURLToPath(new URL(`../../infra/${name}`, import.meta.url));

export const readInfraFile = (name: string): Promise<string> => readFile(infraFile(name), 'utf8');

const FUNCTIONS = ['And', 'Equals', 'GetAtt', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'];

/** `!Sub text` is `{ 'Fn::Sub': 'text' }`. */
const customTags = [
  ...FUNCTIONS.map((name) => [`!${name}`, `Fn::${name}`] as const),
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
].flatMap(([tag = '', key = '']): (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (text: string) => ({ [key]: text }) },
  { tag, collection: 'seq', resolve: (list) => ({ [key]: 'toJSON' in list ? list.toJSON() : list }) },
]);

/** Reads a template of infra/. */
export async function readTemplate(name: string): Promise<Template> {
  return parse(await readInfraFile(name), { customTags, logLevel: 'error' });
}

/** The only resource of that type. */
export function resourceOf({ Resources }: Template, type: string): TemplateResource['Properties'] {
  const [found, ...others] = Object.values(Resources).filter(({ Type }) => Type === type);
  if (!found || others.length > 0) throw new Error(`there is not one ${type} in the template`);
  return found.Properties;
}

/** The variables of a template's function. */
export function variablesOf({ Environment }: TemplateResource['Properties']): Readonly<Record<string, unknown>> {
  if (typeof Environment !== 'object' || Environment === null || !('Variables' in Environment)) return {};
  return Object.fromEntries(Object.entries(Environment.Variables ?? {}));
}
