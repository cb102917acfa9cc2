/** What the actions of AWS Secrets Manager answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
BatchGetSecretValue = BatchGetSecretValueResponse
CancelRotateSecret = CancelRotateSecretResponse
CreateSecret = CreateSecretResponse
DeleteResourcePolicy = DeleteResourcePolicyResponse
DeleteSecret = DeleteSecretResponse
DescribeSecret = DescribeSecretResponse
GetRandomPassword = GetRandomPasswordResponse
GetResourcePolicy = GetResourcePolicyResponse
GetSecretValue = GetSecretValueResponse
ListSecretVersionIds = ListSecretVersionIdsResponse
ListSecrets = ListSecretsResponse
PutResourcePolicy = PutResourcePolicyResponse
PutSecretValue = PutSecretValueResponse
RemoveRegionsFromReplication = RemoveRegionsFromReplicationResponse
ReplicateSecretToRegions = ReplicateSecretToRegionsResponse
RestoreSecret = RestoreSecretResponse
RotateSecret = RotateSecretResponse
StopReplicationToReplica = StopReplicationToReplicaResponse
UpdateSecret = UpdateSecretResponse
UpdateSecretVersionStage = UpdateSecretVersionStageResponse
ValidateResourcePolicy = ValidateResourcePolicyResponse
APIErrorType : SecretId:string(1..2048) ErrorCode Message
BatchGetSecretValueResponse : SecretValues:[SecretValueEntry] NextToken:string(1..4096) Errors:[APIErrorType]
CancelRotateSecretResponse : ARN:string(20..2048) Name:string(1..256) VersionId:string(32..64)
CreateSecretResponse : ARN:string(20..2048) Name:string(1..256) VersionId:string(32..64) ReplicationStatus:[ReplicationStatusType]
DeleteResourcePolicyResponse : ARN:string(20..2048) Name:string(1..512)
DeleteSecretResponse : ARN:string(20..2048) Name:string(1..256) DeletionDate:time
DescribeSecretResponse : ARN:string(20..2048) Name:string(1..256) Type:string(..256) Description:string(..2048) KmsKeyId:string(..2048) RotationEnabled:boolean RotationLambdaARN:string(..2048) RotationRules:RotationRulesType ExternalSecretRotationMetadata:[ExternalSecretRotationMetadataItem] ExternalSecretRotationRoleArn:string(20..2048) LastRotatedDate:time LastChangedDate:time LastAccessedDate:time DeletedDate:time NextRotationDate:time Tags:[Tag] VersionIdsToStages:{[string(1..256)](1..20)} OwningService:string(1..128) CreatedDate:time PrimaryRegion:string(1..128) ReplicationStatus:[ReplicationStatusType]
ExternalSecretRotationMetadataItem : Key:string(1..256) Value:string(1..2048)
GetRandomPasswordResponse : RandomPassword:string(..4096)
GetResourcePolicyResponse : ARN:string(20..2048) Name:string(1..512) ResourcePolicy:string(1..20480)
GetSecretValueResponse : ARN:string(20..2048) Name:string(1..256) VersionId:string(32..64) SecretBinary:blob(1..65536) SecretString:string(1..65536) VersionStages:[string(1..256)](1..20) CreatedDate:time
ListSecretVersionIdsResponse : Versions:[SecretVersionsListEntry] NextToken:string(1..4096) ARN:string(20..2048) Name:string(1..256)
ListSecretsResponse : SecretList:[SecretListEntry] NextToken:string(1..4096)
PutResourcePolicyResponse : ARN:string(20..2048) Name:string(1..512)
PutSecretValueResponse : ARN:string(20..2048) Name:string(1..256) VersionId:string(32..64) VersionStages:[string(1..256)](1..20)
RemoveRegionsFromReplicationResponse : ARN:string(20..2048) ReplicationStatus:[ReplicationStatusType]
ReplicateSecretToRegionsResponse : ARN:string(20..2048) ReplicationStatus:[ReplicationStatusType]
ReplicationStatusType : Region:string(1..128) KmsKeyId:string(..2048) Status:'InSync|Failed|InProgress' StatusMessage:string(1..4096) LastAccessedDate:time
RestoreSecretResponse : ARN:string(20..2048) Name:string(1..256)
RotateSecretResponse : ARN:string(20..2048) Name:string(1..256) VersionId:string(32..64)
RotationRulesType : AutomaticallyAfterDays:number(1..1000) Duration:string(2..3) ScheduleExpression:string(1..256)
SecretListEntry : ARN:string(20..2048) Name:string(1..256) Type:string(..256) Description:string(..2048) KmsKeyId:string(..2048) RotationEnabled:boolean RotationLambdaARN:string(..2048) RotationRules:RotationRulesType ExternalSecretRotationMetadata:[ExternalSecretRotationMetadataItem] ExternalSecretRotationRoleArn:string(20..2048) LastRotatedDate:time LastChangedDate:time LastAccessedDate:time DeletedDate:time NextRotationDate:time Tags:[Tag] SecretVersionsToStages:{[string(1..256)](1..20)} OwningService:string(1..128) CreatedDate:time PrimaryRegion:string(1..128)
SecretValueEntry : ARN:string(20..2048) Name:string(1..256) VersionId:string(32..64) SecretBinary:blob(1..65536) SecretString:string(1..65536) VersionStages:[string(1..256)](1..20) CreatedDate:time
SecretVersionsListEntry : VersionId:string(32..64) VersionStages:[string(1..256)](1..20) LastAccessedDate:time CreatedDate:time KmsKeyIds:[string(..2048)]
StopReplicationToReplicaResponse : ARN:string(20..2048)
Tag : Key:string(1..128) Value:string(..256)
UpdateSecretResponse : ARN:string(20..2048) Name:string(1..256) VersionId:string(32..64)
UpdateSecretVersionStageResponse : ARN:string(20..2048) Name:string(1..256)
ValidateResourcePolicyResponse : PolicyValidationPassed:boolean ValidationErrors:[ValidationErrorsEntry]
ValidationErrorsEntry : CheckName:string(1..512) ErrorMessage
`;
