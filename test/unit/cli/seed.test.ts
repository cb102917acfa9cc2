import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSeed } from '../../../src/cli/seed/read-seed.ts';

const SAM = `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
  Vpc: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Mappings:
  Limits:
    dev: { Seconds: 60 }
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: !Sub 'charge-\${Stage}' }
  Jobs:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: !Join ['-', [orders, !Ref Stage]]
      Type: EXPRESS
      DefinitionUri: order.asl.yaml
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
        QueueUrl: !Ref Jobs
        Seconds: !FindInMap [Limits, !Ref Stage, Seconds]
  OnlyInProd:
    Type: AWS::Serverless::StateMachine
    Condition: IsProd
    Properties: { DefinitionUri: nowhere.json }
  Lost:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub '{"StartAt":"\${Vpc}","States":{}}'
`;

const ASL_YAML = `StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: \${ChargeArn}
    TimeoutSeconds: \${Seconds}
    End: true
`;

const SERVERLESS = `
service: shop
provider:
  name: aws
  stage: \${opt:stage, 'test'}
functions:
  hello: { handler: index.handler }
stepFunctions:
  stateMachines:
    greet:
      name: greet-\${self:provider.stage}
      definition:
        StartAt: Hello
        States:
          Hello: { Type: Task, Resource: !GetAtt HelloLambdaFunction.Arn, End: true }
`;

/** One that is in several files, as those of big services are. */
const MANY_FILES = {
  'many/serverless.yml': `
service: shop
provider: \${file(config/provider.yml)}
functions: \${file(config/functions.json)}
stepFunctions:
  stateMachines: \${file(machines.yml):machines}
`,
  'many/config/provider.yml': `name: aws\nstage: \${opt:stage, 'test'}\n`,
  'many/config/functions.json': `{"hello":{"handler":"index.handler","name":"hello-\${file(config/names.yml):suffix}"}}`,
  'many/config/names.yml': `suffix: \${self:service}\nqueue:\n  url: https://queue\n`,
  'many/machines.yml': `
machines:
  greet:
    definition: \${file(greet.asl.json)}
  tell:
    name: tell-\${file(config/names.yml):suffix}
    definition:
      StartAt: Tell
      States:
        Tell: { Type: Pass, Result: "\${file(config/names.yml):queue.url} \${file(config/names.yml):nothing, 'at noon'}", End: true }
  made:
    definition: \${file(made.js):machine}
  lost:
    definition: \${file(nowhere.yml)}
`,
  'many/greet.asl.json':
    '{"StartAt":"Hello","States":{"Hello":{"Type":"Task","Resource":{"Fn::GetAtt":["HelloLambdaFunction","Arn"]},"End":true}}}',
};

const TERRAFORM = {
  format_version: '1.2',
  planned_values: {
    root_module: {
      child_modules: [
        {
          resources: [
            {
              address: 'module.a.aws_sfn_state_machine.one',
              type: 'aws_sfn_state_machine',
              name: 'one',
              values: { name: 'one', definition: '{"a":1}' },
            },
            {
              address: 'module.a.aws_sfn_state_machine.two',
              type: 'aws_sfn_state_machine',
              name: 'two',
              values: { name: 'two' },
            },
          ],
        },
      ],
    },
  },
};

const CONTEXT = { set: new Map<string, string>(), region: 'eu-west-1', account: '123456789012' };

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seed-'));
  await mkdir(file('asl'));
  await mkdir(file('many/config'), { recursive: true });
  await Promise.all(
    Object.entries({
      'template.yaml': SAM,
      'order.asl.yaml': ASL_YAML,
      'serverless.yml': SERVERLESS,
      ...MANY_FILES,
      'plan.json': JSON.stringify(TERRAFORM),
      'asl/one.asl.json': '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
      'asl/two.asl.yaml': ASL_YAML,
      'other.json': '{"a":1}',
    }).map(([name, text]) => writeFile(file(name), text)),
  );
});

afterAll(() => rm(folder, { recursive: true }));

