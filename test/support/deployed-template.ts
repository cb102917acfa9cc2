import type { Template, TemplateResource } from './templates.ts';

/** What CloudFormation makes of a template: its resources, with the parameters in them; what AWS gives out is `<Table.Arn>`. */
export interface Deployed {
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Works out the intrinsic functions that the templates of infra/ use, for these parameters and the defaults of the others.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function deployTemplate(template: Template, given: Readonly<Record<string, string>> = {}): Deployed {
  const { Parameters = {}, Conditions = {}, Resources, Outputs = {} } = template;
  const unknown = Object.keys(given).filter((name) => !(name in Parameters));
  if (unknown.length > 0) throw new Error(`the template has no parameter ${unknown}`);

  function refer(name: string): unknown {
    if (name === 'AWS::NoValue') return NO_VALUE;
    const parameter = Parameters[name];
    if (parameter === undefined) return `<${name}>`;
    const value = given[name] ?? String(parameter.Default);
    return 'Type' in parameter && parameter.Type === 'CommaDelimitedList'
      ? value.split(',').filter((item) => item !== '')
      : value;
  }

  const holds = (name: string): boolean => work(Conditions[name]) === true;

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (name) => refer(String(name)),
    Condition: (name) => holds(String(name)),
    'Fn::GetAtt': (path) => `<${path}>`,
    'Fn::If': (parts) => {
      const [condition, then, otherwise] = listOf(parts);
      return work(holds(String(condition)) ? then : otherwise);
    },
    'Fn::Equals': (parts) => {
      const [one, other] = listOf(work(parts));
      return one === other;
    },
    'Fn::Not': (parts) => !listOf(work(parts))[0],
    'Fn::And': (parts) => listOf(work(parts)).every((part) => part === true),
    'Fn::Or': (parts) => listOf(work(parts)).some((part) => part === true),
    'Fn::Join': (parts) => {
      const [between, items] = listOf(work(parts));
      return listOf(items).join(String(between));
    },
    'Fn::Split': (parts) => {
      const [between, text] = listOf(work(parts));
      return String(text).split(String(between));
    },
    'Fn::Select': (parts) => {
      const [index, items] = listOf(work(parts));
      return listOf(items)[Number(index)];
    },
    'Fn::Sub': (argument) => {
      const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
      const values = new Map(Object.entries(own));
      return String(text).replace(/\$\{([^}]+)\}/g, (_, name: string) =>
        String(values.has(name) ? work(values.get(name)) : refer(name)),
      );
    },
  };

  function work(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(work).filter((item) => item !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first, ...others] = entries;
    const called = first && others.length === 0 ? functions[first[0]] : undefined;
    if (first && called) return called(first[1]);
    return Object.fromEntries(
      entries.map(([name, member]) => [name, work(member)] as const).filter(([, member]) => member !== NO_VALUE),
    );
  }

  const made = <Part extends { readonly Condition?: string }>(parts: Readonly<Record<string, Part>>) =>
    Object.entries(parts).filter(([, { Condition }]) => Condition === undefined || holds(Condition));
  return {
    resources: Object.fromEntries(
      made(Resources).map(([name, { Type, Properties }]) => [name, { Type, Properties: Object(work(Properties)) }]),
    ),
    outputs: Object.fromEntries(made(Outputs).map(([name, { Value }]) => [name, work(Value)])),
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
