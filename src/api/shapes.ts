import type { InputTable, Member } from './input-table.ts';

/** `tags` of the actions that create something. */
export const tags = {
  type: 'list',
  member: {
    type: 'structure',
    shape: 'Tag',
    members: {
      key: { type: 'string', min: 1, max: 128 },
      value: { type: 'string', min: 0, max: 256 },
    },
  },
} as const satisfies Member;

/** `encryptionConfiguration` of state machines and activities. */
export const encryptionConfiguration = {
  type: 'structure',
  shape: 'EncryptionConfiguration',
  members: {
    kmsKeyId: { type: 'string', min: 1, max: 2048 },
    kmsDataKeyReusePeriodSeconds: { type: 'integer', min: 60, max: 900 },
    type: { type: 'string', required: true, enum: ['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'] },
  },
} as const satisfies Member;

/** `loggingConfiguration` of state machines. */
export const loggingConfiguration = {
  type: 'structure',
  shape: 'LoggingConfiguration',
  members: {
    level: { type: 'string', enum: ['ALL', 'ERROR', 'FATAL', 'OFF'] },
    includeExecutionData: { type: 'boolean' },
    destinations: {
      type: 'list',
      member: {
        type: 'structure',
        shape: 'LogDestination',
        members: {
          cloudWatchLogsLogGroup: {
            type: 'structure',
            shape: 'CloudWatchLogsLogGroup',
            members: { logGroupArn: { type: 'string', min: 1, max: 256 } },
          },
        },
      },
    },
  },
} as const satisfies Member;

/** `tracingConfiguration` of state machines. */
export const tracingConfiguration = {
  type: 'structure',
  shape: 'TracingConfiguration',
  members: { enabled: { type: 'boolean' } },
} as const satisfies Member;

/** `routingConfiguration` of aliases. */
export const routingConfiguration = {
  type: 'list',
  min: 1,
  max: 2,
  member: {
    type: 'structure',
    shape: 'RoutingConfigurationListItem',
    members: {
      stateMachineVersionArn: { type: 'string', required: true, min: 1, max: 256 },
      weight: { type: 'integer', required: true, min: 0, max: 100 },
    },
  },
} as const satisfies Member;

/** `maxResults` and `nextToken` of most actions that answer in pages. */
export const paging = {
  maxResults: { type: 'integer', min: 0, max: 1000 },
  nextToken: { type: 'string', min: 1, max: 1024 },
} as const satisfies InputTable;
