/** What the actions of Amazon DynamoDB answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
BatchExecuteStatement = BatchExecuteStatementOutput
BatchGetItem = BatchGetItemOutput
BatchWriteItem = BatchWriteItemOutput
CreateBackup = CreateBackupOutput
CreateGlobalTable = CreateGlobalTableOutput
CreateTable = CreateTableOutput
DeleteBackup = DeleteBackupOutput
DeleteItem = DeleteItemOutput
DeleteResourcePolicy = DeleteResourcePolicyOutput
DeleteTable = DeleteTableOutput
DescribeBackup = DescribeBackupOutput
DescribeContinuousBackups = DescribeContinuousBackupsOutput
DescribeContributorInsights = DescribeContributorInsightsOutput
DescribeEndpoints = DescribeEndpointsResponse
DescribeExport = DescribeExportOutput
DescribeGlobalTable = DescribeGlobalTableOutput
DescribeGlobalTableSettings = DescribeGlobalTableSettingsOutput
DescribeImport = DescribeImportOutput
DescribeKinesisStreamingDestination = DescribeKinesisStreamingDestinationOutput
DescribeLimits = DescribeLimitsOutput
DescribeTable = DescribeTableOutput
DescribeTableReplicaAutoScaling = DescribeTableReplicaAutoScalingOutput
DescribeTimeToLive = DescribeTimeToLiveOutput
DisableKinesisStreamingDestination = KinesisStreamingDestinationOutput
EnableKinesisStreamingDestination = KinesisStreamingDestinationOutput
ExecuteStatement = ExecuteStatementOutput
ExecuteTransaction = ExecuteTransactionOutput
ExportTableToPointInTime = ExportTableToPointInTimeOutput
GetItem = GetItemOutput
GetResourcePolicy = GetResourcePolicyOutput
ImportTable = ImportTableOutput
ListBackups = ListBackupsOutput
ListContributorInsights = ListContributorInsightsOutput
ListExports = ListExportsOutput
ListGlobalTables = ListGlobalTablesOutput
ListImports = ListImportsOutput
ListTables = ListTablesOutput
ListTagsOfResource = ListTagsOfResourceOutput
PutItem = PutItemOutput
PutResourcePolicy = PutResourcePolicyOutput
Query = QueryOutput
RestoreTableFromBackup = RestoreTableFromBackupOutput
RestoreTableToPointInTime = RestoreTableToPointInTimeOutput
Scan = ScanOutput
TransactGetItems = TransactGetItemsOutput
TransactWriteItems = TransactWriteItemsOutput
UpdateContinuousBackups = UpdateContinuousBackupsOutput
UpdateContributorInsights = UpdateContributorInsightsOutput
UpdateGlobalTable = UpdateGlobalTableOutput
UpdateGlobalTableSettings = UpdateGlobalTableSettingsOutput
UpdateItem = UpdateItemOutput
UpdateKinesisStreamingDestination = UpdateKinesisStreamingDestinationOutput
UpdateTable = UpdateTableOutput
UpdateTableReplicaAutoScaling = UpdateTableReplicaAutoScalingOutput
UpdateTimeToLive = UpdateTimeToLiveOutput
ArchivalSummary : ArchivalDateTime:time ArchivalReason ArchivalBackupArn:string(37..1024)
AttributeDefinition : AttributeName!:string(1..255) AttributeType!:'S|N|B'
AttributeValue : S N B:blob SS:[string] NS:[string] BS:[blob] M:{AttributeValue} L:[AttributeValue] NULL:boolean BOOL:boolean
AutoScalingPolicyDescription : PolicyName:string(1..256) TargetTrackingScalingPolicyConfiguration:AutoScalingTargetTrackingScalingPolicyConfigurationDescription
AutoScalingSettingsDescription : MinimumUnits:number(1..) MaximumUnits:number(1..) AutoScalingDisabled:boolean AutoScalingRoleArn ScalingPolicies:[AutoScalingPolicyDescription]
AutoScalingTargetTrackingScalingPolicyConfigurationDescription : DisableScaleIn:boolean ScaleInCooldown:number ScaleOutCooldown:number TargetValue!:number
BackupDescription : BackupDetails:BackupDetails SourceTableDetails:SourceTableDetails SourceTableFeatureDetails:SourceTableFeatureDetails
BackupDetails : BackupArn!:string(37..1024) BackupName!:string(3..255) BackupSizeBytes:number(0..) BackupStatus!:'CREATING|DELETED|AVAILABLE' BackupType!:'USER|SYSTEM|AWS_BACKUP' BackupCreationDateTime!:time BackupExpiryDateTime:time
BackupSummary : TableName:string(3..255) TableId TableArn:string(1..1024) BackupArn:string(37..1024) BackupName:string(3..255) BackupCreationDateTime:time BackupExpiryDateTime:time BackupStatus:'CREATING|DELETED|AVAILABLE' BackupType:'USER|SYSTEM|AWS_BACKUP' BackupSizeBytes:number(0..)
BatchExecuteStatementOutput : Responses:[BatchStatementResponse] ConsumedCapacity:[ConsumedCapacity]
BatchGetItemOutput : Responses:{[{AttributeValue}]} UnprocessedKeys:{KeysAndAttributes} ConsumedCapacity:[ConsumedCapacity]
BatchStatementError : Code:'ConditionalCheckFailed|ItemCollectionSizeLimitExceeded|RequestLimitExceeded|ValidationError|ProvisionedThroughputExceeded|TransactionConflict|ThrottlingError|InternalServerError|ResourceNotFound|AccessDenied|DuplicateItem' Message Item:{AttributeValue}
BatchStatementResponse : Error:BatchStatementError TableName:string(3..255) Item:{AttributeValue}
BatchWriteItemOutput : UnprocessedItems:{[WriteRequest](1..25)} ItemCollectionMetrics:{[ItemCollectionMetrics]} ConsumedCapacity:[ConsumedCapacity]
BillingModeSummary : BillingMode:'PROVISIONED|PAY_PER_REQUEST' LastUpdateToPayPerRequestDateTime:time
Capacity : ReadCapacityUnits:number WriteCapacityUnits:number CapacityUnits:number
ConsumedCapacity : TableName:string(1..1024) CapacityUnits:number ReadCapacityUnits:number WriteCapacityUnits:number Table:Capacity LocalSecondaryIndexes:{Capacity} GlobalSecondaryIndexes:{Capacity}
ContinuousBackupsDescription : ContinuousBackupsStatus!:'ENABLED|DISABLED' PointInTimeRecoveryDescription:PointInTimeRecoveryDescription
ContributorInsightsMode : 'ACCESSED_AND_THROTTLED_KEYS|THROTTLED_KEYS'
ContributorInsightsStatus : 'ENABLING|ENABLED|DISABLING|DISABLED|FAILED'
ContributorInsightsSummary : TableName:string(3..255) IndexName:string(3..255) ContributorInsightsStatus:ContributorInsightsStatus ContributorInsightsMode:ContributorInsightsMode
CreateBackupOutput : BackupDetails:BackupDetails
CreateGlobalTableOutput : GlobalTableDescription:GlobalTableDescription
CreateTableOutput : TableDescription:TableDescription
CsvOptions : Delimiter:string(1..1) HeaderList:[string(1..65536)](1..255)
DeleteBackupOutput : BackupDescription:BackupDescription
DeleteItemOutput : Attributes:{AttributeValue} ConsumedCapacity:ConsumedCapacity ItemCollectionMetrics:ItemCollectionMetrics
DeleteRequest : Key!:{AttributeValue}
DeleteResourcePolicyOutput : RevisionId:string(1..255)
DeleteTableOutput : TableDescription:TableDescription
DescribeBackupOutput : BackupDescription:BackupDescription
DescribeContinuousBackupsOutput : ContinuousBackupsDescription:ContinuousBackupsDescription
DescribeContributorInsightsOutput : TableName:string(3..255) IndexName:string(3..255) ContributorInsightsRuleList:[string] ContributorInsightsStatus:ContributorInsightsStatus LastUpdateDateTime:time FailureException:FailureException ContributorInsightsMode:ContributorInsightsMode
DescribeEndpointsResponse : Endpoints!:[Endpoint]
DescribeExportOutput : ExportDescription:ExportDescription
DescribeGlobalTableOutput : GlobalTableDescription:GlobalTableDescription
DescribeGlobalTableSettingsOutput : GlobalTableName:string(3..255) ReplicaSettings:[ReplicaSettingsDescription]
DescribeImportOutput : ImportTableDescription!:ImportTableDescription
DescribeKinesisStreamingDestinationOutput : TableName:string(3..255) KinesisDataStreamDestinations:[KinesisDataStreamDestination]
DescribeLimitsOutput : AccountMaxReadCapacityUnits:number(1..) AccountMaxWriteCapacityUnits:number(1..) TableMaxReadCapacityUnits:number(1..) TableMaxWriteCapacityUnits:number(1..)
DescribeTableOutput : Table:TableDescription
DescribeTableReplicaAutoScalingOutput : TableAutoScalingDescription:TableAutoScalingDescription
DescribeTimeToLiveOutput : TimeToLiveDescription:TimeToLiveDescription
DestinationStatus : 'ENABLING|ACTIVE|DISABLING|DISABLED|ENABLE_FAILED|UPDATING'
EnableKinesisStreamingConfiguration : ApproximateCreationDateTimePrecision:'MILLISECOND|MICROSECOND'
Endpoint : Address! CachePeriodInMinutes!:number
ExecuteStatementOutput : Items:[{AttributeValue}] NextToken:string(1..32768) ConsumedCapacity:ConsumedCapacity LastEvaluatedKey:{AttributeValue}
ExecuteTransactionOutput : Responses:[ItemResponse](1..100) ConsumedCapacity:[ConsumedCapacity]
ExportDescription : ExportArn:string(37..1024) ExportStatus:'IN_PROGRESS|COMPLETED|FAILED' StartTime:time EndTime:time ExportManifest TableArn:string(1..1024) TableId ExportTime:time ClientToken S3Bucket:string(..255) S3BucketOwner S3Prefix:string(..1024) S3SseAlgorithm:'AES256|KMS' S3SseKmsKeyId:string(1..2048) FailureCode FailureMessage ExportFormat:'DYNAMODB_JSON|ION' BilledSizeBytes:number(0..) ItemCount:number(0..) ExportType:'FULL_EXPORT|INCREMENTAL_EXPORT' IncrementalExportSpecification:IncrementalExportSpecification
ExportSummary : ExportArn:string(37..1024) ExportStatus:'IN_PROGRESS|COMPLETED|FAILED' ExportType:'FULL_EXPORT|INCREMENTAL_EXPORT'
ExportTableToPointInTimeOutput : ExportDescription:ExportDescription
FailureException : ExceptionName ExceptionDescription
GetItemOutput : Item:{AttributeValue} ConsumedCapacity:ConsumedCapacity
GetResourcePolicyOutput : Policy RevisionId:string(1..255)
GlobalSecondaryIndex : IndexName!:string(3..255) KeySchema!:[KeySchemaElement](1..) Projection!:Projection ProvisionedThroughput:ProvisionedThroughput OnDemandThroughput:OnDemandThroughput WarmThroughput:WarmThroughput
GlobalSecondaryIndexDescription : IndexName:string(3..255) KeySchema:[KeySchemaElement](1..) Projection:Projection IndexStatus:'CREATING|UPDATING|DELETING|ACTIVE' Backfilling:boolean ProvisionedThroughput:ProvisionedThroughputDescription IndexSizeBytes:number ItemCount:number IndexArn OnDemandThroughput:OnDemandThroughput WarmThroughput:GlobalSecondaryIndexWarmThroughputDescription
GlobalSecondaryIndexInfo : IndexName:string(3..255) KeySchema:[KeySchemaElement](1..) Projection:Projection ProvisionedThroughput:ProvisionedThroughput OnDemandThroughput:OnDemandThroughput
GlobalSecondaryIndexWarmThroughputDescription : ReadUnitsPerSecond:number(1..) WriteUnitsPerSecond:number(1..) Status:'CREATING|UPDATING|DELETING|ACTIVE'
GlobalTable : GlobalTableName:string(3..255) ReplicationGroup:[Replica]
GlobalTableDescription : ReplicationGroup:[ReplicaDescription] GlobalTableArn CreationDateTime:time GlobalTableStatus:'CREATING|ACTIVE|DELETING|UPDATING' GlobalTableName:string(3..255)
GlobalTableSettingsReplicationMode : 'ENABLED|DISABLED|ENABLED_WITH_OVERRIDES'
GlobalTableWitnessDescription : RegionName WitnessStatus:'CREATING|DELETING|ACTIVE'
ImportStatus : 'IN_PROGRESS|COMPLETED|CANCELLING|CANCELLED|FAILED'
ImportSummary : ImportArn:string(37..1024) ImportStatus:ImportStatus TableArn:string(1..1024) S3BucketSource:S3BucketSource CloudWatchLogGroupArn:string(1..1024) InputFormat:'DYNAMODB_JSON|ION|CSV' StartTime:time EndTime:time
ImportTableDescription : ImportArn:string(37..1024) ImportStatus:ImportStatus TableArn:string(1..1024) TableId ClientToken S3BucketSource:S3BucketSource ErrorCount:number(0..) CloudWatchLogGroupArn:string(1..1024) InputFormat:'DYNAMODB_JSON|ION|CSV' InputFormatOptions:InputFormatOptions InputCompressionType:'GZIP|ZSTD|NONE' TableCreationParameters:TableCreationParameters StartTime:time EndTime:time ProcessedSizeBytes:number ProcessedItemCount:number(0..) ImportedItemCount:number(0..) FailureCode FailureMessage
ImportTableOutput : ImportTableDescription!:ImportTableDescription
IncrementalExportSpecification : ExportFromTime:time ExportToTime:time ExportViewType:'NEW_IMAGE|NEW_AND_OLD_IMAGES'
InputFormatOptions : Csv:CsvOptions
ItemCollectionMetrics : ItemCollectionKey:{AttributeValue} SizeEstimateRangeGB:[number]
ItemResponse : Item:{AttributeValue}
KeySchemaElement : AttributeName!:string(1..255) KeyType!:'HASH|RANGE'
KeysAndAttributes : Keys!:[{AttributeValue}](1..100) AttributesToGet:[string(..65535)](1..) ConsistentRead:boolean ProjectionExpression ExpressionAttributeNames:{string(..65535)}
KinesisDataStreamDestination : StreamArn:string(37..1024) DestinationStatus:DestinationStatus DestinationStatusDescription ApproximateCreationDateTimePrecision:'MILLISECOND|MICROSECOND'
KinesisStreamingDestinationOutput : TableName:string(3..255) StreamArn:string(37..1024) DestinationStatus:DestinationStatus EnableKinesisStreamingConfiguration:EnableKinesisStreamingConfiguration
ListBackupsOutput : BackupSummaries:[BackupSummary] LastEvaluatedBackupArn:string(37..1024)
ListContributorInsightsOutput : ContributorInsightsSummaries:[ContributorInsightsSummary] NextToken
ListExportsOutput : ExportSummaries:[ExportSummary] NextToken
ListGlobalTablesOutput : GlobalTables:[GlobalTable] LastEvaluatedGlobalTableName:string(3..255)
ListImportsOutput : ImportSummaryList:[ImportSummary] NextToken:string(112..1024)
ListTablesOutput : TableNames:[string(3..255)] LastEvaluatedTableName:string(3..255)
ListTagsOfResourceOutput : Tags:[Tag] NextToken
LocalSecondaryIndexDescription : IndexName:string(3..255) KeySchema:[KeySchemaElement](1..) Projection:Projection IndexSizeBytes:number ItemCount:number IndexArn
LocalSecondaryIndexInfo : IndexName:string(3..255) KeySchema:[KeySchemaElement](1..) Projection:Projection
OnDemandThroughput : MaxReadRequestUnits:number MaxWriteRequestUnits:number
OnDemandThroughputOverride : MaxReadRequestUnits:number
PointInTimeRecoveryDescription : PointInTimeRecoveryStatus:'ENABLED|DISABLED' RecoveryPeriodInDays:number(1..35) EarliestRestorableDateTime:time LatestRestorableDateTime:time
Projection : ProjectionType:'ALL|KEYS_ONLY|INCLUDE' NonKeyAttributes:[string(1..255)](1..20)
ProvisionedThroughput : ReadCapacityUnits!:number(1..) WriteCapacityUnits!:number(1..)
ProvisionedThroughputDescription : LastIncreaseDateTime:time LastDecreaseDateTime:time NumberOfDecreasesToday:number(1..) ReadCapacityUnits:number(0..) WriteCapacityUnits:number(0..)
ProvisionedThroughputOverride : ReadCapacityUnits:number(1..)
PutItemOutput : Attributes:{AttributeValue} ConsumedCapacity:ConsumedCapacity ItemCollectionMetrics:ItemCollectionMetrics
PutRequest : Item!:{AttributeValue}
PutResourcePolicyOutput : RevisionId:string(1..255)
QueryOutput : Items:[{AttributeValue}] Count:number ScannedCount:number LastEvaluatedKey:{AttributeValue} ConsumedCapacity:ConsumedCapacity
Replica : RegionName
ReplicaAutoScalingDescription : RegionName GlobalSecondaryIndexes:[ReplicaGlobalSecondaryIndexAutoScalingDescription] ReplicaProvisionedReadCapacityAutoScalingSettings:AutoScalingSettingsDescription ReplicaProvisionedWriteCapacityAutoScalingSettings:AutoScalingSettingsDescription ReplicaStatus:ReplicaStatus
ReplicaDescription : RegionName ReplicaStatus:ReplicaStatus ReplicaArn ReplicaStatusDescription ReplicaStatusPercentProgress KMSMasterKeyId ProvisionedThroughputOverride:ProvisionedThroughputOverride OnDemandThroughputOverride:OnDemandThroughputOverride WarmThroughput:TableWarmThroughputDescription GlobalSecondaryIndexes:[ReplicaGlobalSecondaryIndexDescription] ReplicaInaccessibleDateTime:time ReplicaTableClassSummary:TableClassSummary GlobalTableSettingsReplicationMode:GlobalTableSettingsReplicationMode
ReplicaGlobalSecondaryIndexAutoScalingDescription : IndexName:string(3..255) IndexStatus:'CREATING|UPDATING|DELETING|ACTIVE' ProvisionedReadCapacityAutoScalingSettings:AutoScalingSettingsDescription ProvisionedWriteCapacityAutoScalingSettings:AutoScalingSettingsDescription
ReplicaGlobalSecondaryIndexDescription : IndexName:string(3..255) ProvisionedThroughputOverride:ProvisionedThroughputOverride OnDemandThroughputOverride:OnDemandThroughputOverride WarmThroughput:GlobalSecondaryIndexWarmThroughputDescription
ReplicaGlobalSecondaryIndexSettingsDescription : IndexName!:string(3..255) IndexStatus:'CREATING|UPDATING|DELETING|ACTIVE' ProvisionedReadCapacityUnits:number(1..) ProvisionedReadCapacityAutoScalingSettings:AutoScalingSettingsDescription ProvisionedWriteCapacityUnits:number(1..) ProvisionedWriteCapacityAutoScalingSettings:AutoScalingSettingsDescription
ReplicaSettingsDescription : RegionName! ReplicaStatus:ReplicaStatus ReplicaBillingModeSummary:BillingModeSummary ReplicaProvisionedReadCapacityUnits:number(0..) ReplicaProvisionedReadCapacityAutoScalingSettings:AutoScalingSettingsDescription ReplicaProvisionedWriteCapacityUnits:number(0..) ReplicaProvisionedWriteCapacityAutoScalingSettings:AutoScalingSettingsDescription ReplicaGlobalSecondaryIndexSettings:[ReplicaGlobalSecondaryIndexSettingsDescription] ReplicaTableClassSummary:TableClassSummary
ReplicaStatus : 'CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED'
RestoreSummary : SourceBackupArn:string(37..1024) SourceTableArn:string(1..1024) RestoreDateTime!:time RestoreInProgress!:boolean
RestoreTableFromBackupOutput : TableDescription:TableDescription
RestoreTableToPointInTimeOutput : TableDescription:TableDescription
S3BucketSource : S3BucketOwner S3Bucket!:string(..255) S3KeyPrefix:string(..1024)
SSEDescription : Status:'ENABLING|ENABLED|DISABLING|DISABLED|UPDATING' SSEType:'AES256|KMS' KMSMasterKeyArn InaccessibleEncryptionDateTime:time
SSESpecification : Enabled:boolean SSEType:'AES256|KMS' KMSMasterKeyId
ScanOutput : Items:[{AttributeValue}] Count:number ScannedCount:number LastEvaluatedKey:{AttributeValue} ConsumedCapacity:ConsumedCapacity
SourceTableDetails : TableName!:string(3..255) TableId! TableArn:string(1..1024) TableSizeBytes:number KeySchema!:[KeySchemaElement](1..) TableCreationDateTime!:time ProvisionedThroughput!:ProvisionedThroughput OnDemandThroughput:OnDemandThroughput ItemCount:number(0..) BillingMode:'PROVISIONED|PAY_PER_REQUEST'
SourceTableFeatureDetails : LocalSecondaryIndexes:[LocalSecondaryIndexInfo] GlobalSecondaryIndexes:[GlobalSecondaryIndexInfo] StreamDescription:StreamSpecification TimeToLiveDescription:TimeToLiveDescription SSEDescription:SSEDescription
StreamSpecification : StreamEnabled!:boolean StreamViewType:'NEW_IMAGE|OLD_IMAGE|NEW_AND_OLD_IMAGES|KEYS_ONLY'
TableAutoScalingDescription : TableName:string(3..255) TableStatus:TableStatus Replicas:[ReplicaAutoScalingDescription]
TableClassSummary : TableClass:'STANDARD|STANDARD_INFREQUENT_ACCESS' LastUpdateDateTime:time
TableCreationParameters : TableName!:string(3..255) AttributeDefinitions!:[AttributeDefinition] KeySchema!:[KeySchemaElement](1..) BillingMode:'PROVISIONED|PAY_PER_REQUEST' ProvisionedThroughput:ProvisionedThroughput OnDemandThroughput:OnDemandThroughput SSESpecification:SSESpecification GlobalSecondaryIndexes:[GlobalSecondaryIndex]
TableDescription : AttributeDefinitions:[AttributeDefinition] TableName:string(3..255) KeySchema:[KeySchemaElement](1..) TableStatus:TableStatus CreationDateTime:time ProvisionedThroughput:ProvisionedThroughputDescription TableSizeBytes:number ItemCount:number TableArn TableId BillingModeSummary:BillingModeSummary LocalSecondaryIndexes:[LocalSecondaryIndexDescription] GlobalSecondaryIndexes:[GlobalSecondaryIndexDescription] StreamSpecification:StreamSpecification LatestStreamLabel LatestStreamArn:string(37..1024) GlobalTableVersion Replicas:[ReplicaDescription] GlobalTableWitnesses:[GlobalTableWitnessDescription] GlobalTableSettingsReplicationMode:GlobalTableSettingsReplicationMode RestoreSummary:RestoreSummary SSEDescription:SSEDescription ArchivalSummary:ArchivalSummary TableClassSummary:TableClassSummary DeletionProtectionEnabled:boolean OnDemandThroughput:OnDemandThroughput WarmThroughput:TableWarmThroughputDescription MultiRegionConsistency:'EVENTUAL|STRONG'
TableStatus : 'CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED'
TableWarmThroughputDescription : ReadUnitsPerSecond:number(1..) WriteUnitsPerSecond:number(1..) Status:TableStatus
Tag : Key!:string(1..128) Value!:string(..256)
TimeToLiveDescription : TimeToLiveStatus:'ENABLING|DISABLING|ENABLED|DISABLED' AttributeName:string(1..255)
TimeToLiveSpecification : Enabled!:boolean AttributeName!:string(1..255)
TransactGetItemsOutput : ConsumedCapacity:[ConsumedCapacity] Responses:[ItemResponse](1..100)
TransactWriteItemsOutput : ConsumedCapacity:[ConsumedCapacity] ItemCollectionMetrics:{[ItemCollectionMetrics]}
UpdateContinuousBackupsOutput : ContinuousBackupsDescription:ContinuousBackupsDescription
UpdateContributorInsightsOutput : TableName:string(3..255) IndexName:string(3..255) ContributorInsightsStatus:ContributorInsightsStatus ContributorInsightsMode:ContributorInsightsMode
UpdateGlobalTableOutput : GlobalTableDescription:GlobalTableDescription
UpdateGlobalTableSettingsOutput : GlobalTableName:string(3..255) ReplicaSettings:[ReplicaSettingsDescription]
UpdateItemOutput : Attributes:{AttributeValue} ConsumedCapacity:ConsumedCapacity ItemCollectionMetrics:ItemCollectionMetrics
UpdateKinesisStreamingConfiguration : ApproximateCreationDateTimePrecision:'MILLISECOND|MICROSECOND'
UpdateKinesisStreamingDestinationOutput : TableName:string(3..255) StreamArn:string(37..1024) DestinationStatus:DestinationStatus UpdateKinesisStreamingConfiguration:UpdateKinesisStreamingConfiguration
UpdateTableOutput : TableDescription:TableDescription
UpdateTableReplicaAutoScalingOutput : TableAutoScalingDescription:TableAutoScalingDescription
UpdateTimeToLiveOutput : TimeToLiveSpecification:TimeToLiveSpecification
WarmThroughput : ReadUnitsPerSecond:number WriteUnitsPerSecond:number
WriteRequest : PutRequest:PutRequest DeleteRequest:DeleteRequest
`;
