/** Where a resource lives: the parts that all ARNs share. */
export interface ArnPlace {
  readonly partition: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

/**
 * What the ARNs of Step Functions name. `label` is the label of a Distributed Map state: such a state has a state machine ARN of its own
 * (`stateMachine:<machine>/<label>`), and the executions of its Map Runs are named after it.
 */
export type SfnArn = StateMachineArn | VersionArn | AliasArn | ExecutionArn | ExpressExecutionArn | MapRunArn | ActivityArn;

/** `arn:aws:states:us-east-1:123456789012:stateMachine:<machine>` or `…:<machine>/<label>` */
export interface StateMachineArn extends ArnPlace {
  readonly kind: 'stateMachine';
  readonly machine: string;
  readonly label?: string;
}

/** `…:stateMachine:<machine>:<version>`; versions count from 1. */
export interface VersionArn extends ArnPlace {
  readonly kind: 'version';
  readonly machine: string;
  readonly version: number;
}

/** `…:stateMachine:<machine>:<alias>` */
export interface AliasArn extends ArnPlace {
  readonly kind: 'alias';
  readonly machine: string;
  readonly alias: string;
}

/** `…:execution:<machine>:<name>`, or `…:execution:<machine>/<label>:<name>` for a child of a Map Run. */
export interface ExecutionArn extends ArnPlace {
  readonly kind: 'execution';
  readonly machine: string;
  readonly label?: string;
  readonly name: string;
}

/** `…:express:<machine>:<name>:<id>`; the id tells executions of one name apart. */
export interface ExpressExecutionArn extends ArnPlace {
  readonly kind: 'express';
  readonly machine: string;
  readonly label?: string;
  readonly name: string;
  readonly id: string;
}

/** `…:mapRun:<machine>/<label>:<id>` */
export interface MapRunArn extends ArnPlace {
  readonly kind: 'mapRun';
  readonly machine: string;
  readonly label: string;
  readonly id: string;
}

/** `…:activity:<name>` */
export interface ActivityArn extends ArnPlace {
  readonly kind: 'activity';
  readonly name: string;
}

/** The word in an ARN that says what it names. Versions and aliases are of the type `stateMachine`. */
export type ResourceType = 'stateMachine' | 'execution' | 'express' | 'mapRun' | 'activity';

/** Reads an ARN of Step Functions, or `undefined` if it is none. `formatArn` gives the same text back. */
export function parseArn(text: string): SfnArn | undefined {
  const parts = splitArn(text);
  if (parts === undefined) return undefined;
  const { resourceType, resource, ...place } = parts;
  if (resource.includes('')) return undefined;
  const [first = '', second, third, ...rest] = resource;
  const [machine = '', label, ...path] = first.split('/');
  if (rest.length > 0 || path.length > 0 || machine === '' || label === '') return undefined;
  const labelled = label === undefined ? {} : { label };
  switch (resourceType) {
    case 'stateMachine':
      if (third !== undefined) return undefined;
      if (second === undefined) return { kind: 'stateMachine', ...place, machine, ...labelled };
      return label === undefined ? parseQualifier(place, machine, second) : undefined;
    case 'execution':
      if (second === undefined || third !== undefined) return undefined;
      return { kind: 'execution', ...place, machine, ...labelled, name: second };
    case 'express':
      if (second === undefined || third === undefined) return undefined;
      return { kind: 'express', ...place, machine, ...labelled, name: second, id: third };
    case 'mapRun':
      if (label === undefined || second === undefined || third !== undefined) return undefined;
      return { kind: 'mapRun', ...place, machine, label, id: second };
    case 'activity':
      return label === undefined && second === undefined ? { kind: 'activity', ...place, name: machine } : undefined;
    default:
      return undefined;
  }
}

/** AWS: an alias is letters, digits, `_`, `-` and `.`, and not digits only, so a number is always a version. */
function parseQualifier(place: ArnPlace, machine: string, qualifier: string): SfnArn | undefined {
  if (/^[1-9]\d{0,14}$/.test(qualifier)) return { kind: 'version', ...place, machine, version: Number(qualifier) };
  if (/^[\w.-]*[a-zA-Z_.-][\w.-]*$/.test(qualifier)) return { kind: 'alias', ...place, machine, alias: qualifier };
  return undefined;
}

/** The parts of an ARN of the service `states` whose resource nobody has looked at, or `undefined`. */
export function splitArn(text: string): (ArnPlace & { resourceType: string; resource: string[] }) | undefined {
  const arn = readArn(text);
  if (arn?.service !== 'states' || !arn.partition || !arn.region || !arn.account) return undefined;
  const { partition, region, account } = arn;
  const [resourceType, ...resource] = arn.resource.split(':');
  return resourceType ? { partition, region, account, resourceType, resource } : undefined;
}

/** The ARN of a resource of any service: `arn:<partition>:<service>:<region>:<account>:<resource>`; what it leaves out is ''. */
export interface ServiceArn extends ArnPlace {
  readonly service: string;
  /** All that is left, with its colons. */
  readonly resource: string;
}

/** Takes an ARN of any service apart; `undefined` for what is none. */
export function readArn(text: string): ServiceArn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  // Every request reads several: a regular expression takes three times as long.
  const service = behindColons(text, 2);
  const region = behindColons(text, 1, service);
  const account = behindColons(text, 1, region);
  const resource = behindColons(text, 1, account);
  if (resource < 0) return undefined;
  return {
    partition: text.slice(4, service - 1),
    service: text.slice(service, region - 1),
    region: text.slice(region, account - 1),
    account: text.slice(account, resource - 1),
    resource: text.slice(resource),
  };
}

