import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#config';
import { TABLE, TTL_ATTRIBUTE } from '#storage/dynamodb/table.ts';
import { deployTemplate } from '#test/support/deployed-template.ts';
import { cfnLintMissing, samMissing } from '#test/support/programs.ts';
import { infraFile, readTemplate, resourceOf, type Template, variablesOf } from '#test/support/templates.ts';

const FUNCTIONS = { 'template.yaml': 'AWS::Lambda::Function', 'sam-local.yaml': 'AWS::Serverless::Function' } as const;
const TEMPLATES = ['template.yaml', 'sam-local.yaml'] as const;

/** What Lambda itself sets. */
const LAMBDA_ENV = { AWS_LAMBDA_FUNCTION_NAME: 'fake-sfn-Function-1', AWS_REGION: 'eu-west-1' };

let template: Template;

beforeAll(async () => {
  template = await readTemplate('template.yaml');
});

/** The names that the settings are read by. */
function readNames(): Set<string> {
  const names = new Set<string>();
  const env = new Proxy<Record<string, string>>(
    {},
    {
      get(_, name) {
        names.add(String(name));
        return undefined;
      },
    },
  );
  readConfig(env);
  return names;
}

const noCfnLint = cfnLintMissing();
const noSam = samMissing();

describe.skipIf(noCfnLint)(`cfn-lint${noCfnLint ? ` (skipped: ${noCfnLint})` : ''}`, () => {
  test.each(TEMPLATES)('finds nothing in %s', { timeout: 60_000 }, async (name) => {
    const options = ['--format', 'json', '--include-checks', 'I', '--', infraFile(name)];
    const { stdout } = await promisify(execFile)('cfn-lint', options);
    expect(JSON.parse(stdout || '[]')).toEqual([]);
  });
});

describe.skipIf(noSam)(`sam validate${noSam ? ` (skipped: ${noSam})` : ''}`, () => {
  // With --lint it looks at the template as it stands, without at what its transform makes of it.
  test.each(TEMPLATES.flatMap((name) => [[name, '--lint'] as const, [name] as const]))(
    'finds %s valid %s',
    { timeout: 60_000 },
    async (name, ...options) => {
      const env = { ...process.env, AWS_DEFAULT_REGION: 'us-east-1', SAM_CLI_TELEMETRY: '0' };
      const args = ['validate', '--template', infraFile(name), ...options];
      const { stdout } = await promisify(execFile)('sam', args, { env });
      expect(stdout).toMatch(/is a valid SAM Template/);
    },
  );
});

/** The variables of settings that come with work of others; each is taken from here when the code reads it. */
const READ_LATER: readonly string[] = [];

describe.each(TEMPLATES)('%s', (name) => {
  const functionOf = async () => resourceOf(await readTemplate(name), FUNCTIONS[name]);

  test('sets nothing that the code does not read', async () => {
    const names = Object.keys(variablesOf(await functionOf())).filter((variable) => variable.startsWith('FAKE_SFN_'));
    const read = readNames();
    expect(names.filter((variable) => !read.has(variable) && !READ_LATER.includes(variable))).toEqual([]);
    expect(READ_LATER.filter((variable) => read.has(variable))).toEqual([]);
    expect(names).not.toEqual([]);
  });

  test('runs the handler that the build makes, on arm64 or on what is there', async () => {
    const { Code, CodeUri = Code, Handler, Runtime, Architectures = ['arm64'] } = await functionOf();
    expect({ CodeUri, Handler, Architectures }).toEqual({
      CodeUri: '../dist/function/',
      Handler: 'index.handler',
      Architectures: ['arm64'],
    });
    expect(Number(/^nodejs(\d+)\.x$/.exec(String(Runtime))?.[1])).toBeGreaterThanOrEqual(22);
  });
});

/** The variables of the function that is deployed with those parameters. */
const deployedVariables = (given: Readonly<Record<string, string>> = {}) =>
  variablesOf(deployTemplate(template, given).resources['Function']?.Properties ?? {});

