type Environment = Readonly<Record<string, string | undefined>>;

/** URLs by the SDK's variables for where services are. */
export type TaskEndpoints = Readonly<Record<string, string>>;

/**
 * The variables of Step Functions Local, and the services as the SDK's variables name them; that of Step Functions itself leads here anyway.
 * AWS: Setting configuration options for Step Functions Local.
 */
const LOCAL: Readonly<Record<string, string>> = {
  LAMBDA_ENDPOINT: 'LAMBDA',
  BATCH_ENDPOINT: 'BATCH',
  DYNAMODB_ENDPOINT: 'DYNAMODB',
  ECS_ENDPOINT: 'ECS',
  GLUE_ENDPOINT: 'GLUE',
  SAGE_MAKER_ENDPOINT: 'SAGEMAKER',
  SQS_ENDPOINT: 'SQS',
  SNS_ENDPOINT: 'SNS',
  EVENTS_ENDPOINT: 'EVENTBRIDGE',
};

/** What an environment says about where services are, as it is written; the SDK's own variables win over those of Step Functions Local. */
export function taskEndpointsIn(
  env: Environment,
  knowsLocal: boolean,
): { readonly name: string; readonly as: string; readonly url: string }[] {
  const said = (name: string, as: string) => {
    const url = env[name];
    return url === undefined || url === '' ? [] : [{ name, as, url }];
  };
  const own = Object.keys(env).filter((name) => /^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/.test(name));
  const local = knowsLocal ? Object.entries(LOCAL) : [];
  return [
    ...local.flatMap(([name, service]) => said(name, `AWS_ENDPOINT_URL_${service}`)),
    ...own.flatMap((name) => said(name, name)),
  ];
}

/** Where a service is, such as `DYNAMODB`; `undefined`: at AWS. */
export const endpointOf = (service: string, endpoints: TaskEndpoints): string | undefined =>
  endpoints[`AWS_ENDPOINT_URL_${service}`] ?? endpoints['AWS_ENDPOINT_URL'];