/** Where a text goes on behind so many colons from there on; -1 where it has fewer. */
function behindColons(text: string, colons: number, from = 0): number {
  let at = from;
  for (let left = colons; left > 0 && at >= 0; left--) {
    const colon = text.indexOf(':', at);
    at = colon < 0 ? -1 : colon + 1;
  }
  return at;
}

/** The part of a text behind so many colons, up to the next one; '' where it has fewer. */
function partBehind(text: string, colons: number): string {
  const start = behindColons(text, colons);
  if (start < 0) return '';
  const end = text.indexOf(':', start);
  return end < 0 ? text.slice(start) : text.slice(start, end);
}

/** Where the resource of an ARN of any service lives; each part is '' where the ARN does not say it. */
export function placeOf(arn: string): ArnPlace {
  const { partition = '', region = '', account = '' } = readArn(arn) ?? {};
  return { partition, region, account };
}

/** The region in an ARN of any service; '' where it has none. */
export const regionOf = (arn: string): string => placeOf(arn).region;

/** The account in an ARN of any service; '' where it has none. */
export const accountOf = (arn: string): string => placeOf(arn).account;

/** What stands last in an ARN whose resource has no slash: the id of a Map Run, the name of a bucket. */
export const lastPartOf = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/**
 * `<machine>`, or `<machine>/<label>` of a Distributed Map state, in the ARN of a state machine or of what belongs to one: an execution,
 * a Map Run. It is the name in the context object's StateMachine.
 */
export const machinePathOf = (arn: string): string => partBehind(arn, 6);

/** The name of the state machine in the same ARNs; behind it may stand a test case (`#<test case>`). */
export const machineNameOf = (arn: string): string => machinePathOf(arn).split(/[/#]/, 1)[0] ?? '';

/** The label of the Distributed Map state in the same ARNs, if they have one. */
export const labelOf = (arn: string): string | undefined => machinePathOf(arn).split('/', 2)[1];

/** The name in the ARN of an execution. */
export const executionNameOf = (arn: string): string => partBehind(arn, 7);

/** The ARN of the state machine itself that an ARN of it, its version, its alias or its map state names. */
export function stateMachineOf(arn: string): string {
  const name = behindColons(arn, 6);
  const rest = arn.slice(Math.max(0, name)).search(/[:/#]/);
  return name < 0 || rest < 0 ? arn : arn.slice(0, name + rest);
}

/** The text of an ARN. */
export function formatArn(arn: SfnArn): string {
  const place = `arn:${arn.partition}:states:${arn.region}:${arn.account}`;
  switch (arn.kind) {
    case 'stateMachine':
      return `${place}:stateMachine:${machinePath(arn)}`;
    case 'version':
      return `${place}:stateMachine:${arn.machine}:${arn.version}`;
    case 'alias':
      return `${place}:stateMachine:${arn.machine}:${arn.alias}`;
    case 'execution':
      return `${place}:execution:${machinePath(arn)}:${arn.name}`;
    case 'express':
      return `${place}:express:${machinePath(arn)}:${arn.name}:${arn.id}`;
    case 'mapRun':
      return `${place}:mapRun:${machinePath(arn)}:${arn.id}`;
    case 'activity':
      return `${place}:activity:${arn.name}`;
  }
}

function machinePath({ machine, label }: { machine: string; label?: string }): string {
  return label === undefined ? machine : `${machine}/${label}`;
}

/**
 * Takes the test case off a state machine ARN: `…:stateMachine:Order#HappyPath`. Step Functions Local picks mocked answers by it, in
 * StartExecution and StartSyncExecution only; no name contains a `#`.
 */
export function splitTestCase(text: string): { arn: string; testCase?: string } {
  const at = text.indexOf('#');
  return at < 0 ? { arn: text } : { arn: text.slice(0, at), testCase: text.slice(at + 1) };
}
