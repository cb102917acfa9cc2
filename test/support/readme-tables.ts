import { actionTable } from '#api/action-table.ts';
import { createIntegrations } from '#integrations/index.ts';

/** The README with its tables as the code makes them, between `<!-- actions -->` and `<!-- /actions -->` and so on. */
export function withTables(readme: string): string {
  let text = readme;
  for (const [name, make] of Object.entries({ actions: actionsTable, integrations: integrationsTable })) {
    const [opening, closing] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [start, end] = [text.indexOf(opening) + opening.length, text.indexOf(closing)];
    if (start < opening.length || end < start) throw new Error(`the README has no place for the table of ${name}`);
    text = text.slice(0, start) + make() + text.slice(end);
  }
  return text;
}

type Area = keyof typeof AREAS;

/** The areas of the API in the README's order, and what is notable in each. */
const AREAS = {
  'state machines': 'made once, however often asked for; `DELETING` while executions run',
  'versions and aliases': 'weights route; what is referred to stays',
  executions: 'one for a name and its input; redriven from the state that failed',
  'Map Runs': 'children are executions; limits change on the way',
  'activities and task tokens': 'polls are held for up to 60 seconds',
  tags: 'of state machines and activities, up to 50',
  'definitions and single states': "AWS's diagnostics; states tried with and without mocks",
} as const;

const ACTION_AREAS = {
  CreateStateMachine: 'state machines',
  DescribeStateMachine: 'state machines',
  UpdateStateMachine: 'state machines',
  DeleteStateMachine: 'state machines',
  ListStateMachines: 'state machines',
  PublishStateMachineVersion: 'versions and aliases',
  DeleteStateMachineVersion: 'versions and aliases',
  ListStateMachineVersions: 'versions and aliases',
  CreateStateMachineAlias: 'versions and aliases',
  DescribeStateMachineAlias: 'versions and aliases',
  UpdateStateMachineAlias: 'versions and aliases',
  DeleteStateMachineAlias: 'versions and aliases',
  ListStateMachineAliases: 'versions and aliases',
  StartExecution: 'executions',
  StartSyncExecution: 'executions',
  DescribeExecution: 'executions',
  DescribeStateMachineForExecution: 'executions',
  GetExecutionHistory: 'executions',
  ListExecutions: 'executions',
  StopExecution: 'executions',
  RedriveExecution: 'executions',
  ListMapRuns: 'Map Runs',
  DescribeMapRun: 'Map Runs',
  UpdateMapRun: 'Map Runs',
  CreateActivity: 'activities and task tokens',
  DescribeActivity: 'activities and task tokens',
  DeleteActivity: 'activities and task tokens',
  ListActivities: 'activities and task tokens',
  GetActivityTask: 'activities and task tokens',
  SendTaskSuccess: 'activities and task tokens',
  SendTaskFailure: 'activities and task tokens',
  SendTaskHeartbeat: 'activities and task tokens',
  TagResource: 'tags',
  UntagResource: 'tags',
  ListTagsForResource: 'tags',
  ValidateStateMachineDefinition: 'definitions and single states',
  TestState: 'definitions and single states',
} as const satisfies Record<keyof typeof actionTable, Area>;

/** The actions that answer, one area a row; one without `run` is not among them. */
function actionsTable(): string {
  const answering = Object.entries(ACTION_AREAS).filter(([name]) =>
    Object.entries(actionTable).some(([known, action]) => known === name && 'run' in action),
  );
  const rows = Object.entries(AREAS).map(([area, notable]) => {
    const names = answering.filter(([, of]) => of === area).map(([name]) => name);
    return [area, names.join(', '), notable];
  });
  return table([`${answering.length} of ${Object.keys(actionTable).length} actions`, '', ''], rows);
}

/** A resource without `arn:aws:states:::`, taken apart: `ecs`, `runTask`, `.sync`. */
const RESOURCE = /^(?<service>aws-sdk:[^:]+|[^:]+):(?<action>[^.]+)(?<pattern>\..+)?$/;

const PATTERNS = ['', '.sync', '.sync:2', '.waitForTaskToken'] as const;

/** What a Task may call without a mock, by service, and in which way. */
function integrationsTable(): string {
  const services = new Map<string, Map<string, string[]>>();
  for (const resource of createIntegrations().known) {
    const { service = resource, action = 'all', pattern = '' } = RESOURCE.exec(resource)?.groups ?? {};
    if (!PATTERNS.some((known) => known === pattern)) throw new Error(`the README has no column for ${resource}`);
    const patterns = services.get(service) ?? new Map<string, string[]>();
    patterns.set(pattern, [...(patterns.get(pattern) ?? []), action]);
    services.set(service, patterns);
  }
  const rows = [...services].sort(byName).map(([service, patterns]) => {
    const all = patterns.get('') ?? [];
    const cells = PATTERNS.slice(1).map((pattern) => {
      const actions = patterns.get(pattern) ?? [];
      return actions.length === all.length ? 'all' : actions.map(code).join(', ');
    });
    return [service.includes(' ') ? service : code(service), all.map(code).join(', '), ...cells];
  });
  return table(['service', 'request response', ...PATTERNS.slice(1).map(code)], rows);
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one.localeCompare(other, 'en', { sensitivity: 'base' });

const code = (text: string): string => (text === 'all' ? text : `\`${text}\``);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`.replace(/ +\|/g, ' |')).join('\n');
