/**
 * The parameters of optimised integrations that Step Functions has made up; `!`: demanded. AWS: developer guide, "Integrating optimized
 * services with Step Functions", the page of each; what is demanded is (inferred) where a page does not say it.
 */
export const ownParameters = `
apigateway invoke ApiEndpoint! Method! Headers Stage Path QueryParameters RequestBody AllowNullValues AuthType
eks call ClusterName! CertificateAuthority! Endpoint! Method! Path! QueryParameters RequestBody
eks runJob ClusterName! CertificateAuthority! Endpoint! Namespace Job! LogOptions
elasticmapreduce setClusterTerminationProtection ClusterId! TerminationProtected!
elasticmapreduce terminateCluster ClusterId!
elasticmapreduce addStep ClusterId! Step! ExecutionRoleArn
elasticmapreduce cancelStep ClusterId! StepId! StepCancellationOption
elasticmapreduce modifyInstanceFleetByName ClusterId! InstanceFleetName! InstanceFleet!
elasticmapreduce modifyInstanceGroupByName ClusterId! InstanceGroupName! InstanceGroup!
http invoke ApiEndpoint! Method! Authentication InvocationConfig Headers QueryParameters RequestBody Transform
lambda invoke FunctionName! InvocationType LogType Qualifier TenantId DurableExecutionName ClientContext Payload
states startExecution StateMachineArn! Name Input TraceHeader
`;
