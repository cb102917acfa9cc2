import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#config';
import { TABLE, TTL_ATTRIBUTE } from '#storage/dynamodb/table.ts';
import { cfnLintMissing } from '#test/support/programs.ts';
import { infraFile, readTemplate, resourceOf, type Template, variablesOf } from '#test/support/templates.ts';

const FUNCTION = 'AWS::Serverless::Function';
const TEMPLATES = ['template.yaml', 'sam-local.yaml'];

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

describe.skipIf(noCfnLint)(`cfn-lint${noCfnLint ? ` (skipped: ${noCfnLint})` : ''}`, () => {
  test.each(TEMPLATES)('finds nothing in %s', { timeout: 60_000 }, async (name) => {
    const { stdout } = await promisify(execFile)('cfn-lint', [
      '--format',
      'json',
      '--include-checks',
      'I',
      '--',
      infraFile(name),
    ]);
    expect(JSON.parse(stdout || '[]')).toEqual([]);
  });
});

describe.each(TEMPLATES)('%s', (name) => {
  test('sets nothing that the code does not read', async () => {
    const names = Object.keys(variablesOf(await readTemplate(name))).filter((variable) => variable.startsWith('FAKE_SFN_'));
    const read = readNames();
    expect(names.filter((variable) => !read.has(variable))).toEqual([]);
    expect(names).not.toEqual([]);
  });

  test('runs the handler that the build makes, on arm64 or on what is there', async () => {
    const { CodeUri, Handler, Runtime, Architectures = ['arm64'] } = resourceOf(await readTemplate(name), FUNCTION);
    expect({ CodeUri, Handler, Architectures }).toEqual({
      CodeUri: '../dist/',
      Handler: 'index.handler',
      Architectures: ['arm64'],
    });
    expect(Number(/^nodejs(\d+)\.x$/.exec(String(Runtime))?.[1])).toBeGreaterThanOrEqual(22);
  });
});

describe('the deployed function', () => {
  test('keeps everything in its table, is woken by its queue, and lets nobody in without a signature', () => {
    const given = {
      FAKE_SFN_TABLE: 'fake-sfn-Table-1',
      FAKE_SFN_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/fake-sfn-Wakes-1',
      FAKE_SFN_CREDENTIALS: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:Credentials-1',
      FAKE_SFN_ACCOUNT_ID: '123456789012',
      FAKE_SFN_RETENTION_DAYS: '14',
      FAKE_SFN_TIME: 'real',
    };
    const variables = variablesOf(template);
    expect(Object.keys(given).filter((name) => !(name in variables))).toEqual([]);
    expect(readConfig({ ...LAMBDA_ENV, ...variables, ...given })).toMatchObject({
      storage: 'dynamodb',
      table: 'fake-sfn-Table-1',
      wake: 'sqs',
      auth: { mode: 'sigv4' },
      account: '123456789012',
      inLambda: true,
    });
  });

  test('is not opened by any parameter', () => {
    expect(variablesOf(template)['FAKE_SFN_AUTH']).toBe('sigv4');
    const unset = Object.entries(template.Parameters ?? {}).filter(([, { Default }]) => Default === undefined);
    expect(unset).toEqual([]);
  });

  test('can skip time, and do nothing else with it', () => {
    expect(template.Parameters?.['Time']?.AllowedValues).toEqual(['real', 'skip']);
  });

  test('may wake itself, reports which messages failed, and has its messages for as long as it may take', () => {
    const { RecursiveLoop, Timeout, Events } = resourceOf(template, FUNCTION);
    const [queue] = Object.values(template.Resources).filter(({ Properties }) => 'RedrivePolicy' in Properties);
    expect(RecursiveLoop).toBe('Allow');
    expect(Events).toMatchObject({ Wakes: { Properties: { FunctionResponseTypes: ['ReportBatchItemFailures'] } } });
    expect(queue?.Properties['VisibilityTimeout']).toBe(Timeout);
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

  const statements = () => {
    const text = JSON.stringify(resourceOf(template, 'AWS::IAM::Role')['Policies']);
    const found: unknown = JSON.parse(text)[0].PolicyDocument.Statement;
    return Array.isArray(found) ? found : [];
  };

  test('may send to the table what the storage sends, and nothing else', async () => {
    const source = await readFile(new URL('../../../src/storage/dynamodb/connection.ts', import.meta.url), 'utf8');
    const commands = [...source.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name);
    const needed = commands.flatMap((name) => ACTIONS[name] ?? [`nobody knows what ${name} needs`]);
    const allowed = statements()
      .flatMap(({ Action }) => Action)
      .filter((action) => action.startsWith('dynamodb:'));
    expect(new Set(allowed)).toEqual(new Set(['DescribeTable', ...needed].map((action) => `dynamodb:${action}`)));
  });

  test('may do everything to nothing, and nothing to everything', () => {
    for (const { Action, Resource } of statements()) expect(JSON.stringify([Action, Resource])).not.toContain('*');
  });
});