describe('the deployed function', () => {
  test('keeps everything in its table, is woken by its queue, and lets nobody in without a signature', () => {
    const variables = deployedVariables();
    const given = {
      FAKE_SFN_TABLE: 'fake-sfn-Table-1',
      FAKE_SFN_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/fake-sfn-Wakes-1',
      FAKE_SFN_CREDENTIALS: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:Credentials-1',
      FAKE_SFN_ACCOUNT_ID: '123456789012',
    };
    expect(Object.keys(given).map((name) => variables[name])).toEqual([
      '<Table>',
      '<Wakes>',
      '<Credentials>',
      '<AWS::AccountId>',
    ]);
    const env = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
    expect(readConfig({ ...LAMBDA_ENV, ...env, ...given })).toMatchObject({
      storage: 'dynamodb',
      table: 'fake-sfn-Table-1',
      wake: 'sqs',
      sweepSeconds: 60,
      auth: { mode: 'sigv4' },
      account: '123456789012',
      retentionDays: 14,
      time: 'real',
      leaseSeconds: 960,
      logs: 'stdout',
      eventSource: 'fake.states',
      inLambda: true,
    });
  });

  test('has nothing that must be said to deploy it', () => {
    expect(Object.entries(template.Parameters ?? {}).filter(([, { Default }]) => Default === undefined)).toEqual([]);
  });

  test.each([
    ['keys', { FAKE_SFN_AUTH: 'sigv4', FAKE_SFN_CREDENTIALS: '<Credentials>', FAKE_SFN_URL_SECRET: '' }],
    ['address', { FAKE_SFN_AUTH: 'url', FAKE_SFN_CREDENTIALS: '', FAKE_SFN_URL_SECRET: '<Address>' }],
    ['both', { FAKE_SFN_AUTH: 'sigv4,url', FAKE_SFN_CREDENTIALS: '<Credentials>', FAKE_SFN_URL_SECRET: '<Address>' }],
  ])('is closed to strangers with every access: %s', (Access, variables) => {
    expect(template.Parameters?.['Access']?.AllowedValues).toContain(Access);
    expect(template.Parameters?.['Access']?.AllowedValues).toHaveLength(3);
    expect(deployedVariables({ Access })).toMatchObject(variables);
  });

  test.each([
    [{ ExecutionLogs: 'cloudwatch' }, { FAKE_SFN_LOGS: 'cloudwatch' }],
    [
      { EventBusArn: 'arn:b', EventSource: 'team.states' },
      { FAKE_SFN_EVENT_BUS: 'arn:b', FAKE_SFN_EVENT_SOURCE: 'team.states' },
    ],
    [{ MockConfig: 's3://bucket/mocks.json' }, { SFN_MOCK_CONFIG: 's3://bucket/mocks.json' }],
    [{ LeaseSeconds: '30' }, { FAKE_SFN_LEASE_SECONDS: '30' }],
    [{ LambdaEndpointUrl: 'https://l' }, { AWS_ENDPOINT_URL_LAMBDA: 'https://l' }],
    [{ S3EndpointUrl: 'https://s' }, { AWS_ENDPOINT_URL_S3: 'https://s' }],
    [{ SnsEndpointUrl: 'https://n' }, { AWS_ENDPOINT_URL_SNS: 'https://n' }],
    [{ EventBridgeEndpointUrl: 'https://e' }, { AWS_ENDPOINT_URL_EVENTBRIDGE: 'https://e' }],
    [{ Tasks: 'none' }, { FAKE_SFN_TASKS: 'none' }],
    [{ Import: 'aws' }, { FAKE_SFN_IMPORT: 'aws' }],
    [{ Time: 'skip' }, { FAKE_SFN_TIME: 'skip' }],
  ])('is told of %j', (parameters, variables) => {
    expect(deployedVariables(parameters)).toMatchObject(variables);
  });

  test('keeps invocations free for it only where it is told how many', () => {
    const reserved = (given = {}) =>
      deployTemplate(template, given).resources['Function']?.Properties['ReservedConcurrentExecutions'];
    expect([reserved(), reserved({ ReservedConcurrency: '5' })]).toEqual([undefined, '5']);
  });

  test('may wake itself, reports which messages failed, and has its messages for as long as it may take', () => {
    const { RecursiveLoop, Timeout } = resourceOf(template, 'AWS::Lambda::Function');
    expect(RecursiveLoop).toBe('Allow');
    expect(resourceOf(template, 'AWS::Lambda::EventSourceMapping')['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    expect(template.Resources['Wakes']?.Properties['VisibilityTimeout']).toEqual(Timeout);
  });
});

describe("the template's table", () => {
  test('is the one that the storage makes', () => {
    const { AttributeDefinitions, KeySchema, BillingMode, TimeToLiveSpecification, GlobalSecondaryIndexes } = resourceOf(
      template,
      'AWS::DynamoDB::Table',
    );
    expect({ AttributeDefinitions, KeySchema, BillingMode }).toEqual(TABLE);
    expect(TimeToLiveSpecification).toEqual({ AttributeName: TTL_ATTRIBUTE, Enabled: true });
    expect(GlobalSecondaryIndexes).toBeUndefined();
  });
});

describe("the template's role", () => {
  /** The actions of a document client's commands. AWS: a transaction needs those of its parts — DynamoDB developer guide. */
  const ACTIONS: Readonly<Record<string, readonly string[]>> = {
    BatchGet: ['BatchGetItem'],
    BatchWrite: ['BatchWriteItem'],
    Get: ['GetItem'],
    Query: ['Query'],
    Scan: ['Scan'],
    TransactWrite: ['PutItem', 'DeleteItem'],
    Update: ['UpdateItem'],
  };

  /** Every action on a resource that the role has with those parameters, as `action on resource`. */
  function permissions(given: Readonly<Record<string, string>> = {}): string[] {
    const { Policies } = deployTemplate(template, given).resources['Role']?.Properties ?? {};
    const [policy] = Array.isArray(Policies) ? Policies : [];
    const statements: readonly { Effect: string; Action: string | string[]; Resource: string | string[] }[] =
      policy.PolicyDocument.Statement;
    return statements.flatMap(({ Effect, Action, Resource }) => {
      expect(Effect).toBe('Allow');
      return [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} on ${resource}`));
    });
  }

  /** What a switch adds to the role, and what it takes from it. */
  function difference(given: Readonly<Record<string, string>>) {
    const [before, after] = [permissions(), permissions(given)];
    const without = (some: string[], others: string[]) => some.filter((permission) => !others.includes(permission)).sort();
    return { adds: without(after, before), takes: without(before, after) };
  }

  const OWN_KEY = 'secretsmanager:GetSecretValue on <Credentials>';
  const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:team';
  const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/k';
  const BUS = 'arn:aws:events:eu-west-1:123456789012:event-bus/team';
  const GROUP = 'arn:aws:logs:eu-west-1:123456789012:log-group:team:*';
  const reads = (arn: string) => [`secretsmanager:GetSecretValue on ${arn}`, `ssm:GetParameter on ${arn}`];

  test.each([
    { given: {}, adds: [], takes: [] },
    { given: { CredentialsArn: SECRET }, adds: reads(SECRET), takes: [OWN_KEY] },
    { given: { CredentialsKmsKeyArn: KEY }, adds: [], takes: [] },
    {
      given: { CredentialsArn: SECRET, CredentialsKmsKeyArn: KEY },
      adds: [`kms:Decrypt on ${KEY}`, ...reads(SECRET)],
      takes: [OWN_KEY],
    },
    { given: { Access: 'address' }, adds: ['secretsmanager:GetSecretValue on <Address>'], takes: [OWN_KEY] },
    { given: { Access: 'both' }, adds: ['secretsmanager:GetSecretValue on <Address>'], takes: [] },
    {
      given: { MockConfig: 's3://bucket/a/mocks.json' },
      adds: ['s3:GetObject on arn:<AWS::Partition>:s3:::bucket/a/mocks.json'],
      takes: [],
    },
    {
      given: { MockConfig: 'ssm:/team/mocks' },
      adds: ['ssm:GetParameter on arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/team/mocks'],
      takes: [],
    },
    {
      given: { Import: 'aws' },
      adds: ['DescribeStateMachine', 'DescribeStateMachineAlias'].map(
        (action) => `states:${action} on arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:*`,
      ),
      takes: [],
    },
    { given: { ExecutionLogs: 'cloudwatch' }, adds: [], takes: [] },
    { given: { ExecutionLogGroupArns: GROUP }, adds: [], takes: [] },
    {
      given: { ExecutionLogs: 'cloudwatch', ExecutionLogGroupArns: GROUP },
      adds: [
        `logs:CreateLogStream on ${GROUP}`,
        'logs:DescribeLogGroups on arn:<AWS::Partition>:logs:*:<AWS::AccountId>:log-group:*',
        `logs:PutLogEvents on ${GROUP}`,
      ],
      takes: [],
    },
    { given: { EventBusArn: BUS }, adds: [`events:PutEvents on ${BUS}`], takes: [] },
    { given: { Tasks: 'endpoints', LambdaEndpointUrl: 'https://l', ReservedConcurrency: '5' }, adds: [], takes: [] },
  ])('has with $given no more than it needs', ({ given, adds, takes }) => {
    expect(difference(given)).toEqual({ adds, takes });
  });

  test('may send to the table what the storage sends, and nothing else', async () => {
    const source = await readFile(new URL('../../../src/storage/dynamodb/connection.ts', import.meta.url), 'utf8');
    const commands = [...source.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name);
    const needed = commands.flatMap((name) => ACTIONS[name] ?? [`nobody knows what ${name} needs`]);
    const allowed = permissions().filter((permission) => permission.startsWith('dynamodb:'));
    expect(new Set(allowed)).toEqual(new Set(['DescribeTable', ...needed].map((action) => `dynamodb:${action} on <Table.Arn>`)));
  });

  test('may do everything to nothing, and nothing to everything', () => {
    for (const permission of permissions()) expect(permission).not.toContain('*');
  });
});
