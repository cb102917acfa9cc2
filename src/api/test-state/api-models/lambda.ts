/**
 * What the actions of AWS Lambda answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation.
 * AWS: Step Functions knows an older model, in which MemorySize ends at 10240 — test_present_mode_aws_sdk_lambda_get_function_task.
 */
export const model = `
AddLayerVersionPermission = AddLayerVersionPermissionResponse
AddPermission = AddPermissionResponse
CheckpointDurableExecution = CheckpointDurableExecutionResponse
CreateAlias = AliasConfiguration
CreateCapacityProvider = CreateCapacityProviderResponse
CreateCodeSigningConfig = CreateCodeSigningConfigResponse
CreateEventSourceMapping = EventSourceMappingConfiguration
CreateFunction = FunctionConfiguration
CreateFunctionUrlConfig = CreateFunctionUrlConfigResponse
DeleteCapacityProvider = DeleteCapacityProviderResponse
DeleteEventSourceMapping = EventSourceMappingConfiguration
DeleteFunction = DeleteFunctionResponse
GetAccountSettings = GetAccountSettingsResponse
GetAlias = AliasConfiguration
GetCapacityProvider = GetCapacityProviderResponse
GetCodeSigningConfig = GetCodeSigningConfigResponse
GetDurableExecution = GetDurableExecutionResponse
GetDurableExecutionHistory = GetDurableExecutionHistoryResponse
GetDurableExecutionState = GetDurableExecutionStateResponse
GetEventSourceMapping = EventSourceMappingConfiguration
GetFunction = GetFunctionResponse
GetFunctionCodeSigningConfig = GetFunctionCodeSigningConfigResponse
GetFunctionConcurrency = GetFunctionConcurrencyResponse
GetFunctionConfiguration = FunctionConfiguration
GetFunctionEventInvokeConfig = FunctionEventInvokeConfig
GetFunctionRecursionConfig = GetFunctionRecursionConfigResponse
GetFunctionScalingConfig = GetFunctionScalingConfigResponse
GetFunctionUrlConfig = GetFunctionUrlConfigResponse
GetLayerVersion = GetLayerVersionResponse
GetLayerVersionByArn = GetLayerVersionResponse
GetLayerVersionPolicy = GetLayerVersionPolicyResponse
GetPolicy = GetPolicyResponse
GetProvisionedConcurrencyConfig = GetProvisionedConcurrencyConfigResponse
GetRuntimeManagementConfig = GetRuntimeManagementConfigResponse
Invoke = InvocationResponse
InvokeAsync = InvokeAsyncResponse
InvokeWithResponseStream = InvokeWithResponseStreamResponse
ListAliases = ListAliasesResponse
ListCapacityProviders = ListCapacityProvidersResponse
ListCodeSigningConfigs = ListCodeSigningConfigsResponse
ListDurableExecutionsByFunction = ListDurableExecutionsByFunctionResponse
ListEventSourceMappings = ListEventSourceMappingsResponse
ListFunctionEventInvokeConfigs = ListFunctionEventInvokeConfigsResponse
ListFunctionUrlConfigs = ListFunctionUrlConfigsResponse
ListFunctionVersionsByCapacityProvider = ListFunctionVersionsByCapacityProviderResponse
ListFunctions = ListFunctionsResponse
ListFunctionsByCodeSigningConfig = ListFunctionsByCodeSigningConfigResponse
ListLayerVersions = ListLayerVersionsResponse
ListLayers = ListLayersResponse
ListProvisionedConcurrencyConfigs = ListProvisionedConcurrencyConfigsResponse
ListTags = ListTagsResponse
ListVersionsByFunction = ListVersionsByFunctionResponse
PublishLayerVersion = PublishLayerVersionResponse
PublishVersion = FunctionConfiguration
PutFunctionCodeSigningConfig = PutFunctionCodeSigningConfigResponse
PutFunctionConcurrency = Concurrency
PutFunctionEventInvokeConfig = FunctionEventInvokeConfig
PutFunctionRecursionConfig = PutFunctionRecursionConfigResponse
PutFunctionScalingConfig = PutFunctionScalingConfigResponse
PutProvisionedConcurrencyConfig = PutProvisionedConcurrencyConfigResponse
PutRuntimeManagementConfig = PutRuntimeManagementConfigResponse
StopDurableExecution = StopDurableExecutionResponse
UpdateAlias = AliasConfiguration
UpdateCapacityProvider = UpdateCapacityProviderResponse
UpdateCodeSigningConfig = UpdateCodeSigningConfigResponse
UpdateEventSourceMapping = EventSourceMappingConfiguration
UpdateFunctionCode = FunctionConfiguration
UpdateFunctionConfiguration = FunctionConfiguration
UpdateFunctionEventInvokeConfig = FunctionEventInvokeConfig
UpdateFunctionUrlConfig = UpdateFunctionUrlConfigResponse
AccountLimit : TotalCodeSize:number CodeSizeUnzipped:number CodeSizeZipped:number ConcurrentExecutions:number UnreservedConcurrentExecutions:number(0..)
AccountUsage : TotalCodeSize:number FunctionCount:number
AddLayerVersionPermissionResponse : Statement RevisionId
AddPermissionResponse : Statement
AliasConfiguration : AliasArn:string(..10000) Name:string(1..128) FunctionVersion:string(1..1024) Description:string(..256) RoutingConfig:AliasRoutingConfiguration RevisionId
AliasRoutingConfiguration : AdditionalVersionWeights:{number(0.0..1.0)}
AllowedPublishers : SigningProfileVersionArns!:[string](1..20)
AmazonManagedKafkaEventSourceConfig : ConsumerGroupId:string(1..200) SchemaRegistryConfig:KafkaSchemaRegistryConfig
CallbackDetails : CallbackId:string(1..1024) Result:string(..6291456) Error:ErrorObject
CallbackFailedDetails : Error!:EventError
CallbackStartedDetails : CallbackId!:string(1..1024) HeartbeatTimeout:number(0..) Timeout:number(0..)
CallbackSucceededDetails : Result!:EventResult
CallbackTimedOutDetails : Error!:EventError
CapacityProvider : CapacityProviderArn!:string(1..140) State!:'Pending|Active|Failed|Deleting' VpcConfig!:CapacityProviderVpcConfig PermissionsConfig!:CapacityProviderPermissionsConfig InstanceRequirements:InstanceRequirements CapacityProviderScalingConfig:CapacityProviderScalingConfig KmsKeyArn LastModified
CapacityProviderConfig : LambdaManagedInstancesCapacityProviderConfig!:LambdaManagedInstancesCapacityProviderConfig
CapacityProviderPermissionsConfig : CapacityProviderOperatorRoleArn!
CapacityProviderScalingConfig : MaxVCpuCount:number(2..15000) ScalingMode:'Auto|Manual' ScalingPolicies:[TargetTrackingScalingPolicy](1..10)
CapacityProviderVpcConfig : SubnetIds!:[string](1..16) SecurityGroupIds!:[string](..5)
ChainedInvokeDetails : Result:string(..6291456) Error:ErrorObject
ChainedInvokeFailedDetails : Error!:EventError
ChainedInvokeStartedDetails : FunctionName!:string(1..256) TenantId:string(1..256) Input:EventInput ExecutedVersion:string(1..1024) DurableExecutionArn:string(1..1024)
ChainedInvokeStoppedDetails : Error!:EventError
ChainedInvokeSucceededDetails : Result!:EventResult
ChainedInvokeTimedOutDetails : Error!:EventError
CheckpointDurableExecutionResponse : CheckpointToken:string(1..2048) NewExecutionState!:CheckpointUpdatedExecutionState
CheckpointUpdatedExecutionState : Operations:[Operation] NextMarker
CodeSigningConfig : CodeSigningConfigId! CodeSigningConfigArn!:string(..200) Description:string(..256) AllowedPublishers!:AllowedPublishers CodeSigningPolicies!:CodeSigningPolicies LastModified!
CodeSigningPolicies : UntrustedArtifactOnDeployment:'Warn|Enforce'
Concurrency : ReservedConcurrentExecutions:number(0..)
ContextDetails : ReplayChildren:boolean Result:string(..6291456) Error:ErrorObject
ContextFailedDetails : Error!:EventError
ContextSucceededDetails : Result!:EventResult
Cors : AllowCredentials:boolean AllowHeaders:[string(..1024)](..100) AllowMethods:[string(..6)](..6) AllowOrigins:[string(1..253)](..100) ExposeHeaders:[string(..1024)](..100) MaxAge:number(0..86400)
CreateCapacityProviderResponse : CapacityProvider!:CapacityProvider
CreateCodeSigningConfigResponse : CodeSigningConfig!:CodeSigningConfig
CreateFunctionUrlConfigResponse : FunctionUrl!:string(40..100) FunctionArn!:string(..10000) AuthType!:'NONE|AWS_IAM' Cors:Cors CreationTime! InvokeMode:'BUFFERED|RESPONSE_STREAM'
DeadLetterConfig : TargetArn
DeleteCapacityProviderResponse : CapacityProvider!:CapacityProvider
DeleteFunctionResponse : StatusCode:number
DestinationConfig : OnSuccess:OnSuccess OnFailure:OnFailure
DocumentDBEventSourceConfig : DatabaseName:string(1..63) CollectionName:string(1..57) FullDocument:'UpdateLookup|Default'
DurableConfig : RetentionPeriodInDays:number(1..90) ExecutionTimeout:number(1..31622400)
EnvironmentError : ErrorCode Message
EnvironmentResponse : Variables:{string} Error:EnvironmentError
EphemeralStorage : Size!:number(512..10240)
ErrorObject : ErrorMessage ErrorType ErrorData StackTrace:[string]
Event : EventType:'ExecutionStarted|ExecutionSucceeded|ExecutionFailed|ExecutionTimedOut|ExecutionStopped|ContextStarted|ContextSucceeded|ContextFailed|WaitStarted|WaitSucceeded|WaitCancelled|StepStarted|StepSucceeded|StepFailed|ChainedInvokeStarted|ChainedInvokeSucceeded|ChainedInvokeFailed|ChainedInvokeTimedOut|ChainedInvokeStopped|CallbackStarted|CallbackSucceeded|CallbackFailed|CallbackTimedOut|InvocationCompleted' SubType:string(1..32) EventId:number(1..) Id:string(1..64) Name:string(1..256) EventTimestamp:time ParentId:string(1..64) ExecutionStartedDetails:ExecutionStartedDetails ExecutionSucceededDetails:ExecutionSucceededDetails ExecutionFailedDetails:ExecutionFailedDetails ExecutionTimedOutDetails:ExecutionTimedOutDetails ExecutionStoppedDetails:ExecutionStoppedDetails ContextStartedDetails:object ContextSucceededDetails:ContextSucceededDetails ContextFailedDetails:ContextFailedDetails WaitStartedDetails:WaitStartedDetails WaitSucceededDetails:WaitSucceededDetails WaitCancelledDetails:WaitCancelledDetails StepStartedDetails:object StepSucceededDetails:StepSucceededDetails StepFailedDetails:StepFailedDetails ChainedInvokeStartedDetails:ChainedInvokeStartedDetails ChainedInvokeSucceededDetails:ChainedInvokeSucceededDetails ChainedInvokeFailedDetails:ChainedInvokeFailedDetails ChainedInvokeTimedOutDetails:ChainedInvokeTimedOutDetails ChainedInvokeStoppedDetails:ChainedInvokeStoppedDetails CallbackStartedDetails:CallbackStartedDetails CallbackSucceededDetails:CallbackSucceededDetails CallbackFailedDetails:CallbackFailedDetails CallbackTimedOutDetails:CallbackTimedOutDetails InvocationCompletedDetails:InvocationCompletedDetails
EventError : Payload:ErrorObject Truncated:boolean
EventInput : Payload:string(..6291456) Truncated:boolean
EventResult : Payload:string(..6291456) Truncated:boolean
EventSourceMappingConfiguration : UUID StartingPosition:'TRIM_HORIZON|LATEST|AT_TIMESTAMP' StartingPositionTimestamp:time BatchSize:number(1..10000) MaximumBatchingWindowInSeconds:number(0..300) ParallelizationFactor:number(1..10) EventSourceArn FilterCriteria:FilterCriteria FunctionArn:string(..10000) LastModified:time LastProcessingResult State StateTransitionReason DestinationConfig:DestinationConfig Topics:[string(1..249)](1..1) Queues:[string(1..1000)](1..1) SourceAccessConfigurations:[SourceAccessConfiguration](..22) SelfManagedEventSource:SelfManagedEventSource MaximumRecordAgeInSeconds:number(-1..604800) BisectBatchOnFunctionError:boolean MaximumRetryAttempts:number(-1..10000) TumblingWindowInSeconds:number(0..900) FunctionResponseTypes:['ReportBatchItemFailures'](..1) AmazonManagedKafkaEventSourceConfig:AmazonManagedKafkaEventSourceConfig SelfManagedKafkaEventSourceConfig:SelfManagedKafkaEventSourceConfig ScalingConfig:ScalingConfig DocumentDBEventSourceConfig:DocumentDBEventSourceConfig KMSKeyArn FilterCriteriaError:FilterCriteriaError EventSourceMappingArn:string(85..120) MetricsConfig:EventSourceMappingMetricsConfig LoggingConfig:EventSourceMappingLoggingConfig ProvisionedPollerConfig:ProvisionedPollerConfig
EventSourceMappingLoggingConfig : SystemLogLevel:'DEBUG|INFO|WARN'
EventSourceMappingMetricsConfig : Metrics:['EventCount|ErrorCount|KafkaMetrics'](..3)
Execution : DurableExecutionArn!:string(1..1024) DurableExecutionName!:string(1..64) FunctionArn!:string(..10000) Status!:ExecutionStatus StartTimestamp!:time EndTimestamp:time
ExecutionDetails : InputPayload:string(..6291456)
ExecutionFailedDetails : Error!:EventError
ExecutionStartedDetails : Input!:EventInput ExecutionTimeout!:number(0..)
ExecutionStatus : 'RUNNING|SUCCEEDED|FAILED|TIMED_OUT|STOPPED'
ExecutionStoppedDetails : Error!:EventError
ExecutionSucceededDetails : Result!:EventResult
ExecutionTimedOutDetails : Error:EventError
FileSystemConfig : Arn!:string(..256) LocalMountPath!:string(..160)
Filter : Pattern:string(..4096)
FilterCriteria : Filters:[Filter]
FilterCriteriaError : ErrorCode:string(10..50) Message:string(10..2048)
FunctionCodeLocation : RepositoryType Location ImageUri ResolvedImageUri SourceKMSKeyArn
FunctionConfiguration : FunctionName:string(1..256) FunctionArn:string(..10000) Runtime:Runtime Role Handler:string(..128) CodeSize:number Description:string(..256) Timeout:number(1..) MemorySize:number(128..10240) LastModified CodeSha256 Version:string(1..1024) VpcConfig:VpcConfigResponse DeadLetterConfig:DeadLetterConfig Environment:EnvironmentResponse KMSKeyArn TracingConfig:TracingConfigResponse MasterArn:string(..10000) RevisionId Layers:[Layer] State:State StateReason StateReasonCode:'Idle|Creating|Restoring|EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|DrainingDurableExecutions|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl' LastUpdateStatus:'Successful|Failed|InProgress' LastUpdateStatusReason LastUpdateStatusReasonCode:'EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl' FileSystemConfigs:[FileSystemConfig](..1) PackageType:'Zip|Image' ImageConfigResponse:ImageConfigResponse SigningProfileVersionArn SigningJobArn Architectures:['x86_64|arm64'](1..1) EphemeralStorage:EphemeralStorage SnapStart:SnapStartResponse RuntimeVersionConfig:RuntimeVersionConfig LoggingConfig:LoggingConfig CapacityProviderConfig:CapacityProviderConfig ConfigSha256 DurableConfig:DurableConfig TenancyConfig:TenancyConfig
FunctionEventInvokeConfig : LastModified:time FunctionArn:string(..10000) MaximumRetryAttempts:number(0..2) MaximumEventAgeInSeconds:number(60..21600) DestinationConfig:DestinationConfig
FunctionScalingConfig : MinExecutionEnvironments:number(0..15000) MaxExecutionEnvironments:number(0..15000)
FunctionUrlConfig : FunctionUrl!:string(40..100) FunctionArn!:string(..10000) CreationTime! LastModifiedTime! Cors:Cors AuthType!:'NONE|AWS_IAM' InvokeMode:'BUFFERED|RESPONSE_STREAM'
FunctionVersionsByCapacityProviderListItem : FunctionArn!:string(..10000) State!:State
GetAccountSettingsResponse : AccountLimit:AccountLimit AccountUsage:AccountUsage
GetCapacityProviderResponse : CapacityProvider!:CapacityProvider
GetCodeSigningConfigResponse : CodeSigningConfig!:CodeSigningConfig
GetDurableExecutionHistoryResponse : Events!:[Event] NextMarker
GetDurableExecutionResponse : DurableExecutionArn!:string(1..1024) DurableExecutionName!:string(1..64) FunctionArn!:string(..10000) InputPayload:string(..6291456) Result:string(..6291456) Error:ErrorObject StartTimestamp!:time Status!:ExecutionStatus EndTimestamp:time Version:string(1..1024) TraceHeader:TraceHeader
GetDurableExecutionStateResponse : Operations!:[Operation] NextMarker
GetFunctionCodeSigningConfigResponse : CodeSigningConfigArn!:string(..200) FunctionName!:string(1..140)
GetFunctionConcurrencyResponse : ReservedConcurrentExecutions:number(0..)
GetFunctionRecursionConfigResponse : RecursiveLoop:'Allow|Terminate'
GetFunctionResponse : Configuration:FunctionConfiguration Code:FunctionCodeLocation Tags:{string} TagsError:TagsError Concurrency:Concurrency
GetFunctionScalingConfigResponse : FunctionArn:string(..10000) AppliedFunctionScalingConfig:FunctionScalingConfig RequestedFunctionScalingConfig:FunctionScalingConfig
GetFunctionUrlConfigResponse : FunctionUrl!:string(40..100) FunctionArn!:string(..10000) AuthType!:'NONE|AWS_IAM' Cors:Cors CreationTime! LastModifiedTime! InvokeMode:'BUFFERED|RESPONSE_STREAM'
GetLayerVersionPolicyResponse : Policy RevisionId
GetLayerVersionResponse : Content:LayerVersionContentOutput LayerArn:string(1..140) LayerVersionArn:string(1..140) Description:string(..256) CreatedDate Version:number CompatibleRuntimes:[Runtime](..15) LicenseInfo:string(..512) CompatibleArchitectures:['x86_64|arm64'](..2)
GetPolicyResponse : Policy RevisionId
GetProvisionedConcurrencyConfigResponse : RequestedProvisionedConcurrentExecutions:number(1..) AvailableProvisionedConcurrentExecutions:number(0..) AllocatedProvisionedConcurrentExecutions:number(0..) Status:'IN_PROGRESS|READY|FAILED' StatusReason LastModified
GetRuntimeManagementConfigResponse : UpdateRuntimeOn:'Auto|Manual|FunctionUpdate' RuntimeVersionArn:string(26..2048) FunctionArn:string(..10000)
ImageConfig : EntryPoint:[string](..1500) Command:[string](..1500) WorkingDirectory:string(..1000)
ImageConfigError : ErrorCode Message
ImageConfigResponse : ImageConfig:ImageConfig Error:ImageConfigError
InstanceRequirements : Architectures:['x86_64|arm64'](1..1) AllowedInstanceTypes:[string(1..30)](..400) ExcludedInstanceTypes:[string(1..30)](..400)
InvocationCompletedDetails : StartTimestamp!:time EndTimestamp!:time RequestId! Error:EventError
InvocationResponse : StatusCode:number FunctionError LogResult Payload:blob ExecutedVersion:string(1..1024) DurableExecutionArn:string(1..1024)
InvokeAsyncResponse : Status:number
InvokeResponseStreamUpdate : Payload:blob
InvokeWithResponseStreamCompleteEvent : ErrorCode ErrorDetails LogResult
InvokeWithResponseStreamResponse : StatusCode:number ExecutedVersion:string(1..1024) EventStream:InvokeWithResponseStreamResponseEvent ResponseStreamContentType
InvokeWithResponseStreamResponseEvent : PayloadChunk:InvokeResponseStreamUpdate InvokeComplete:InvokeWithResponseStreamCompleteEvent
KafkaSchemaRegistryAccessConfig : Type:'BASIC_AUTH|CLIENT_CERTIFICATE_TLS_AUTH|SERVER_ROOT_CA_CERTIFICATE' URI
KafkaSchemaRegistryConfig : SchemaRegistryURI:string(1..10000) EventRecordFormat:'JSON|SOURCE' AccessConfigs:[KafkaSchemaRegistryAccessConfig] SchemaValidationConfigs:[KafkaSchemaValidationConfig]
KafkaSchemaValidationConfig : Attribute:'KEY|VALUE'
LambdaManagedInstancesCapacityProviderConfig : CapacityProviderArn!:string(1..140) PerExecutionEnvironmentMaxConcurrency:number(1..1600) ExecutionEnvironmentMemoryGiBPerVCpu:number(2.0..8.0)
Layer : Arn:string(1..140) CodeSize:number SigningProfileVersionArn SigningJobArn
LayerVersionContentOutput : Location CodeSha256 CodeSize:number SigningProfileVersionArn SigningJobArn
LayerVersionsListItem : LayerVersionArn:string(1..140) Version:number Description:string(..256) CreatedDate CompatibleRuntimes:[Runtime](..15) LicenseInfo:string(..512) CompatibleArchitectures:['x86_64|arm64'](..2)
LayersListItem : LayerName:string(1..140) LayerArn:string(1..140) LatestMatchingVersion:LayerVersionsListItem
ListAliasesResponse : NextMarker Aliases:[AliasConfiguration]
ListCapacityProvidersResponse : CapacityProviders!:[CapacityProvider](..50) NextMarker
ListCodeSigningConfigsResponse : NextMarker CodeSigningConfigs:[CodeSigningConfig]
ListDurableExecutionsByFunctionResponse : DurableExecutions:[Execution] NextMarker
ListEventSourceMappingsResponse : NextMarker EventSourceMappings:[EventSourceMappingConfiguration]
ListFunctionEventInvokeConfigsResponse : FunctionEventInvokeConfigs:[FunctionEventInvokeConfig] NextMarker
ListFunctionUrlConfigsResponse : FunctionUrlConfigs!:[FunctionUrlConfig] NextMarker
ListFunctionVersionsByCapacityProviderResponse : CapacityProviderArn!:string(1..140) FunctionVersions!:[FunctionVersionsByCapacityProviderListItem](..50) NextMarker
ListFunctionsByCodeSigningConfigResponse : NextMarker FunctionArns:[string(..10000)]
ListFunctionsResponse : NextMarker Functions:[FunctionConfiguration]
ListLayerVersionsResponse : NextMarker LayerVersions:[LayerVersionsListItem]
ListLayersResponse : NextMarker Layers:[LayersListItem]
ListProvisionedConcurrencyConfigsResponse : ProvisionedConcurrencyConfigs:[ProvisionedConcurrencyConfigListItem] NextMarker
ListTagsResponse : Tags:{string}
ListVersionsByFunctionResponse : NextMarker Versions:[FunctionConfiguration]
LoggingConfig : LogFormat:'JSON|Text' ApplicationLogLevel:'TRACE|DEBUG|INFO|WARN|ERROR|FATAL' SystemLogLevel:'DEBUG|INFO|WARN' LogGroup:string(1..512)
OnFailure : Destination:string(..350)
OnSuccess : Destination:string(..350)
Operation : Id!:string(1..64) ParentId:string(1..64) Name:string(1..256) Type!:'EXECUTION|CONTEXT|STEP|WAIT|CALLBACK|CHAINED_INVOKE' SubType:string(1..32) StartTimestamp!:time EndTimestamp:time Status!:'STARTED|PENDING|READY|SUCCEEDED|FAILED|CANCELLED|TIMED_OUT|STOPPED' ExecutionDetails:ExecutionDetails ContextDetails:ContextDetails StepDetails:StepDetails WaitDetails:WaitDetails CallbackDetails:CallbackDetails ChainedInvokeDetails:ChainedInvokeDetails
ProvisionedConcurrencyConfigListItem : FunctionArn:string(..10000) RequestedProvisionedConcurrentExecutions:number(1..) AvailableProvisionedConcurrentExecutions:number(0..) AllocatedProvisionedConcurrentExecutions:number(0..) Status:'IN_PROGRESS|READY|FAILED' StatusReason LastModified
ProvisionedPollerConfig : MinimumPollers:number(1..200) MaximumPollers:number(1..2000) PollerGroupName:string(..128)
PublishLayerVersionResponse : Content:LayerVersionContentOutput LayerArn:string(1..140) LayerVersionArn:string(1..140) Description:string(..256) CreatedDate Version:number CompatibleRuntimes:[Runtime](..15) LicenseInfo:string(..512) CompatibleArchitectures:['x86_64|arm64'](..2)
PutFunctionCodeSigningConfigResponse : CodeSigningConfigArn!:string(..200) FunctionName!:string(1..140)
PutFunctionRecursionConfigResponse : RecursiveLoop:'Allow|Terminate'
PutFunctionScalingConfigResponse : FunctionState:State
PutProvisionedConcurrencyConfigResponse : RequestedProvisionedConcurrentExecutions:number(1..) AvailableProvisionedConcurrentExecutions:number(0..) AllocatedProvisionedConcurrentExecutions:number(0..) Status:'IN_PROGRESS|READY|FAILED' StatusReason LastModified
PutRuntimeManagementConfigResponse : UpdateRuntimeOn!:'Auto|Manual|FunctionUpdate' FunctionArn!:string(..10000) RuntimeVersionArn:string(26..2048)
RetryDetails : CurrentAttempt:number(0..) NextAttemptDelaySeconds:number(0..)
Runtime : 'nodejs|nodejs4.3|nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|java8|java8.al2|java11|python2.7|python3.6|python3.7|python3.8|python3.9|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|dotnet6|dotnet8|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|provided|provided.al2|nodejs18.x|python3.10|java17|ruby3.2|ruby3.3|ruby3.4|python3.11|nodejs20.x|provided.al2023|python3.12|java21|python3.13|nodejs22.x|nodejs24.x|python3.14|java25|dotnet10|ruby4.0'
RuntimeVersionConfig : RuntimeVersionArn:string(26..2048) Error:RuntimeVersionError
RuntimeVersionError : ErrorCode Message
ScalingConfig : MaximumConcurrency:number(2..1000)
SelfManagedEventSource : Endpoints:{[string(1..300)](1..10)}
SelfManagedKafkaEventSourceConfig : ConsumerGroupId:string(1..200) SchemaRegistryConfig:KafkaSchemaRegistryConfig
SnapStartResponse : ApplyOn:'PublishedVersions|None' OptimizationStatus:'On|Off'
SourceAccessConfiguration : Type:'BASIC_AUTH|VPC_SUBNET|VPC_SECURITY_GROUP|SASL_SCRAM_512_AUTH|SASL_SCRAM_256_AUTH|VIRTUAL_HOST|CLIENT_CERTIFICATE_TLS_AUTH|SERVER_ROOT_CA_CERTIFICATE' URI:string(1..200)
State : 'Pending|Active|Inactive|Failed|Deactivating|Deactivated|ActiveNonInvocable|Deleting'
StepDetails : Attempt:number(0..) NextAttemptTimestamp:time Result:string(..6291456) Error:ErrorObject
StepFailedDetails : Error!:EventError RetryDetails!:RetryDetails
StepSucceededDetails : Result!:EventResult RetryDetails!:RetryDetails
StopDurableExecutionResponse : StopTimestamp!:time
TagsError : ErrorCode!:string(10..21) Message!:string(84..1000)
TargetTrackingScalingPolicy : PredefinedMetricType!:'LambdaCapacityProviderAverageCPUUtilization' TargetValue!:number(0.0..100.0)
TenancyConfig : TenantIsolationMode!:'PER_TENANT'
TraceHeader : XAmznTraceId:string(..8192)
TracingConfigResponse : Mode:'Active|PassThrough'
UpdateCapacityProviderResponse : CapacityProvider!:CapacityProvider
UpdateCodeSigningConfigResponse : CodeSigningConfig!:CodeSigningConfig
UpdateFunctionUrlConfigResponse : FunctionUrl!:string(40..100) FunctionArn!:string(..10000) AuthType!:'NONE|AWS_IAM' Cors:Cors CreationTime! LastModifiedTime! InvokeMode:'BUFFERED|RESPONSE_STREAM'
VpcConfigResponse : SubnetIds:[string](..16) SecurityGroupIds:[string](..5) VpcId Ipv6AllowedForDualStack:boolean
WaitCancelledDetails : Error:EventError
WaitDetails : ScheduledEndTimestamp:time
WaitStartedDetails : Duration!:number(0..) ScheduledEndTimestamp!:time
WaitSucceededDetails : Duration:number(0..)
`;
