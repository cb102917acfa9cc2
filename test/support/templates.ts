import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A resource of a template, intrinsic functions without their tags: `!Ref Table` reads `Table`, `!GetAtt Table.Arn` `Table.Arn`. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A CloudFormation template. */
export interface Template {
  readonly Parameters?: Readonly<
    Record<string, { readonly Default?: string | number; readonly AllowedValues?: readonly unknown[] }>
  >;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: string }>>;
}

/** The path of a file in infra/. */
export const infraFile = (name: string): string => fileURLToPath(new URL(`../../infra/${name}`, import.meta.url));

export const readInfraFile = (name: string): Promise<string> => readFile(infraFile(name), 'utf8');

/** Reads a template of infra/. */
export async function readTemplate(name: string): Promise<Template> {
  return parse(await readInfraFile(name), { logLevel: 'error' });
}

/** The only resource of that type. */
export function resourceOf({ Resources }: Template, type: string): TemplateResource['Properties'] {
  const [found, ...others] = Object.values(Resources).filter(({ Type }) => Type === type);
  if (!found || others.length > 0) throw new Error(`there is not one ${type} in the template`);
  return found.Properties;
}

/** The variables of the template's only function. */
export function variablesOf(template: Template): Readonly<Record<string, string>> {
  const { Environment } = resourceOf(template, 'AWS::Serverless::Function');
  if (typeof Environment !== 'object' || Environment === null || !('Variables' in Environment)) return {};
  return Object.fromEntries(Object.entries(Environment.Variables ?? {}).map(([name, value]) => [name, String(value)]));
}
