import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Aspects, CustomResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnFunction, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeSfn, type FakeSfnProps, UseFakeSfn } from '#library/cdk.ts';
import { cfnLintMissing } from '#test/support/programs.ts';

// CDK loads a lot, and packs dist/ once for each app.
vi.setConfig({ testTimeout: 120_000 });

const noCfnLint = cfnLintMissing();
const ENV = { account: '123456789012', region: 'eu-west-1' };
let outdir: string;

beforeEach(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'fake-sfn-cdk-'));
});
afterEach(() => rm(outdir, { recursive: true, force: true }));

/** An app with the fake in a stack of its own, and a stack whose functions are sent there. */
function anApp(props?: FakeSfnProps) {
  const app = new App({ outdir, analyticsReporting: false });
  const fakeStack = new Stack(app, 'Fake', { env: ENV });
  const fake = new FakeSfn(fakeStack, 'FakeSfn', props);
  const team = new Stack(app, 'Team', { env: ENV });
  const code = Code.fromInline('exports.handler = async () => {}');
  const environment = { OWN: 'kept' };
  new LambdaFunction(team, 'High', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code, environment });
  const role = 'arn:aws:iam::123456789012:role/any';
  new CfnFunction(team, 'Low', {
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    code: { zipFile: 'exports.handler = 1' },
    role,
  });
  return { app, fake, fakeStack, team };
}

/** The functions of a stack, as CloudFormation sees them. */
const functionsOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));

/**
 * What cfn-lint finds. Parameters that are filled in leave conditions behind that always say the same, and branches that are never taken,
 * in which an empty text stands for what is not there; CDK itself says some dependencies twice.
 */
async function lint(file: string): Promise<readonly string[]> {
  const options = ['--format', 'json', '--ignore-checks', 'W1001', 'W1020', 'W3005', 'W8003', '--', join(outdir, file)];
  const { stdout } = await promisify(execFile)('cfn-lint', options).catch((error: { stdout: string }) => error);
  const found: readonly { readonly Message: string }[] = JSON.parse(stdout || '[]');
  return found.map(({ Message }) => Message).filter((message) => !/^'' (does not match|is not of type)/.test(message));
}

describe('FakeSfn', () => {
  test('deploys the built handler with its table and its queue, and leaves no parameter open', () => {
    const { fakeStack } = anApp();
    const [made] = functionsOf(fakeStack);
    expect(made?.['Properties']).toMatchObject({
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Code: { S3Bucket: expect.stringContaining('cdk-'), S3Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/) },
      Environment: { Variables: { FAKE_SFN_STORAGE: 'dynamodb', FAKE_SFN_TIME: 'real' } },
    });
    const template = Template.fromStack(fakeStack);
    for (const type of ['AWS::DynamoDB::Table', 'AWS::Lambda::Url', 'AWS::Lambda::EventSourceMapping'])
      template.resourceCountIs(type, 1);
    expect(Object.keys(template.findParameters('*'))).toEqual(['BootstrapVersion']);
  });

  test('takes the parameters of the template', () => {
    const { fakeStack } = anApp({
      Time: 'skip',
      TaskPolicyArns: ['arn:aws:iam::aws:policy/AWSLambdaRole'],
      MemoryMegabytes: 512,
    });
    expect(functionsOf(fakeStack)[0]?.['Properties']).toMatchObject({
      MemorySize: 512,
      Environment: { Variables: { FAKE_SFN_TIME: 'skip' } },
    });
    expect(JSON.stringify(Template.fromStack(fakeStack).findResources('AWS::IAM::Role'))).toContain('AWSLambdaRole');
  });

  test('has an address with its secret, but none where only keys get in', () => {
    const secret = expect.stringContaining('{{resolve:secretsmanager:');
    const [byAddress, byKeys] = [anApp(), anApp({ Access: 'keys' })].map(({ fakeStack, fake }) =>
      fakeStack.resolve(fake.endpoint),
    );
    expect(JSON.stringify(byAddress)).toEqual(secret);
    expect(JSON.stringify(byKeys)).not.toEqual(secret);
  });

  test('is the service of a custom resource in the same app', () => {
    const { fake, team } = anApp();
    const properties = {
      DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
      RoleArn: 'arn:aws:iam::123456789012:role/r',
    };
    new CustomResource(team, 'Orders', { serviceToken: fake.functionArn, resourceType: 'Custom::FakeStateMachine', properties });
    Template.fromStack(team).hasResourceProperties('Custom::FakeStateMachine', properties);
  });
});

describe('UseFakeSfn', () => {
  test.each(['a fake of the app', 'an endpoint'])('sends every function to %s, beside what it has', (which) => {
    const { app, fake, team } = anApp();
    Aspects.of(app).add(new UseFakeSfn(which === 'an endpoint' ? 'https://fake.example/k/secret/' : fake));
    const variables = functionsOf(team).map(({ Properties }) => Properties.Environment.Variables);
    expect(variables).toHaveLength(2);
    for (const set of variables) {
      expect(set).toMatchObject({ AWS_DISABLE_HOST_PREFIX_INJECTION: 'true', AWS_ENDPOINT_URL_SFN: expect.anything() });
    }
    expect(variables.filter(({ OWN }) => OWN === 'kept')).toHaveLength(1);
  });

  test('leaves the function of the fake itself alone', () => {
    const { app, fake, fakeStack } = anApp();
    Aspects.of(app).add(new UseFakeSfn(fake));
    expect(functionsOf(fakeStack)[0]?.['Properties'].Environment.Variables).not.toHaveProperty('AWS_ENDPOINT_URL_SFN');
  });
});

describe.skipIf(noCfnLint)(`what cdk synth writes${noCfnLint ? ` (skipped: ${noCfnLint})` : ''}`, () => {
  test.each([{}, { Access: 'both', Import: 'aws', ReservedConcurrency: '5' }])('passes cfn-lint, with %j', async (props) => {
    const { app, fake } = anApp(props);
    Aspects.of(app).add(new UseFakeSfn(fake));
    app.synth();
    expect(await lint('Fake.template.json')).toEqual([]);
    expect(await lint('Team.template.json')).toEqual([]);
  });
});
