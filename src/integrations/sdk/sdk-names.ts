/** Spells an API's name as Step Functions shows it in Parameters and results. */
export type Spelling = (apiName: string) => string;

/**
 * Optimised integrations: the API's spelling with a capital in front: `taskArn` → `TaskArn`, `MD5OfMessageBody`.
 * AWS: recorded with ecs:runTask and sqs:sendMessage.
 */
export const capitalized: Spelling = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** What no getter of Java can be called: its keywords in any case, and the methods that every request and result has. */
const KEYWORDS = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for
  goto if implements import instanceof int interface long native new null package private protected public return short static strictfp
  super switch synchronized this throw throws transient true try void volatile while`.split(/\s+/),
);
const METHODS = new Set(
  'equals finalize getClass hashCode notify notifyAll toString wait builder sdkFields toBuilder overrideConfiguration sdkHttpResponse'.split(
    ' ',
  ),
);

/** What Java's client calls by names of its own: the null of DynamoDB, whether an image of EC2 is public. */
const RENAMED = new Map([
  ['NULL', 'Nul'],
  ['Public', 'PublicLaunchPermissions'],
]);

/**
 * `aws-sdk:` integrations: the getter of AWS's Java client (version 2) with a capital in front, which writes a leading acronym as one word:
 * `DBInstanceIdentifier` → `DbInstanceIdentifier`, `SSEKMSKeyId` → `SsekmsKeyId`, `SS` → `Ss`; but `ETag`, `ChecksumCRC32`.
 * AWS: the last two are recorded with aws-sdk:s3; the first is how people's definitions of aws-sdk:rds are written. The field Equals is
 * EqualsValue — Learning to use AWS service SDK integrations; the other names that Java has taken follow Java's client (its naming
 * strategy), for which that page gives the reason.
 */
export const javaMember: Spelling = (name) => {
  const renamed = RENAMED.get(name);
  if (renamed !== undefined) return renamed;
  const getter = javaMethod(name);
  return capitalized(KEYWORDS.has(getter.toLowerCase()) || METHODS.has(getter) ? `${getter}Value` : getter);
};

/** The method of AWS's Java client for an operation or a member: capitals in front get small, but for one that begins a word. */
export function javaMethod(name: string): string {
  const [acronym = ''] = /^[A-Z]+/.exec(name) ?? [];
  const beginsWord = acronym.length > 1 && /[a-z]/.test(name.charAt(acronym.length));
  const lowered = beginsWord ? acronym.length - 1 : acronym.length;
  return name.slice(0, lowered).toLowerCase() + name.slice(lowered);
}

/** The services whose errors are named otherwise. AWS: `MemoryDB` — the table of AWS SDK service integrations. */
const SERVICES = new Map([['MemoryDB', 'MemoryDB']]);

/**
 * A service in the names of its errors, and in small letters in resource ARNs: what AWS's Java client is called, which says Service only
 * where more follows: service id `Config Service` → `Config`, `Lex Model Building Service` → `LexModelBuilding`, `Service Quotas`.
 * AWS: the table of supported services has all of these — AWS SDK service integrations.
 */
export const javaService = (serviceId: string): string =>
  SERVICES.get(serviceId) ??
  javaClass(serviceId)
    .replace(/^(Amazon|Aws)/, '')
    .replace(/Service$/, '');

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
