import type { StateMachine } from '#storage/resource.ts';
import type { ActionContext } from './action.ts';
import { SfnError } from './errors.ts';
import type { InputOf } from './input-table.ts';
import { encryptionConfiguration, loggingConfiguration, tracingConfiguration } from './shapes.ts';

const members = { loggingConfiguration, tracingConfiguration, encryptionConfiguration } as const;

type Logging = NonNullable<InputOf<typeof members>['loggingConfiguration']>;
type Encryption = NonNullable<InputOf<typeof members>['encryptionConfiguration']>;

/** The configurations of a state machine, as CreateStateMachine and UpdateStateMachine take them. */
export type Configurations = InputOf<typeof members>;

/** A revision's settings: every configuration is there, in the form in which AWS shows it. */
export type Settings = StateMachine['revision']['settings'];

/** What a state machine has when nothing is said. AWS: all three are shown (test_base_variable_references_in_assign_templates). */
const DEFAULTS: Settings = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

/**
 * The settings of a new revision: the configurations that are given, each as a whole, over those of the revision before. Throws
 * InvalidLoggingConfiguration and InvalidEncryptionConfiguration.
 */
export function settingsOf(given: Configurations, before: Settings = DEFAULTS): Settings {
  const { loggingConfiguration: logging, tracingConfiguration: tracing, encryptionConfiguration: encryption } = given;
  if (logging) checkLogging(logging);
  if (encryption) checkEncryption(encryption);
  return {
    ...before,
    ...(logging && { loggingConfiguration: { level: 'OFF', includeExecutionData: false, ...logging } }),
    ...(tracing && { tracingConfiguration: { enabled: false, ...tracing } }),
    ...(encryption && { encryptionConfiguration: { ...defaultReuse(encryption), ...encryption } }),
  };
}

/**
 * AWS: one destination, whenever something is logged (test_invalid_logging_configuration, test_multiple_destinations), and its ARN ends
 * with `:*` — API reference, CloudWatchLogsLogGroup; the words: https://github.com/hashicorp/terraform-provider-aws/pull/17683.
 */
function checkLogging({ level = 'OFF', destinations = [] }: Logging): void {
  if (level === 'OFF') return;
  const [destination, ...others] = destinations;
  if (!destination || others.length > 0) throw invalidLogging('Must specify exactly one Log Destination.');
  if (!destination.cloudWatchLogsLogGroup?.logGroupArn?.endsWith(':*'))
    throw invalidLogging("Log Group ARN must be provided with '*' qualifier.");
}

/**
 * Asks whether the log group is there that a state machine is to log to; throws InvalidLoggingConfiguration.
 * AWS: "Log Destination not found." — test_deleted_log_group.
 */
export async function checkLogGroup(
  { loggingConfiguration }: Configurations,
  { isLogGroupMissing }: Pick<ActionContext, 'isLogGroupMissing'>,
): Promise<void> {
  const { level = 'OFF', destinations: [destination] = [] } = loggingConfiguration ?? {};
  const arn = destination?.cloudWatchLogsLogGroup?.logGroupArn;
  if (level === 'OFF' || arn === undefined) return;
  if (await isLogGroupMissing?.(arn)) throw invalidLogging('Log Destination not found.');
}

const invalidLogging = (reason: string): SfnError =>
  new SfnError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${reason}`);

/** AWS: a customer's key has to be named — API reference, InvalidEncryptionConfiguration; the text is inferred. */
function checkEncryption({ type, kmsKeyId }: Encryption): void {
  if (type !== 'CUSTOMER_MANAGED_KMS_KEY' || kmsKeyId !== undefined) return;
  const message = 'Invalid Encryption Configuration: kmsKeyId must be specified for CUSTOMER_MANAGED_KMS_KEY';
  throw new SfnError('InvalidEncryptionConfiguration', message);
}

/** AWS: data keys of a customer's key are used for 300 seconds unless told — API reference, EncryptionConfiguration. */
function defaultReuse({ type }: Encryption) {
  return type === 'CUSTOMER_MANAGED_KMS_KEY' ? { kmsDataKeyReusePeriodSeconds: 300 } : {};
}
