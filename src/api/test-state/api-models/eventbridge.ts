/** What the actions of Amazon EventBridge answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
CancelReplay = CancelReplayResponse
CreateApiDestination = CreateApiDestinationResponse
CreateArchive = CreateArchiveResponse
CreateConnection = CreateConnectionResponse
CreateEndpoint = CreateEndpointResponse
CreateEventBus = CreateEventBusResponse
CreatePartnerEventSource = CreatePartnerEventSourceResponse
DeauthorizeConnection = DeauthorizeConnectionResponse
DeleteConnection = DeleteConnectionResponse
DescribeApiDestination = DescribeApiDestinationResponse
DescribeArchive = DescribeArchiveResponse
DescribeConnection = DescribeConnectionResponse
DescribeEndpoint = DescribeEndpointResponse
DescribeEventBus = DescribeEventBusResponse
DescribeEventSource = DescribeEventSourceResponse
DescribePartnerEventSource = DescribePartnerEventSourceResponse
DescribeReplay = DescribeReplayResponse
DescribeRule = DescribeRuleResponse
ListApiDestinations = ListApiDestinationsResponse
ListArchives = ListArchivesResponse
ListConnections = ListConnectionsResponse
ListEndpoints = ListEndpointsResponse
ListEventBuses = ListEventBusesResponse
ListEventSources = ListEventSourcesResponse
ListPartnerEventSourceAccounts = ListPartnerEventSourceAccountsResponse
ListPartnerEventSources = ListPartnerEventSourcesResponse
ListReplays = ListReplaysResponse
ListRuleNamesByTarget = ListRuleNamesByTargetResponse
ListRules = ListRulesResponse
ListTagsForResource = ListTagsForResourceResponse
ListTargetsByRule = ListTargetsByRuleResponse
PutEvents = PutEventsResponse
PutPartnerEvents = PutPartnerEventsResponse
PutRule = PutRuleResponse
PutTargets = PutTargetsResponse
RemoveTargets = RemoveTargetsResponse
StartReplay = StartReplayResponse
TestEventPattern = TestEventPatternResponse
UpdateApiDestination = UpdateApiDestinationResponse
UpdateArchive = UpdateArchiveResponse
UpdateConnection = UpdateConnectionResponse
UpdateEndpoint = UpdateEndpointResponse
UpdateEventBus = UpdateEventBusResponse
ApiDestination : ApiDestinationArn:string(1..1600) Name:string(1..64) ApiDestinationState:'ACTIVE|INACTIVE' ConnectionArn:string(1..1600) InvocationEndpoint:string(1..2048) HttpMethod:'POST|GET|HEAD|OPTIONS|PUT|PATCH|DELETE' InvocationRateLimitPerSecond:number(1..) CreationTime:time LastModifiedTime:time
AppSyncParameters : GraphQLOperation:string(1..1048576)
Archive : ArchiveName:string(1..48) EventSourceArn:string(1..1600) State:ArchiveState StateReason:string(..512) RetentionDays:number(0..) SizeBytes:number EventCount:number CreationTime:time
ArchiveState : 'ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED'
AwsVpcConfiguration : Subnets!:[string] SecurityGroups:[string] AssignPublicIp:'ENABLED|DISABLED'
BatchArrayProperties : Size:number
BatchParameters : JobDefinition! JobName! ArrayProperties:BatchArrayProperties RetryStrategy:BatchRetryStrategy
BatchRetryStrategy : Attempts:number
CancelReplayResponse : ReplayArn:string(1..1600) State:ReplayState StateReason:string(..512)
CapacityProviderStrategyItem : CapacityProvider!:string(1..255) Weight:number(0..1000) Base:number(0..100000)
Connection : ConnectionArn:string(1..1600) Name:string(1..64) ConnectionState:ConnectionState StateReason:string(..512) AuthorizationType:'BASIC|OAUTH_CLIENT_CREDENTIALS|API_KEY' CreationTime:time LastModifiedTime:time LastAuthorizedTime:time
ConnectionApiKeyAuthResponseParameters : ApiKeyName:string(1..512)
ConnectionAuthResponseParameters : BasicAuthParameters:ConnectionBasicAuthResponseParameters OAuthParameters:ConnectionOAuthResponseParameters ApiKeyAuthParameters:ConnectionApiKeyAuthResponseParameters InvocationHttpParameters:ConnectionHttpParameters ConnectivityParameters:DescribeConnectionConnectivityParameters
ConnectionBasicAuthResponseParameters : Username:string(1..512)
ConnectionBodyParameter : Key Value IsValueSecret:boolean
ConnectionHeaderParameter : Key:string(..512) Value:string(..512) IsValueSecret:boolean
ConnectionHttpParameters : HeaderParameters:[ConnectionHeaderParameter](..100) QueryStringParameters:[ConnectionQueryStringParameter](..100) BodyParameters:[ConnectionBodyParameter](..100)
ConnectionOAuthClientResponseParameters : ClientID:string(1..512)
ConnectionOAuthResponseParameters : ClientParameters:ConnectionOAuthClientResponseParameters AuthorizationEndpoint:string(1..2048) HttpMethod:'GET|POST|PUT' OAuthHttpParameters:ConnectionHttpParameters
ConnectionQueryStringParameter : Key:string(..512) Value:string(..512) IsValueSecret:boolean
ConnectionState : 'CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY'
CreateApiDestinationResponse : ApiDestinationArn:string(1..1600) ApiDestinationState:'ACTIVE|INACTIVE' CreationTime:time LastModifiedTime:time
CreateArchiveResponse : ArchiveArn:string(1..1600) State:ArchiveState StateReason:string(..512) CreationTime:time
CreateConnectionResponse : ConnectionArn:string(1..1600) ConnectionState:ConnectionState CreationTime:time LastModifiedTime:time
CreateEndpointResponse : Name:string(1..64) Arn:string(1..1600) RoutingConfig:RoutingConfig ReplicationConfig:ReplicationConfig EventBuses:[EndpointEventBus](2..2) RoleArn:string(1..256) State:EndpointState
CreateEventBusResponse : EventBusArn Description:string(..512) KmsKeyIdentifier:string(..2048) DeadLetterConfig:DeadLetterConfig LogConfig:LogConfig
CreatePartnerEventSourceResponse : EventSourceArn
DeadLetterConfig : Arn:string(1..1600)
DeauthorizeConnectionResponse : ConnectionArn:string(1..1600) ConnectionState:ConnectionState CreationTime:time LastModifiedTime:time LastAuthorizedTime:time
DeleteConnectionResponse : ConnectionArn:string(1..1600) ConnectionState:ConnectionState CreationTime:time LastModifiedTime:time LastAuthorizedTime:time
DescribeApiDestinationResponse : ApiDestinationArn:string(1..1600) Name:string(1..64) Description:string(..512) ApiDestinationState:'ACTIVE|INACTIVE' ConnectionArn:string(1..1600) InvocationEndpoint:string(1..2048) HttpMethod:'POST|GET|HEAD|OPTIONS|PUT|PATCH|DELETE' InvocationRateLimitPerSecond:number(1..) CreationTime:time LastModifiedTime:time
DescribeArchiveResponse : ArchiveArn:string(1..1600) ArchiveName:string(1..48) EventSourceArn:string(1..1600) Description:string(..512) EventPattern:string(..4096) State:ArchiveState StateReason:string(..512) KmsKeyIdentifier:string(..2048) RetentionDays:number(0..) SizeBytes:number EventCount:number CreationTime:time
DescribeConnectionConnectivityParameters : ResourceParameters!:DescribeConnectionResourceParameters
DescribeConnectionResourceParameters : ResourceConfigurationArn!:string(..2048) ResourceAssociationArn!:string(17..2048)
DescribeConnectionResponse : ConnectionArn:string(1..1600) Name:string(1..64) Description:string(..512) InvocationConnectivityParameters:DescribeConnectionConnectivityParameters ConnectionState:ConnectionState StateReason:string(..512) AuthorizationType:'BASIC|OAUTH_CLIENT_CREDENTIALS|API_KEY' SecretArn:string(20..2048) KmsKeyIdentifier:string(..2048) AuthParameters:ConnectionAuthResponseParameters CreationTime:time LastModifiedTime:time LastAuthorizedTime:time
DescribeEndpointResponse : Name:string(1..64) Description:string(..512) Arn:string(1..1600) RoutingConfig:RoutingConfig ReplicationConfig:ReplicationConfig EventBuses:[EndpointEventBus](2..2) RoleArn:string(1..256) EndpointId:string(1..50) EndpointUrl:string(1..256) State:EndpointState StateReason:string(1..512) CreationTime:time LastModifiedTime:time
DescribeEventBusResponse : Name Arn Description:string(..512) KmsKeyIdentifier:string(..2048) DeadLetterConfig:DeadLetterConfig Policy LogConfig:LogConfig CreationTime:time LastModifiedTime:time
DescribeEventSourceResponse : Arn CreatedBy CreationTime:time ExpirationTime:time Name State:'PENDING|ACTIVE|DELETED'
DescribePartnerEventSourceResponse : Arn Name
DescribeReplayResponse : ReplayName:string(1..64) ReplayArn:string(1..1600) Description:string(..512) State:ReplayState StateReason:string(..512) EventSourceArn:string(1..1600) Destination:ReplayDestination EventStartTime:time EventEndTime:time EventLastReplayedTime:time ReplayStartTime:time ReplayEndTime:time
DescribeRuleResponse : Name:string(1..64) Arn:string(1..1600) EventPattern:string(..4096) ScheduleExpression:string(..256) State:RuleState Description:string(..512) RoleArn:string(1..1600) ManagedBy:string(1..128) EventBusName:string(1..256) CreatedBy:string(1..128)
EcsParameters : TaskDefinitionArn!:string(1..1600) TaskCount:number(1..) LaunchType:'EC2|FARGATE|EXTERNAL' NetworkConfiguration:NetworkConfiguration PlatformVersion Group CapacityProviderStrategy:[CapacityProviderStrategyItem](..6) EnableECSManagedTags:boolean EnableExecuteCommand:boolean PlacementConstraints:[PlacementConstraint](..10) PlacementStrategy:[PlacementStrategy](..5) PropagateTags:'TASK_DEFINITION' ReferenceId:string(..1024) Tags:[Tag]
Endpoint : Name:string(1..64) Description:string(..512) Arn:string(1..1600) RoutingConfig:RoutingConfig ReplicationConfig:ReplicationConfig EventBuses:[EndpointEventBus](2..2) RoleArn:string(1..256) EndpointId:string(1..50) EndpointUrl:string(1..256) State:EndpointState StateReason:string(1..512) CreationTime:time LastModifiedTime:time
EndpointEventBus : EventBusArn!:string(1..512)
EndpointState : 'ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED'
EventBus : Name Arn Description:string(..512) Policy CreationTime:time LastModifiedTime:time
EventSource : Arn CreatedBy CreationTime:time ExpirationTime:time Name State:'PENDING|ACTIVE|DELETED'
FailoverConfig : Primary!:Primary Secondary!:Secondary
HttpParameters : PathParameterValues:[string] HeaderParameters:{string(..512)} QueryStringParameters:{string(..512)}
InputTransformer : InputPathsMap:{string(..256)} InputTemplate!:string(1..8192)
KinesisParameters : PartitionKeyPath!:string(..256)
ListApiDestinationsResponse : ApiDestinations:[ApiDestination] NextToken:string(1..2048)
ListArchivesResponse : Archives:[Archive] NextToken:string(1..2048)
ListConnectionsResponse : Connections:[Connection] NextToken:string(1..2048)
ListEndpointsResponse : Endpoints:[Endpoint] NextToken:string(1..2048)
ListEventBusesResponse : EventBuses:[EventBus] NextToken:string(1..2048)
ListEventSourcesResponse : EventSources:[EventSource] NextToken:string(1..2048)
ListPartnerEventSourceAccountsResponse : PartnerEventSourceAccounts:[PartnerEventSourceAccount] NextToken:string(1..2048)
ListPartnerEventSourcesResponse : PartnerEventSources:[PartnerEventSource] NextToken:string(1..2048)
ListReplaysResponse : Replays:[Replay] NextToken:string(1..2048)
ListRuleNamesByTargetResponse : RuleNames:[string(1..64)] NextToken:string(1..2048)
ListRulesResponse : Rules:[Rule] NextToken:string(1..2048)
ListTagsForResourceResponse : Tags:[Tag]
ListTargetsByRuleResponse : Targets:[Target](1..100) NextToken:string(1..2048)
LogConfig : IncludeDetail:'NONE|FULL' Level:'OFF|ERROR|INFO|TRACE'
NetworkConfiguration : AwsvpcConfiguration:AwsVpcConfiguration
PartnerEventSource : Arn Name
PartnerEventSourceAccount : Account:string(12..12) CreationTime:time ExpirationTime:time State:'PENDING|ACTIVE|DELETED'
PlacementConstraint : Type:'distinctInstance|memberOf' Expression:string(..2000)
PlacementStrategy : Type:'random|spread|binpack' Field:string(..255)
Primary : HealthCheck!:string(1..1600)
PutEventsResponse : FailedEntryCount:number Entries:[PutEventsResultEntry]
PutEventsResultEntry : EventId:string(..64) ErrorCode ErrorMessage
PutPartnerEventsResponse : FailedEntryCount:number Entries:[PutPartnerEventsResultEntry]
PutPartnerEventsResultEntry : EventId:string(..64) ErrorCode ErrorMessage
PutRuleResponse : RuleArn:string(1..1600)
PutTargetsResponse : FailedEntryCount:number FailedEntries:[PutTargetsResultEntry]
PutTargetsResultEntry : TargetId:string(1..64) ErrorCode ErrorMessage
RedshiftDataParameters : SecretManagerArn:string(1..1600) Database!:string(1..64) DbUser:string(1..128) Sql:string(1..100000) StatementName:string(1..500) WithEvent:boolean Sqls:[string(1..100000)](..40)
RemoveTargetsResponse : FailedEntryCount:number FailedEntries:[RemoveTargetsResultEntry]
RemoveTargetsResultEntry : TargetId:string(1..64) ErrorCode ErrorMessage
Replay : ReplayName:string(1..64) EventSourceArn:string(1..1600) State:ReplayState StateReason:string(..512) EventStartTime:time EventEndTime:time EventLastReplayedTime:time ReplayStartTime:time ReplayEndTime:time
ReplayDestination : Arn!:string(1..1600) FilterArns:[string(1..1600)]
ReplayState : 'STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED'
ReplicationConfig : State:'ENABLED|DISABLED'
RetryPolicy : MaximumRetryAttempts:number(0..185) MaximumEventAgeInSeconds:number(60..86400)
RoutingConfig : FailoverConfig!:FailoverConfig
Rule : Name:string(1..64) Arn:string(1..1600) EventPattern:string(..4096) State:RuleState Description:string(..512) ScheduleExpression:string(..256) RoleArn:string(1..1600) ManagedBy:string(1..128) EventBusName:string(1..256)
RuleState : 'ENABLED|DISABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'
RunCommandParameters : RunCommandTargets!:[RunCommandTarget](1..5)
RunCommandTarget : Key!:string(1..128) Values!:[string(1..256)](1..50)
SageMakerPipelineParameter : Name!:string(1..256) Value!:string(..1024)
SageMakerPipelineParameters : PipelineParameterList:[SageMakerPipelineParameter](..200)
Secondary : Route!:string(9..20)
SqsParameters : MessageGroupId:string(..100)
StartReplayResponse : ReplayArn:string(1..1600) State:ReplayState StateReason:string(..512) ReplayStartTime:time
Tag : Key!:string(1..128) Value!:string(..256)
Target : Id!:string(1..64) Arn!:string(1..1600) RoleArn:string(1..1600) Input:string(..8192) InputPath:string(..256) InputTransformer:InputTransformer KinesisParameters:KinesisParameters RunCommandParameters:RunCommandParameters EcsParameters:EcsParameters BatchParameters:BatchParameters SqsParameters:SqsParameters HttpParameters:HttpParameters RedshiftDataParameters:RedshiftDataParameters SageMakerPipelineParameters:SageMakerPipelineParameters DeadLetterConfig:DeadLetterConfig RetryPolicy:RetryPolicy AppSyncParameters:AppSyncParameters
TestEventPatternResponse : Result:boolean
UpdateApiDestinationResponse : ApiDestinationArn:string(1..1600) ApiDestinationState:'ACTIVE|INACTIVE' CreationTime:time LastModifiedTime:time
UpdateArchiveResponse : ArchiveArn:string(1..1600) State:ArchiveState StateReason:string(..512) CreationTime:time
UpdateConnectionResponse : ConnectionArn:string(1..1600) ConnectionState:ConnectionState CreationTime:time LastModifiedTime:time LastAuthorizedTime:time
UpdateEndpointResponse : Name:string(1..64) Arn:string(1..1600) RoutingConfig:RoutingConfig ReplicationConfig:ReplicationConfig EventBuses:[EndpointEventBus](2..2) RoleArn:string(1..256) EndpointId:string(1..50) EndpointUrl:string(1..256) State:EndpointState
UpdateEventBusResponse : Arn Name:string(1..256) KmsKeyIdentifier:string(..2048) Description:string(..512) DeadLetterConfig:DeadLetterConfig LogConfig:LogConfig
`;
