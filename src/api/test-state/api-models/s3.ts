/** What the actions of Amazon S3 answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
AbortMultipartUpload = AbortMultipartUploadOutput
CompleteMultipartUpload = CompleteMultipartUploadOutput
CopyObject = CopyObjectOutput
CreateBucket = CreateBucketOutput
CreateMultipartUpload = CreateMultipartUploadOutput
CreateSession = CreateSessionOutput
DeleteObject = DeleteObjectOutput
DeleteObjectTagging = DeleteObjectTaggingOutput
DeleteObjects = DeleteObjectsOutput
GetBucketAbac = GetBucketAbacOutput
GetBucketAccelerateConfiguration = GetBucketAccelerateConfigurationOutput
GetBucketAcl = GetBucketAclOutput
GetBucketAnalyticsConfiguration = GetBucketAnalyticsConfigurationOutput
GetBucketCors = GetBucketCorsOutput
GetBucketEncryption = GetBucketEncryptionOutput
GetBucketIntelligentTieringConfiguration = GetBucketIntelligentTieringConfigurationOutput
GetBucketInventoryConfiguration = GetBucketInventoryConfigurationOutput
GetBucketLifecycle = GetBucketLifecycleOutput
GetBucketLifecycleConfiguration = GetBucketLifecycleConfigurationOutput
GetBucketLocation = GetBucketLocationOutput
GetBucketLogging = GetBucketLoggingOutput
GetBucketMetadataConfiguration = GetBucketMetadataConfigurationOutput
GetBucketMetadataTableConfiguration = GetBucketMetadataTableConfigurationOutput
GetBucketMetricsConfiguration = GetBucketMetricsConfigurationOutput
GetBucketNotification = NotificationConfigurationDeprecated
GetBucketNotificationConfiguration = NotificationConfiguration
GetBucketOwnershipControls = GetBucketOwnershipControlsOutput
GetBucketPolicy = GetBucketPolicyOutput
GetBucketPolicyStatus = GetBucketPolicyStatusOutput
GetBucketReplication = GetBucketReplicationOutput
GetBucketRequestPayment = GetBucketRequestPaymentOutput
GetBucketTagging = GetBucketTaggingOutput
GetBucketVersioning = GetBucketVersioningOutput
GetBucketWebsite = GetBucketWebsiteOutput
GetObject = GetObjectOutput
GetObjectAcl = GetObjectAclOutput
GetObjectAttributes = GetObjectAttributesOutput
GetObjectLegalHold = GetObjectLegalHoldOutput
GetObjectLockConfiguration = GetObjectLockConfigurationOutput
GetObjectRetention = GetObjectRetentionOutput
GetObjectTagging = GetObjectTaggingOutput
GetObjectTorrent = GetObjectTorrentOutput
GetPublicAccessBlock = GetPublicAccessBlockOutput
HeadBucket = HeadBucketOutput
HeadObject = HeadObjectOutput
ListBucketAnalyticsConfigurations = ListBucketAnalyticsConfigurationsOutput
ListBucketIntelligentTieringConfigurations = ListBucketIntelligentTieringConfigurationsOutput
ListBucketInventoryConfigurations = ListBucketInventoryConfigurationsOutput
ListBucketMetricsConfigurations = ListBucketMetricsConfigurationsOutput
ListBuckets = ListBucketsOutput
ListDirectoryBuckets = ListDirectoryBucketsOutput
ListMultipartUploads = ListMultipartUploadsOutput
ListObjectVersions = ListObjectVersionsOutput
ListObjects = ListObjectsOutput
ListObjectsV2 = ListObjectsV2Output
ListParts = ListPartsOutput
PutBucketLifecycleConfiguration = PutBucketLifecycleConfigurationOutput
PutObject = PutObjectOutput
PutObjectAcl = PutObjectAclOutput
PutObjectLegalHold = PutObjectLegalHoldOutput
PutObjectLockConfiguration = PutObjectLockConfigurationOutput
PutObjectRetention = PutObjectRetentionOutput
PutObjectTagging = PutObjectTaggingOutput
RestoreObject = RestoreObjectOutput
SelectObjectContent = SelectObjectContentOutput
UpdateObjectEncryption = UpdateObjectEncryptionResponse
UploadPart = UploadPartOutput
UploadPartCopy = UploadPartCopyOutput
AbacStatus : Status:'Enabled|Disabled'
AbortIncompleteMultipartUpload : DaysAfterInitiation:number
AbortMultipartUploadOutput : RequestCharged:'requester'
AccessControlTranslation : Owner!:'Destination'
AnalyticsAndOperator : Prefix Tags:[Tag]
AnalyticsConfiguration : Id! Filter:AnalyticsFilter StorageClassAnalysis!:StorageClassAnalysis
AnalyticsExportDestination : S3BucketDestination!:AnalyticsS3BucketDestination
AnalyticsFilter : Prefix Tag:Tag And:AnalyticsAndOperator
AnalyticsS3BucketDestination : Format!:'CSV' BucketAccountId Bucket! Prefix
BlockedEncryptionTypes : EncryptionType:['NONE|SSE-C']
Bucket : Name CreationDate:time BucketRegion BucketArn:string(1..128)
CORSRule : ID AllowedHeaders:[string] AllowedMethods!:[string] AllowedOrigins!:[string] ExposeHeaders:[string] MaxAgeSeconds:number
Checksum : ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 ChecksumType:'COMPOSITE|FULL_OBJECT'
ChecksumAlgorithm : 'CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128'
CloudFunctionConfiguration : Id Event:Event Events:[Event] CloudFunction InvocationRole
CommonPrefix : Prefix
CompleteMultipartUploadOutput : Location Bucket Key:string(1..) Expiration ETag ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 ChecksumType:'COMPOSITE|FULL_OBJECT' ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' VersionId SSEKMSKeyId BucketKeyEnabled:boolean RequestCharged:'requester'
Condition : HttpErrorCodeReturnedEquals KeyPrefixEquals
CopyObjectOutput : CopyObjectResult:CopyObjectResult Expiration CopySourceVersionId VersionId ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' SSECustomerAlgorithm SSECustomerKeyMD5 SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled:boolean RequestCharged:'requester'
CopyObjectResult : ETag LastModified:time ChecksumType:'COMPOSITE|FULL_OBJECT' ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
CopyPartResult : ETag LastModified:time ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
CreateBucketOutput : Location BucketArn:string(1..128)
CreateMultipartUploadOutput : AbortDate:time AbortRuleId Bucket Key:string(1..) UploadId ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' SSECustomerAlgorithm SSECustomerKeyMD5 SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled:boolean RequestCharged:'requester' ChecksumAlgorithm:ChecksumAlgorithm ChecksumType:'COMPOSITE|FULL_OBJECT'
CreateSessionOutput : ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled:boolean Credentials!:SessionCredentials
DefaultRetention : Mode:'GOVERNANCE|COMPLIANCE' Days:number Years:number
DeleteMarkerEntry : Owner:Owner Key:string(1..) VersionId IsLatest:boolean LastModified:time
DeleteMarkerReplication : Status:'Enabled|Disabled'
DeleteObjectOutput : DeleteMarker:boolean VersionId RequestCharged:'requester'
DeleteObjectTaggingOutput : VersionId
DeleteObjectsOutput : Deleted:[DeletedObject] RequestCharged:'requester' Errors:[Error]
DeletedObject : Key:string(1..) VersionId DeleteMarker:boolean DeleteMarkerVersionId
Destination : Bucket! Account StorageClass:StorageClass AccessControlTranslation:AccessControlTranslation EncryptionConfiguration:EncryptionConfiguration ReplicationTime:ReplicationTime Metrics:Metrics
DestinationResult : TableBucketType:'aws|customer' TableBucketArn TableNamespace
EncryptionConfiguration : ReplicaKmsKeyID
Error : Key:string(1..) VersionId Code Message
ErrorDetails : ErrorCode ErrorMessage
ErrorDocument : Key!:string(1..)
Event : 's3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete'
ExistingObjectReplication : Status!:'Enabled|Disabled'
FilterRule : Name:'prefix|suffix' Value
GetBucketAbacOutput : AbacStatus:AbacStatus
GetBucketAccelerateConfigurationOutput : Status:'Enabled|Suspended' RequestCharged:'requester'
GetBucketAclOutput : Owner:Owner Grants:[Grant]
GetBucketAnalyticsConfigurationOutput : AnalyticsConfiguration:AnalyticsConfiguration
GetBucketCorsOutput : CORSRules:[CORSRule]
GetBucketEncryptionOutput : ServerSideEncryptionConfiguration:ServerSideEncryptionConfiguration
GetBucketIntelligentTieringConfigurationOutput : IntelligentTieringConfiguration:IntelligentTieringConfiguration
GetBucketInventoryConfigurationOutput : InventoryConfiguration:InventoryConfiguration
GetBucketLifecycleConfigurationOutput : Rules:[LifecycleRule] TransitionDefaultMinimumObjectSize:TransitionDefaultMinimumObjectSize
GetBucketLifecycleOutput : Rules:[Rule]
GetBucketLocationOutput : LocationConstraint:'af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|cn-north-1|cn-northwest-1|EU|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-2|us-gov-east-1|us-gov-west-1|us-west-1|us-west-2'
GetBucketLoggingOutput : LoggingEnabled:LoggingEnabled
GetBucketMetadataConfigurationOutput : GetBucketMetadataConfigurationResult:GetBucketMetadataConfigurationResult
GetBucketMetadataConfigurationResult : MetadataConfigurationResult!:MetadataConfigurationResult
GetBucketMetadataTableConfigurationOutput : GetBucketMetadataTableConfigurationResult:GetBucketMetadataTableConfigurationResult
GetBucketMetadataTableConfigurationResult : MetadataTableConfigurationResult!:MetadataTableConfigurationResult Status! Error:ErrorDetails
GetBucketMetricsConfigurationOutput : MetricsConfiguration:MetricsConfiguration
GetBucketOwnershipControlsOutput : OwnershipControls:OwnershipControls
GetBucketPolicyOutput : Policy
GetBucketPolicyStatusOutput : PolicyStatus:PolicyStatus
GetBucketReplicationOutput : ReplicationConfiguration:ReplicationConfiguration
GetBucketRequestPaymentOutput : Payer:'Requester|BucketOwner'
GetBucketTaggingOutput : TagSet!:[Tag]
GetBucketVersioningOutput : Status:'Enabled|Suspended' MFADelete:'Enabled|Disabled'
GetBucketWebsiteOutput : RedirectAllRequestsTo:RedirectAllRequestsTo IndexDocument:IndexDocument ErrorDocument:ErrorDocument RoutingRules:[RoutingRule]
GetObjectAclOutput : Owner:Owner Grants:[Grant] RequestCharged:'requester'
GetObjectAttributesOutput : DeleteMarker:boolean LastModified:time VersionId RequestCharged:'requester' ETag Checksum:Checksum ObjectParts:GetObjectAttributesParts StorageClass:StorageClass ObjectSize:number
GetObjectAttributesParts : TotalPartsCount:number PartNumberMarker:number NextPartNumberMarker:number MaxParts:number IsTruncated:boolean Parts:[ObjectPart]
GetObjectLegalHoldOutput : LegalHold:ObjectLockLegalHold
GetObjectLockConfigurationOutput : ObjectLockConfiguration:ObjectLockConfiguration
GetObjectOutput : Body:blob DeleteMarker:boolean AcceptRanges Expiration Restore LastModified:time ContentLength:number ETag ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 ChecksumType:'COMPOSITE|FULL_OBJECT' MissingMeta:number VersionId CacheControl ContentDisposition ContentEncoding ContentLanguage ContentRange ContentType Expires WebsiteRedirectLocation ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' Metadata:{string} SSECustomerAlgorithm SSECustomerKeyMD5 SSEKMSKeyId BucketKeyEnabled:boolean StorageClass:StorageClass RequestCharged:'requester' ReplicationStatus:ReplicationStatus PartsCount:number TagCount:number ObjectLockMode:'GOVERNANCE|COMPLIANCE' ObjectLockRetainUntilDate:time ObjectLockLegalHoldStatus:'ON|OFF'
GetObjectRetentionOutput : Retention:ObjectLockRetention
GetObjectTaggingOutput : VersionId TagSet!:[Tag]
GetObjectTorrentOutput : Body:blob RequestCharged:'requester'
GetPublicAccessBlockOutput : PublicAccessBlockConfiguration:PublicAccessBlockConfiguration
Grant : Grantee:Grantee Permission:'FULL_CONTROL|WRITE|WRITE_ACP|READ|READ_ACP'
Grantee : DisplayName EmailAddress ID Type!:'CanonicalUser|AmazonCustomerByEmail|Group' URI
HeadBucketOutput : BucketArn:string(1..128) BucketLocationType:'AvailabilityZone|LocalZone' BucketLocationName BucketRegion:string(..20) AccessPointAlias:boolean
HeadObjectOutput : DeleteMarker:boolean AcceptRanges Expiration Restore ArchiveStatus:'ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS' LastModified:time ContentLength:number ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 ChecksumType:'COMPOSITE|FULL_OBJECT' ETag MissingMeta:number VersionId CacheControl ContentDisposition ContentEncoding ContentLanguage ContentType ContentRange Expires WebsiteRedirectLocation ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' Metadata:{string} SSECustomerAlgorithm SSECustomerKeyMD5 SSEKMSKeyId BucketKeyEnabled:boolean StorageClass:StorageClass RequestCharged:'requester' ReplicationStatus:ReplicationStatus PartsCount:number TagCount:number ObjectLockMode:'GOVERNANCE|COMPLIANCE' ObjectLockRetainUntilDate:time ObjectLockLegalHoldStatus:'ON|OFF'
IndexDocument : Suffix!
Initiator : ID DisplayName
IntelligentTieringAndOperator : Prefix Tags:[Tag]
IntelligentTieringConfiguration : Id! Filter:IntelligentTieringFilter Status!:'Enabled|Disabled' Tierings!:[Tiering]
IntelligentTieringFilter : Prefix Tag:Tag And:IntelligentTieringAndOperator
InventoryConfiguration : Destination!:InventoryDestination IsEnabled!:boolean Filter:InventoryFilter Id! IncludedObjectVersions!:'All|Current' OptionalFields:['Size|LastModifiedDate|StorageClass|ETag|IsMultipartUploaded|ReplicationStatus|EncryptionStatus|ObjectLockRetainUntilDate|ObjectLockMode|ObjectLockLegalHoldStatus|IntelligentTieringAccessTier|BucketKeyStatus|ChecksumAlgorithm|ObjectAccessControlList|ObjectOwner|LifecycleExpirationDate'] Schedule!:InventorySchedule
InventoryDestination : S3BucketDestination!:InventoryS3BucketDestination
InventoryEncryption : SSES3:object SSEKMS:SSEKMS
InventoryFilter : Prefix!
InventoryS3BucketDestination : AccountId Bucket! Format!:'CSV|ORC|Parquet' Prefix Encryption:InventoryEncryption
InventorySchedule : Frequency!:'Daily|Weekly'
InventoryTableConfigurationResult : ConfigurationState!:'ENABLED|DISABLED' TableStatus Error:ErrorDetails TableName TableArn
JournalTableConfigurationResult : TableStatus! Error:ErrorDetails TableName! TableArn RecordExpiration!:RecordExpiration
LambdaFunctionConfiguration : Id LambdaFunctionArn! Events!:[Event] Filter:NotificationConfigurationFilter
LifecycleExpiration : Date:time Days:number ExpiredObjectDeleteMarker:boolean
LifecycleRule : Expiration:LifecycleExpiration ID Prefix Filter:LifecycleRuleFilter Status!:'Enabled|Disabled' Transitions:[Transition] NoncurrentVersionTransitions:[NoncurrentVersionTransition] NoncurrentVersionExpiration:NoncurrentVersionExpiration AbortIncompleteMultipartUpload:AbortIncompleteMultipartUpload
LifecycleRuleAndOperator : Prefix Tags:[Tag] ObjectSizeGreaterThan:number ObjectSizeLessThan:number
LifecycleRuleFilter : Prefix Tag:Tag ObjectSizeGreaterThan:number ObjectSizeLessThan:number And:LifecycleRuleAndOperator
ListBucketAnalyticsConfigurationsOutput : IsTruncated:boolean ContinuationToken NextContinuationToken AnalyticsConfigurationList:[AnalyticsConfiguration]
ListBucketIntelligentTieringConfigurationsOutput : IsTruncated:boolean ContinuationToken NextContinuationToken IntelligentTieringConfigurationList:[IntelligentTieringConfiguration]
ListBucketInventoryConfigurationsOutput : ContinuationToken InventoryConfigurationList:[InventoryConfiguration] IsTruncated:boolean NextContinuationToken
ListBucketMetricsConfigurationsOutput : IsTruncated:boolean ContinuationToken NextContinuationToken MetricsConfigurationList:[MetricsConfiguration]
ListBucketsOutput : Buckets:[Bucket] Owner:Owner ContinuationToken Prefix
ListDirectoryBucketsOutput : Buckets:[Bucket] ContinuationToken:string(..1024)
ListMultipartUploadsOutput : Bucket KeyMarker UploadIdMarker NextKeyMarker Prefix Delimiter NextUploadIdMarker MaxUploads:number IsTruncated:boolean Uploads:[MultipartUpload] CommonPrefixes:[CommonPrefix] EncodingType:'url' RequestCharged:'requester'
ListObjectVersionsOutput : IsTruncated:boolean KeyMarker VersionIdMarker NextKeyMarker NextVersionIdMarker Versions:[ObjectVersion] DeleteMarkers:[DeleteMarkerEntry] Name Prefix Delimiter MaxKeys:number CommonPrefixes:[CommonPrefix] EncodingType:'url' RequestCharged:'requester'
ListObjectsOutput : IsTruncated:boolean Marker NextMarker Contents:[Object] Name Prefix Delimiter MaxKeys:number CommonPrefixes:[CommonPrefix] EncodingType:'url' RequestCharged:'requester'
ListObjectsV2Output : IsTruncated:boolean Contents:[Object] Name Prefix Delimiter MaxKeys:number CommonPrefixes:[CommonPrefix] EncodingType:'url' KeyCount:number ContinuationToken NextContinuationToken StartAfter RequestCharged:'requester'
ListPartsOutput : AbortDate:time AbortRuleId Bucket Key:string(1..) UploadId PartNumberMarker:number NextPartNumberMarker:number MaxParts:number IsTruncated:boolean Parts:[Part] Initiator:Initiator Owner:Owner StorageClass:StorageClass RequestCharged:'requester' ChecksumAlgorithm:ChecksumAlgorithm ChecksumType:'COMPOSITE|FULL_OBJECT'
LoggingEnabled : TargetBucket! TargetGrants:[TargetGrant] TargetPrefix! TargetObjectKeyFormat:TargetObjectKeyFormat
MetadataConfigurationResult : DestinationResult!:DestinationResult JournalTableConfigurationResult:JournalTableConfigurationResult InventoryTableConfigurationResult:InventoryTableConfigurationResult
MetadataTableConfigurationResult : S3TablesDestinationResult!:S3TablesDestinationResult
Metrics : Status!:'Enabled|Disabled' EventThreshold:ReplicationTimeValue
MetricsAndOperator : Prefix Tags:[Tag] AccessPointArn
MetricsConfiguration : Id! Filter:MetricsFilter
MetricsFilter : Prefix Tag:Tag AccessPointArn And:MetricsAndOperator
MultipartUpload : UploadId Key:string(1..) Initiated:time StorageClass:StorageClass Owner:Owner Initiator:Initiator ChecksumAlgorithm:ChecksumAlgorithm ChecksumType:'COMPOSITE|FULL_OBJECT'
NoncurrentVersionExpiration : NoncurrentDays:number NewerNoncurrentVersions:number
NoncurrentVersionTransition : NoncurrentDays:number StorageClass:TransitionStorageClass NewerNoncurrentVersions:number
NotificationConfiguration : TopicConfigurations:[TopicConfiguration] QueueConfigurations:[QueueConfiguration] LambdaFunctionConfigurations:[LambdaFunctionConfiguration] EventBridgeConfiguration:object
NotificationConfigurationDeprecated : TopicConfiguration:TopicConfigurationDeprecated QueueConfiguration:QueueConfigurationDeprecated CloudFunctionConfiguration:CloudFunctionConfiguration
NotificationConfigurationFilter : Key:S3KeyFilter
Object : Key:string(1..) LastModified:time ETag ChecksumAlgorithm:[ChecksumAlgorithm] ChecksumType:'COMPOSITE|FULL_OBJECT' Size:number StorageClass:'STANDARD|REDUCED_REDUNDANCY|GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP' Owner:Owner RestoreStatus:RestoreStatus
ObjectLockConfiguration : ObjectLockEnabled:'Enabled' Rule:ObjectLockRule
ObjectLockLegalHold : Status:'ON|OFF'
ObjectLockRetention : Mode:'GOVERNANCE|COMPLIANCE' RetainUntilDate:time
ObjectLockRule : DefaultRetention:DefaultRetention
ObjectPart : PartNumber:number Size:number ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
ObjectVersion : ETag ChecksumAlgorithm:[ChecksumAlgorithm] ChecksumType:'COMPOSITE|FULL_OBJECT' Size:number StorageClass:'STANDARD' Key:string(1..) VersionId IsLatest:boolean LastModified:time Owner:Owner RestoreStatus:RestoreStatus
Owner : DisplayName ID
OwnershipControls : Rules!:[OwnershipControlsRule]
OwnershipControlsRule : ObjectOwnership!:'BucketOwnerPreferred|ObjectWriter|BucketOwnerEnforced'
Part : PartNumber:number LastModified:time ETag Size:number ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
PartitionedPrefix : PartitionDateSource:'EventTime|DeliveryTime'
PolicyStatus : IsPublic:boolean
Progress : BytesScanned:number BytesProcessed:number BytesReturned:number
ProgressEvent : Details:Progress
PublicAccessBlockConfiguration : BlockPublicAcls:boolean IgnorePublicAcls:boolean BlockPublicPolicy:boolean RestrictPublicBuckets:boolean
PutBucketLifecycleConfigurationOutput : TransitionDefaultMinimumObjectSize:TransitionDefaultMinimumObjectSize
PutObjectAclOutput : RequestCharged:'requester'
PutObjectLegalHoldOutput : RequestCharged:'requester'
PutObjectLockConfigurationOutput : RequestCharged:'requester'
PutObjectOutput : Expiration ETag ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 ChecksumType:'COMPOSITE|FULL_OBJECT' ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' VersionId SSECustomerAlgorithm SSECustomerKeyMD5 SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled:boolean Size:number RequestCharged:'requester'
PutObjectRetentionOutput : RequestCharged:'requester'
PutObjectTaggingOutput : VersionId
QueueConfiguration : Id QueueArn! Events!:[Event] Filter:NotificationConfigurationFilter
QueueConfigurationDeprecated : Id Event:Event Events:[Event] Queue
RecordExpiration : Expiration!:'ENABLED|DISABLED' Days:number
RecordsEvent : Payload:blob
Redirect : HostName HttpRedirectCode Protocol:'http|https' ReplaceKeyPrefixWith ReplaceKeyWith
RedirectAllRequestsTo : HostName! Protocol:'http|https'
ReplicaModifications : Status!:'Enabled|Disabled'
ReplicationConfiguration : Role! Rules!:[ReplicationRule]
ReplicationRule : ID Priority:number Prefix Filter:ReplicationRuleFilter Status!:'Enabled|Disabled' SourceSelectionCriteria:SourceSelectionCriteria ExistingObjectReplication:ExistingObjectReplication Destination!:Destination DeleteMarkerReplication:DeleteMarkerReplication
ReplicationRuleAndOperator : Prefix Tags:[Tag]
ReplicationRuleFilter : Prefix Tag:Tag And:ReplicationRuleAndOperator
ReplicationStatus : 'COMPLETE|PENDING|FAILED|REPLICA|COMPLETED'
ReplicationTime : Status!:'Enabled|Disabled' Time!:ReplicationTimeValue
ReplicationTimeValue : Minutes:number
RestoreObjectOutput : RequestCharged:'requester' RestoreOutputPath
RestoreStatus : IsRestoreInProgress:boolean RestoreExpiryDate:time
RoutingRule : Condition:Condition Redirect!:Redirect
Rule : Expiration:LifecycleExpiration ID Prefix! Status!:'Enabled|Disabled' Transition:Transition NoncurrentVersionTransition:NoncurrentVersionTransition NoncurrentVersionExpiration:NoncurrentVersionExpiration AbortIncompleteMultipartUpload:AbortIncompleteMultipartUpload
S3KeyFilter : FilterRules:[FilterRule]
S3TablesDestinationResult : TableBucketArn! TableName! TableArn! TableNamespace!
SSEKMS : KeyId!
SelectObjectContentEventStream : Records:RecordsEvent Stats:StatsEvent Progress:ProgressEvent Cont:object End:object
SelectObjectContentOutput : Payload:SelectObjectContentEventStream
ServerSideEncryptionByDefault : SSEAlgorithm!:'AES256|aws:fsx|aws:kms|aws:kms:dsse' KMSMasterKeyID
ServerSideEncryptionConfiguration : Rules!:[ServerSideEncryptionRule]
ServerSideEncryptionRule : ApplyServerSideEncryptionByDefault:ServerSideEncryptionByDefault BucketKeyEnabled:boolean BlockedEncryptionTypes:BlockedEncryptionTypes
SessionCredentials : AccessKeyId! SecretAccessKey! SessionToken! Expiration!:time
SourceSelectionCriteria : SseKmsEncryptedObjects:SseKmsEncryptedObjects ReplicaModifications:ReplicaModifications
SseKmsEncryptedObjects : Status!:'Enabled|Disabled'
Stats : BytesScanned:number BytesProcessed:number BytesReturned:number
StatsEvent : Details:Stats
StorageClass : 'STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP'
StorageClassAnalysis : DataExport:StorageClassAnalysisDataExport
StorageClassAnalysisDataExport : OutputSchemaVersion!:'V_1' Destination!:AnalyticsExportDestination
Tag : Key!:string(1..) Value!
TargetGrant : Grantee:Grantee Permission:'FULL_CONTROL|READ|WRITE'
TargetObjectKeyFormat : SimplePrefix:object PartitionedPrefix:PartitionedPrefix
Tiering : Days!:number AccessTier!:'ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS'
TopicConfiguration : Id TopicArn! Events!:[Event] Filter:NotificationConfigurationFilter
TopicConfigurationDeprecated : Id Events:[Event] Event:Event Topic
Transition : Date:time Days:number StorageClass:TransitionStorageClass
TransitionDefaultMinimumObjectSize : 'varies_by_storage_class|all_storage_classes_128K'
TransitionStorageClass : 'GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|GLACIER_IR'
UpdateObjectEncryptionResponse : RequestCharged:'requester'
UploadPartCopyOutput : CopySourceVersionId CopyPartResult:CopyPartResult ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' SSECustomerAlgorithm SSECustomerKeyMD5 SSEKMSKeyId BucketKeyEnabled:boolean RequestCharged:'requester'
UploadPartOutput : ServerSideEncryption:'AES256|aws:fsx|aws:kms|aws:kms:dsse' ETag ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 SSECustomerAlgorithm SSECustomerKeyMD5 SSEKMSKeyId BucketKeyEnabled:boolean RequestCharged:'requester'
`;
