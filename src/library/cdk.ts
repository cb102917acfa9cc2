import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CfnResource, Fn, type IAspect, SecretValue } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct, type IConstruct } from 'constructs';
import { parse } from 'yaml';

// Constructs and aspects are classes: CDK knows them by nothing else.

/** How it is deployed: parameters of infra/template.yaml by name. */
export type FakeSfnProps = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * The fake, deployed with a stack: function, table, queue and address of infra/template.yaml. Unless told, its Access is `address`: code
 * in the account signs with its role's key, which nobody but AWS can check.
 */
export class FakeSfn extends Construct {
  /** For clients, with its secret where there is one. */
  readonly endpoint: string;
  /** For EventBridge, Scheduler and Pipes, and as the service token of Custom::FakeStateMachine. */
  readonly functionArn: string;

  constructor(scope: Construct, id: string, props: FakeSfnProps = {}) {
    super(scope, id);
    const given: FakeSfnProps = { Access: 'address', ...props };
    const template = new CfnInclude(this, 'Template', {
      templateFile: packageFile('infra/template.yaml'),
      preserveLogicalIds: false,
      parameters: { ...defaultParameters(), ...given },
    });
    const code = new Asset(this, 'Code', { path: packageFile('dist/function') });
    const made = template.getResource('Function');
    if (!(made instanceof CfnFunction)) throw new Error('infra/template.yaml has no Function');
    made.code = { s3Bucket: code.s3BucketName, s3Key: code.s3ObjectKey };
    this.functionArn = made.getAtt('Arn').toString();
    const url = template.getResource('FunctionUrl').getAtt('FunctionUrl').toString();
    this.endpoint = given['Access'] === 'keys' ? url : secretAddress(url, template.getResource('Address').ref);
  }
}

/** Sends every function in its scope to the fake, for Step Functions alone: no line of their code changes. */
export class UseFakeSfn implements IAspect {
  readonly #endpoint: string;

  /** A FakeSfn, or the endpoint of one that is deployed elsewhere. */
  constructor(fake: FakeSfn | string) {
    this.#endpoint = typeof fake === 'string' ? fake : fake.endpoint;
  }

  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || node.cfnResourceType !== CfnFunction.CFN_RESOURCE_TYPE_NAME || isFake(node)) return;
    node.addPropertyOverride('Environment.Variables.AWS_ENDPOINT_URL_SFN', this.#endpoint);
    // For StartSyncExecution and TestState. The client for JavaScript wants `disableHostPrefix: true` in its own words.
    node.addPropertyOverride('Environment.Variables.AWS_DISABLE_HOST_PREFIX_INJECTION', 'true');
  }
}

/** The fake's own function: its tasks go where its parameters say. */
const isFake = (node: IConstruct): boolean => node.node.scopes.some((scope) => scope instanceof FakeSfn);

const secretAddress = (url: string, secretArn: string): string =>
  Fn.join('', [url, 'k/', SecretValue.secretsManager(secretArn).unsafeUnwrap(), '/']);

/** Every parameter of the template with its default: none is left for who deploys the stack. */
function defaultParameters(): Record<string, unknown> {
  const { Parameters }: { Parameters: Readonly<Record<string, { readonly Type: string; readonly Default: unknown }>> } = parse(
    readFileSync(packageFile('infra/template.yaml'), 'utf8'),
    { logLevel: 'error' },
  );
  const filled = (type: string, value: unknown) => (type === 'CommaDelimitedList' ? [] : value);
  return Object.fromEntries(Object.entries(Parameters).map(([name, { Type, Default }]) => [name, filled(Type, Default)]));
}

/** A file of this package, from dist/ as from src/library/. */
function packageFile(name: string): string {
  const found = ['../', '../../'].map((up) => fileURLToPath(new URL(`${up}${name}`, import.meta.url))).find(existsSync);
  if (found === undefined) throw new Error(`fake-sfn/cdk does not find ${name} of its package`);
  return found;
}
