/** Spells an API's name as Step Functions shows it in Parameters and results. */
export type Spelling = (apiName: string) => string;

/**
 * Optimised integrations: the API's spelling with a capital in front: `taskArn` → `TaskArn`, `MD5OfMessageBody`.
 * AWS: recorded with ecs:runTask and sqs:sendMessage.
 */
export const capitalized: Spelling = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * `aws-sdk:` integrations: the getter of AWS's Java client (version 2) with a capital in front, which writes a leading acronym as one word:
 * `DBInstanceIdentifier` → `DbInstanceIdentifier`, `SSEKMSKeyId` → `SsekmsKeyId`, `SS` → `Ss`; but `ETag`, `ChecksumCRC32`.
 * AWS: the last two are recorded with aws-sdk:s3; the first is how people's definitions of aws-sdk:rds are written. DynamoDB's `NULL` is
 * `nul()` in Java, where `null` is a keyword.
 */
export const javaMember: Spelling = (name) => (name === 'NULL' ? 'Nul' : capitalized(javaMethod(name)));

/** The method of AWS's Java client for an operation or a member: capitals in front get small, but for one that begins a word. */
export function javaMethod(name: string): string {
  const [acronym = ''] = /^[A-Z]+/.exec(name) ?? [];
  const beginsWord = acronym.length > 1 && /[a-z]/.test(name.charAt(acronym.length));
  const lowered = beginsWord ? acronym.length - 1 : acronym.length;
  return name.slice(0, lowered).toLowerCase() + name.slice(lowered);
}

/**
 * A name in AWS's Java class names: words begin with a capital, acronyms are words: service id `DynamoDB` → `DynamoDb`, `SFN` → `Sfn`,
 * `Secrets Manager` → `SecretsManager`, `SESv2` → `SesV2`, error `DBInstanceNotFound` → `DbInstanceNotFound`.
 */
export function javaClass(name: string): string {
  const words = name
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([^a-z]{2,})v([0-9]+)/g, '$1 v$2 ')
    .replace(/([^A-Z]{2,})V([0-9]+)/g, '$1 V$2 ')
    .replace(/(?<=[a-z])(?=[A-Z][A-Za-z0-9])/g, ' ')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([0-9])([a-zA-Z])/g, '$1 $2')
    .split(' ');
  return words.map((word) => capitalized(word.toLowerCase())).join('');
}

/** The name of an error's class in AWS's Java client, version 2: `NoSuchBucket` → `NoSuchBucketException`, `…Fault` → `…Exception`. */
export const javaException = (errorName: string): string => `${javaClass(errorName.replace(/(Fault|Exception)$/, ''))}Exception`;
