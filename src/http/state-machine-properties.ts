import { SfnError } from '#api/errors.ts';

/** A state machine as a template describes it, in the words of the API. */
export interface StateMachineProperties {
  readonly name?: string;
  readonly type: string;
  readonly definition: string;
  readonly roleArn?: unknown;
  readonly loggingConfiguration?: unknown;
  readonly tracingConfiguration?: unknown;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Those of AWS::StepFunctions::StateMachine that are served; `ServiceToken` and `ServiceTimeout` are CloudFormation's own. */
const NAMES = [
  'ServiceToken',
  'ServiceTimeout',
  'StateMachineName',
  'StateMachineType',
  'DefinitionString',
  'DefinitionSubstitutions',
  'RoleArn',
  'LoggingConfiguration',
  'TracingConfiguration',
  'Tags',
];

/**
 * Reads the properties of AWS::StepFunctions::StateMachine. What the API checks is left to it; throws SfnError for what only a template
 * can have wrong. A `Definition` object is not served: AWS hands custom resources every number and boolean as text.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
 */
export function readStateMachine(properties: Fields): StateMachineProperties {
  const unknown = Object.keys(properties).filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw invalid(`${unknown.join(', ')} is not served; give the definition as DefinitionString`);
  const { StateMachineName, StateMachineType, DefinitionString, RoleArn, LoggingConfiguration, TracingConfiguration, Tags } =
    properties;
  if (typeof DefinitionString !== 'string') throw invalid('DefinitionString is missing');
  return {
    ...(typeof StateMachineName === 'string' ? { name: StateMachineName } : {}),
    type: typeof StateMachineType === 'string' ? StateMachineType : 'STANDARD',
    definition: substitute(DefinitionString, properties['DefinitionSubstitutions']),
    roleArn: RoleArn,
    loggingConfiguration: asApi(LoggingConfiguration),
    tracingConfiguration: asApi(TracingConfiguration),
    tags: Array.isArray(Tags) ? Tags.map(({ Key, Value }) => ({ key: String(Key), value: String(Value) })) : [],
  };
}

/** AWS: `${name}` stands for a substitution; what has none stays. */
const substitute = (definition: string, substitutions: unknown): string => {
  const values = new Map(isFields(substitutions) ? Object.entries(substitutions) : []);
  return definition.replace(/\$\{([^}]+)\}/g, (placeholder, name: string) => String(values.get(name) ?? placeholder));
};

/** `IncludeExecutionData: 'true'` is `includeExecutionData: true`. */
const asApi = (value: unknown): unknown => {
  if (value === 'true' || value === 'false') return value === 'true';
  if (Array.isArray(value)) return value.map(asApi);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, asApi(member)]),
  );
};

const invalid = (problem: string): SfnError => new SfnError('ValidationException', `Custom::FakeStateMachine: ${problem}.`);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