describe('seeds', () => {
  it('are read from a SAM template, its functions carried out', async () => {
    const { machines, unresolved } = await readSeed([file('template.yaml')], {}, CONTEXT);
    expect(machines).toMatchObject([{ name: 'orders-dev', type: 'EXPRESS', region: 'eu-west-1', account: '123456789012' }]);
    expect(JSON.parse(machines[0]?.definition ?? '')).toEqual({
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:charge-dev',
          TimeoutSeconds: '60',
          End: true,
        },
      },
    });
    expect(unresolved).toEqual([
      {
        file: file('template.yaml'),
        line: 34,
        column: 30,
        message: 'The parameter Vpc has no default: --set Vpc=value gives it',
      },
    ]);
  });

  it('take what is set', async () => {
    const set = new Map([
      ['Vpc', 'vpc-1'],
      ['Stage', 'stage'],
    ]);
    const { machines, unresolved } = await readSeed([file('template.yaml')], {}, { ...CONTEXT, set });
    expect(unresolved).toMatchObject([{ message: 'The mapping Limits has no stage, Seconds' }]);
    expect(machines).toMatchObject([{ name: 'Lost', type: 'STANDARD', definition: '{"StartAt":"vpc-1","States":{}}' }]);
  });

  it('are read from a Serverless file', async () => {
    const { machines, unresolved } = await readSeed([file('serverless.yml')], {}, CONTEXT);
    expect(unresolved).toEqual([]);
    expect(machines).toMatchObject([{ name: 'greet-test', definition: expect.stringContaining('function:shop-test-hello"') }]);
  });

  it('are read from a Serverless file and from those that it includes', async () => {
    const { machines, unresolved } = await readSeed([file('many/serverless.yml')], {}, CONTEXT);
    expect(machines).toMatchObject([
      {
        name: 'greet',
        definition: expect.stringContaining('"Resource":"arn:aws:lambda:eu-west-1:123456789012:function:hello-shop"'),
      },
      { name: 'tell-shop', definition: expect.stringContaining('"Result":"https://queue at noon"') },
    ]);
    expect(machines[0]?.files).toEqual(expect.arrayContaining([file('many/machines.yml'), file('many/greet.asl.json')]));
    expect(unresolved).toMatchObject([
      { line: 6, message: expect.stringMatching(/^\$\{file\(made\.js\):machine\} is not known here: made\.js is a program/) },
      {
        line: 6,
        message: expect.stringMatching(/file\(nowhere\.yml\)\} is not known here: .*nowhere\.yml cannot be read \(ENOENT/),
      },
    ]);
  });

  it('are read from a Terraform plan', async () => {
    const { machines, unresolved } = await readSeed([file('plan.json')], {}, CONTEXT);
    expect(machines).toMatchObject([{ name: 'one', definition: '{"a":1}' }]);
    expect(unresolved).toMatchObject([
      { message: expect.stringContaining('module.a.aws_sfn_state_machine.two is known after apply') },
    ]);
  });

  it('are read from a folder of definitions, which their files name', async () => {
    const set = new Map([['ChargeArn', 'arn:x']]);
    const { machines } = await readSeed([file('asl')], {}, { ...CONTEXT, set });
    expect(machines).toMatchObject([{ name: 'one' }, { name: 'two', definition: expect.stringContaining('"Resource":"arn:x"') }]);
  });

  it('are read from what cdk synth writes, for the account and region of each stack', async () => {
    const app = new App({ outdir: file('cdk.out') });
    const stack = new Stack(app, 'Shop', { env: { account: '210987654321', region: 'us-west-2' } });
    const lambda = new LambdaFunction(stack, 'Fn', {
      functionName: 'charge',
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = () => {}'),
    });
    const charge = new LambdaInvoke(stack, 'Charge', { lambdaFunction: lambda });
    const chain = new Wait(stack, 'Week', { time: WaitTime.duration(Duration.days(7)) }).next(charge);
    new StateMachine(stack, 'Orders', { stateMachineName: 'orders', definitionBody: DefinitionBody.fromChainable(chain) });
    app.synth();
    const { machines, unresolved } = await readSeed([file('cdk.out')], {}, CONTEXT);
    expect(unresolved).toEqual([]);
    expect(machines).toMatchObject([{ name: 'orders', account: '210987654321', region: 'us-west-2' }]);
    expect(machines[0]?.definition).toContain('arn:aws:lambda:us-west-2:210987654321:function:charge');
  });

  it.each([
    ['nowhere', 'cannot be read: there is no such file.'],
    ['other.json', 'holds no state machines.'],
  ])('are not in %s', async (name, problem) => {
    await expect(readSeed([file(name)], {}, CONTEXT)).rejects.toThrow(problem);
  });
});
