// By the service in the resource ARN: the API's names of its operations.
const UNSUPPORTED = `
  applicationdiscovery DescribeExportConfigurations ExportConfigurations
  bedrockagentruntime InvokeAgent InvokeFlow InvokeInlineAgent OptimizePrompt RetrieveAndGenerateStream
  bedrockruntime InvokeModelWithResponseStream ConverseStream
  cloudwatchlogs StartLiveTail
  codedeploy BatchGetDeploymentInstances GetDeploymentInstance ListDeploymentInstances SkipWaitTimeForInstanceTermination
  comprehendmedical DetectEntities
  dataexchange SendApiAsset
  directconnect AllocateConnectionOnInterconnect DescribeConnectionLoa DescribeConnectionsOnInterconnect DescribeInterconnectLoa
  efs CreateTags
  elastictranscoder TestRole
  emr DescribeJobFlows
  iot AttachPrincipalPolicy ListPrincipalPolicies DetachPrincipalPolicy ListPolicyPrincipals
  iotdeviceadvisor ListTestCases
  iotsitewise InvokeAssistant
  kinesis SubscribeToShard
  lambda InvokeAsync InvokeWithResponseStream
  lexruntimev2 StartConversation
  mediapackage RotateChannelCredentials
  qbusiness Chat
  rdsdata ExecuteSql
  s3 SelectObjectContent
  s3control SelectObjectContent
  sagemakerruntime InvokeEndpointWithResponseStream
  shield DeleteSubscription
  sts AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity
`;

const RESOURCES = new Set(
  UNSUPPORTED.trim()
    .split('\n')
    .flatMap((line) => {
      const [service = '', ...operations] = line.trim().split(' ');
      return operations.map((operation) => `aws-sdk:${service}:${operation.charAt(0).toLowerCase()}${operation.slice(1)}`);
    }),
);

/**
 * Whether AWS's SDK has this action and Step Functions has not: `aws-sdk:sts` and `assumeRole`.
 * AWS: "Unsupported operations" in Learning to use AWS service SDK integrations in Step Functions, but for Security Lake's, which have left
 * its API; that definitions with them are refused like those with actions that do not exist is inferred.
 */
export const isUnsupportedOperation = (resourceType: string, name: string): boolean => RESOURCES.has(`${resourceType}:${name}`);
