/** What the actions of AWS KMS answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
CancelKeyDeletion = CancelKeyDeletionResponse
CreateCustomKeyStore = CreateCustomKeyStoreResponse
CreateGrant = CreateGrantResponse
CreateKey = CreateKeyResponse
Decrypt = DecryptResponse
DeleteImportedKeyMaterial = DeleteImportedKeyMaterialResponse
DeriveSharedSecret = DeriveSharedSecretResponse
DescribeCustomKeyStores = DescribeCustomKeyStoresResponse
DescribeKey = DescribeKeyResponse
Encrypt = EncryptResponse
GenerateDataKey = GenerateDataKeyResponse
GenerateDataKeyPair = GenerateDataKeyPairResponse
GenerateDataKeyPairWithoutPlaintext = GenerateDataKeyPairWithoutPlaintextResponse
GenerateDataKeyWithoutPlaintext = GenerateDataKeyWithoutPlaintextResponse
GenerateMac = GenerateMacResponse
GenerateRandom = GenerateRandomResponse
GetKeyLastUsage = GetKeyLastUsageResponse
GetKeyPolicy = GetKeyPolicyResponse
GetKeyRotationStatus = GetKeyRotationStatusResponse
GetParametersForImport = GetParametersForImportResponse
GetPublicKey = GetPublicKeyResponse
ImportKeyMaterial = ImportKeyMaterialResponse
ListAliases = ListAliasesResponse
ListGrants = ListGrantsResponse
ListKeyPolicies = ListKeyPoliciesResponse
ListKeyRotations = ListKeyRotationsResponse
ListKeys = ListKeysResponse
ListResourceTags = ListResourceTagsResponse
ListRetirableGrants = ListGrantsResponse
ReEncrypt = ReEncryptResponse
ReplicateKey = ReplicateKeyResponse
RotateKeyOnDemand = RotateKeyOnDemandResponse
ScheduleKeyDeletion = ScheduleKeyDeletionResponse
Sign = SignResponse
Verify = VerifyResponse
VerifyMac = VerifyMacResponse
AliasListEntry : AliasName:string(1..256) AliasArn:string(20..2048) TargetKeyId:string(1..2048) CreationDate:time LastUpdatedDate:time
CancelKeyDeletionResponse : KeyId:string(1..2048)
CreateCustomKeyStoreResponse : CustomKeyStoreId:string(1..64)
CreateGrantResponse : GrantToken:string(1..8192) GrantId:string(1..128)
CreateKeyResponse : KeyMetadata:KeyMetadata
CustomKeyStoresListEntry : CustomKeyStoreId:string(1..64) CustomKeyStoreName:string(1..256) CloudHsmClusterId:string(19..24) TrustAnchorCertificate:string(1..5000) ConnectionState:'CONNECTED|CONNECTING|FAILED|DISCONNECTED|DISCONNECTING' ConnectionErrorCode:'INVALID_CREDENTIALS|CLUSTER_NOT_FOUND|NETWORK_ERRORS|INTERNAL_ERROR|INSUFFICIENT_CLOUDHSM_HSMS|USER_LOCKED_OUT|USER_NOT_FOUND|USER_LOGGED_IN|SUBNET_NOT_FOUND|INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET|XKS_PROXY_ACCESS_DENIED|XKS_PROXY_NOT_REACHABLE|XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND|XKS_PROXY_INVALID_RESPONSE|XKS_PROXY_INVALID_CONFIGURATION|XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION|XKS_PROXY_TIMED_OUT|XKS_PROXY_INVALID_TLS_CONFIGURATION' CreationDate:time CustomKeyStoreType:'AWS_CLOUDHSM|EXTERNAL_KEY_STORE' XksProxyConfiguration:XksProxyConfigurationType
CustomerMasterKeySpec : 'RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|HMAC_384|HMAC_512|SM2'
DataKeyPairSpec : 'RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SM2|ECC_NIST_EDWARDS25519'
DecryptResponse : KeyId:string(1..2048) Plaintext:blob(1..4096) EncryptionAlgorithm:EncryptionAlgorithmSpec CiphertextForRecipient:blob(1..6144) KeyMaterialId:string(64..64)
DeleteImportedKeyMaterialResponse : KeyId:string(1..2048) KeyMaterialId:string(..64)
DeriveSharedSecretResponse : KeyId:string(1..2048) SharedSecret:blob(1..4096) CiphertextForRecipient:blob(1..6144) KeyAgreementAlgorithm:'ECDH' KeyOrigin:OriginType
DescribeCustomKeyStoresResponse : CustomKeyStores:[CustomKeyStoresListEntry] NextMarker:string(1..1024) Truncated:boolean
DescribeKeyResponse : KeyMetadata:KeyMetadata
EncryptResponse : CiphertextBlob:blob(1..6144) KeyId:string(1..2048) EncryptionAlgorithm:EncryptionAlgorithmSpec
EncryptionAlgorithmSpec : 'SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE'
ExpirationModelType : 'KEY_MATERIAL_EXPIRES|KEY_MATERIAL_DOES_NOT_EXPIRE'
GenerateDataKeyPairResponse : PrivateKeyCiphertextBlob:blob(1..6144) PrivateKeyPlaintext:blob(1..4096) PublicKey:blob(1..8192) KeyId:string(1..2048) KeyPairSpec:DataKeyPairSpec CiphertextForRecipient:blob(1..6144) KeyMaterialId:string(64..64)
GenerateDataKeyPairWithoutPlaintextResponse : PrivateKeyCiphertextBlob:blob(1..6144) PublicKey:blob(1..8192) KeyId:string(1..2048) KeyPairSpec:DataKeyPairSpec KeyMaterialId:string(64..64)
GenerateDataKeyResponse : CiphertextBlob:blob(1..6144) Plaintext:blob(1..4096) KeyId:string(1..2048) CiphertextForRecipient:blob(1..6144) KeyMaterialId:string(64..64)
GenerateDataKeyWithoutPlaintextResponse : CiphertextBlob:blob(1..6144) KeyId:string(1..2048) KeyMaterialId:string(64..64)
GenerateMacResponse : Mac:blob(1..6144) MacAlgorithm:MacAlgorithmSpec KeyId:string(1..2048)
GenerateRandomResponse : Plaintext:blob(1..4096) CiphertextForRecipient:blob(1..6144)
GetKeyLastUsageResponse : KeyId:string(1..2048) KeyLastUsage:KeyLastUsageData TrackingStartDate:time KeyCreationDate:time
GetKeyPolicyResponse : Policy:string(1..131072) PolicyName:string(1..128)
GetKeyRotationStatusResponse : KeyRotationEnabled:boolean KeyId:string(1..2048) RotationPeriodInDays:number(90..2560) NextRotationDate:time OnDemandRotationStartDate:time
GetParametersForImportResponse : KeyId:string(1..2048) ImportToken:blob(1..6144) PublicKey:blob(1..4096) ParametersValidTo:time
GetPublicKeyResponse : KeyId:string(1..2048) PublicKey:blob(1..8192) CustomerMasterKeySpec:CustomerMasterKeySpec KeySpec:KeySpec KeyUsage:KeyUsageType EncryptionAlgorithms:[EncryptionAlgorithmSpec] SigningAlgorithms:[SigningAlgorithmSpec] KeyAgreementAlgorithms:['ECDH']
GrantConstraints : EncryptionContextSubset:{string} EncryptionContextEquals:{string}
GrantListEntry : KeyId:string(1..2048) GrantId:string(1..128) Name:string(1..256) CreationDate:time GranteePrincipal:string(1..256) RetiringPrincipal:string(1..256) IssuingAccount:string(1..256) Operations:['Decrypt|Encrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|ReEncryptFrom|ReEncryptTo|Sign|Verify|GetPublicKey|CreateGrant|RetireGrant|DescribeKey|GenerateDataKeyPair|GenerateDataKeyPairWithoutPlaintext|GenerateMac|VerifyMac|DeriveSharedSecret'] Constraints:GrantConstraints
ImportKeyMaterialResponse : KeyId:string(1..2048) KeyMaterialId:string(64..64)
KeyLastUsageData : Operation:'Decrypt|DeriveSharedSecret|Encrypt|GenerateDataKey|GenerateDataKeyPair|GenerateDataKeyPairWithoutPlaintext|GenerateDataKeyWithoutPlaintext|GenerateMac|ReEncrypt|Sign|Verify|VerifyMac' Timestamp:time CloudTrailEventId KmsRequestId
KeyListEntry : KeyId:string(1..2048) KeyArn:string(20..2048)
KeyMetadata : AWSAccountId KeyId!:string(1..2048) Arn:string(20..2048) CreationDate:time Enabled:boolean Description:string(..8192) KeyUsage:KeyUsageType KeyState:KeyState DeletionDate:time ValidTo:time Origin:OriginType CustomKeyStoreId:string(1..64) CloudHsmClusterId:string(19..24) ExpirationModel:ExpirationModelType KeyManager:'AWS|CUSTOMER' CustomerMasterKeySpec:CustomerMasterKeySpec KeySpec:KeySpec EncryptionAlgorithms:[EncryptionAlgorithmSpec] SigningAlgorithms:[SigningAlgorithmSpec] KeyAgreementAlgorithms:['ECDH'] MultiRegion:boolean MultiRegionConfiguration:MultiRegionConfiguration PendingDeletionWindowInDays:number(1..365) MacAlgorithms:[MacAlgorithmSpec] XksKeyConfiguration:XksKeyConfigurationType CurrentKeyMaterialId:string(64..64)
KeySpec : 'RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|HMAC_384|HMAC_512|SM2|ML_DSA_44|ML_DSA_65|ML_DSA_87|ECC_NIST_EDWARDS25519'
KeyState : 'Creating|Enabled|Disabled|PendingDeletion|PendingImport|PendingReplicaDeletion|Unavailable|Updating'
KeyUsageType : 'SIGN_VERIFY|ENCRYPT_DECRYPT|GENERATE_VERIFY_MAC|KEY_AGREEMENT'
ListAliasesResponse : Aliases:[AliasListEntry] NextMarker:string(1..1024) Truncated:boolean
ListGrantsResponse : Grants:[GrantListEntry] NextMarker:string(1..1024) Truncated:boolean
ListKeyPoliciesResponse : PolicyNames:[string(1..128)] NextMarker:string(1..1024) Truncated:boolean
ListKeyRotationsResponse : Rotations:[RotationsListEntry] NextMarker:string(1..1024) Truncated:boolean
ListKeysResponse : Keys:[KeyListEntry] NextMarker:string(1..1024) Truncated:boolean
ListResourceTagsResponse : Tags:[Tag] NextMarker:string(1..1024) Truncated:boolean
MacAlgorithmSpec : 'HMAC_SHA_224|HMAC_SHA_256|HMAC_SHA_384|HMAC_SHA_512'
MultiRegionConfiguration : MultiRegionKeyType:'PRIMARY|REPLICA' PrimaryKey:MultiRegionKey ReplicaKeys:[MultiRegionKey]
MultiRegionKey : Arn:string(20..2048) Region:string(1..32)
OriginType : 'AWS_KMS|EXTERNAL|AWS_CLOUDHSM|EXTERNAL_KEY_STORE'
ReEncryptResponse : CiphertextBlob:blob(1..6144) SourceKeyId:string(1..2048) KeyId:string(1..2048) SourceEncryptionAlgorithm:EncryptionAlgorithmSpec DestinationEncryptionAlgorithm:EncryptionAlgorithmSpec SourceKeyMaterialId:string(64..64) DestinationKeyMaterialId:string(64..64)
ReplicateKeyResponse : ReplicaKeyMetadata:KeyMetadata ReplicaPolicy:string(1..131072) ReplicaTags:[Tag]
RotateKeyOnDemandResponse : KeyId:string(1..2048)
RotationsListEntry : KeyId:string(1..2048) KeyMaterialId:string(64..64) KeyMaterialDescription:string(..256) ImportState:'IMPORTED|PENDING_IMPORT' KeyMaterialState:'NON_CURRENT|CURRENT|PENDING_ROTATION|PENDING_MULTI_REGION_IMPORT_AND_ROTATION' ExpirationModel:ExpirationModelType ValidTo:time RotationDate:time RotationType:'AUTOMATIC|ON_DEMAND'
ScheduleKeyDeletionResponse : KeyId:string(1..2048) DeletionDate:time KeyState:KeyState PendingWindowInDays:number(1..365)
SignResponse : KeyId:string(1..2048) Signature:blob(1..6144) SigningAlgorithm:SigningAlgorithmSpec
SigningAlgorithmSpec : 'RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512'
Tag : TagKey!:string(1..128) TagValue!:string(..256)
VerifyMacResponse : KeyId:string(1..2048) MacValid:boolean MacAlgorithm:MacAlgorithmSpec
VerifyResponse : KeyId:string(1..2048) SignatureValid:boolean SigningAlgorithm:SigningAlgorithmSpec
XksKeyConfigurationType : Id:string(1..128)
XksProxyConfigurationType : Connectivity:'PUBLIC_ENDPOINT|VPC_ENDPOINT_SERVICE' AccessKeyId:string(20..30) UriEndpoint:string(10..128) UriPath:string(10..128) VpcEndpointServiceName:string(20..64) VpcEndpointServiceOwner:string(12..12)
`;
