import { describe, expect, it } from 'vitest';
import { capitalized, javaException, javaMember, javaMethod, javaService } from '#integrations/sdk/sdk-names.ts';
import { packageOf } from '#integrations/sdk/sdk-packages.ts';

describe('names of AWS', () => {
  it.each([
    ['taskArn', 'TaskArn', 'TaskArn'],
    ['MD5OfMessageBody', 'MD5OfMessageBody', 'Md5OfMessageBody'],
    ['DBInstanceIdentifier', 'DBInstanceIdentifier', 'DbInstanceIdentifier'],
    ['SSEKMSKeyId', 'SSEKMSKeyId', 'SsekmsKeyId'],
    ['ETag', 'ETag', 'ETag'],
    ['ChecksumCRC32', 'ChecksumCRC32', 'ChecksumCRC32'],
    ['S', 'S', 'S'],
    ['BOOL', 'BOOL', 'Bool'],
    ['NULL', 'NULL', 'Nul'],
    ['VpcId', 'VpcId', 'VpcId'],
    ['Equals', 'Equals', 'EqualsValue'],
    ['default', 'Default', 'DefaultValue'],
    ['package', 'Package', 'PackageValue'],
    ['toString', 'ToString', 'ToStringValue'],
    ['Defaults', 'Defaults', 'Defaults'],
  ])('write the member %s as %s in optimised integrations and as %s in aws-sdk ones', (name, optimised, sdk) => {
    expect([capitalized(name), javaMember(name)]).toEqual([optimised, sdk]);
  });

  it.each([
    ['StartDBInstance', 'startDBInstance'],
    ['ListObjectsV2', 'listObjectsV2'],
    ['GetSAMLProvider', 'getSAMLProvider'],
  ])('begin the action of %s with a small letter', (operation, action) => {
    expect(javaMethod(operation)).toBe(action);
  });

  it.each([
    ['DynamoDB', 'DynamoDb'],
    ['SFN', 'Sfn'],
    ['Secrets Manager', 'SecretsManager'],
    ['SESv2', 'SesV2'],
    ['S3', 'S3'],
    ['WAFV2', 'Wafv2'],
    ['IoT Data Plane', 'IotDataPlane'],
    ['Lex Runtime V2', 'LexRuntimeV2'],
    ['EC2', 'Ec2'],
    ['Config Service', 'Config'],
    ['Database Migration Service', 'DatabaseMigration'],
    ['Lex Runtime Service', 'LexRuntime'],
    ['Marketplace Entitlement Service', 'MarketplaceEntitlement'],
    ['Service Quotas', 'ServiceQuotas'],
    ['IoT 1Click Projects', 'Iot1ClickProjects'],
    ['SageMaker A2I Runtime', 'SageMakerA2IRuntime'],
    ['FSx', 'FSx'],
    ['b2bi', 'B2Bi'],
    ['IoTFleetWise', 'IoTFleetWise'],
    ['MemoryDB', 'MemoryDB'],
    ['QBusiness', 'QBusiness'],
    ['Kinesis Video WebRTC Storage', 'KinesisVideoWebRtcStorage'],
    ['Pinpoint SMS Voice V2', 'PinpointSmsVoiceV2'],
    ['ivschat', 'Ivschat'],
  ])('put the service id %s before errors as %s', (serviceId, prefix) => {
    expect(javaService(serviceId)).toBe(prefix);
  });

  it.each([
    ['NoSuchBucket', 'NoSuchBucketException'],
    ['DBInstanceNotFoundFault', 'DbInstanceNotFoundException'],
    ['KMSInternalException', 'KmsInternalException'],
    ['ResourceNotFoundException', 'ResourceNotFoundException'],
  ])('write the error %s as %s', (error, name) => {
    expect(javaException(error)).toBe(name);
  });

  it.each([
    ['sqs', 'sqs'],
    ['secretsmanager', 'secrets-manager'],
    ['cloudwatchlogs', 'cloudwatch-logs'],
    ['elasticloadbalancingv2', 'elastic-load-balancing-v2'],
    ['emrserverless', 'emr-serverless'],
    ['config', 'config-service'],
    ['directory', 'directory-service'],
    ['databasemigration', 'database-migration-service'],
    ['elasticsearch', 'elasticsearch-service'],
    ['lexruntimev2', 'lex-runtime-v2'],
    ['servicediscovery', 'servicediscovery'],
    ['directoryservicedata', 'directory-service-data'],
  ])('find the service %s in the package client-%s', (service, name) => {
    expect(packageOf(service)).toBe(name);
  });
});
