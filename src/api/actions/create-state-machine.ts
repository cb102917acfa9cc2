import { isDeepStrictEqual } from 'node:util';
import { formatArn } from '#arn';
import type { StateMachine } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { checkLogGroup, type Settings, settingsOf } from '../configuration.ts';
import { checkDefinition } from '../definition.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { MAX_STATE_MACHINES } from '../limits.ts';
import { checkName } from '../names.ts';
import { checkQuota } from '../quota.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { createRevision } from '../revision.ts';
import { encryptionConfiguration, loggingConfiguration, tags, tracingConfiguration } from '../shapes.ts';
import { findStateMachine, stateMachineDeleting, stateMachineList } from '../state-machine.ts';
import { addTags } from '../tags.ts';
import { checkVersionDescription, publishVersion } from '../version.ts';

/**
 * CreateStateMachine: makes a state machine, and its version 1 with `publish`.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 *
 * Then AWS checks (the order among 1 to 4 is inferred)
 * 1. the name — `InvalidName`: Invalid Name: 'a/b'
 * 2. versionDescription without publish — `ValidationException`: Version description can only be set when publish is true
 *    (create_with_version_description_no_publish)
 * 3. the logging, when its level is given and not OFF — `InvalidLoggingConfiguration`: Invalid Logging Configuration: Must
 *    specify exactly one Log Destination. (invalid_logging_configuration, multiple_destinations); … Log Group ARN must be
 *    provided with '*' qualifier. (hashicorp/terraform-provider-aws#17683); … Log Destination not found.
 *    (deleted_log_group). `{}` is `{level: OFF, includeExecutionData: false}`, empty destinations are kept
 *    (incomplete_logging_configuration)
 * 4. the definition — `InvalidDefinition`: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: … at
 *    /States/A/Resource' (illegal_callbacks, illegal_activity_task)
 * 5. whether it exists. The same name, definition (as text: white space counts), type, logging, tracing, encryption, publish
 *    and version description answer the first creation; roleArn and tags are not compared (create_exact_duplicate_sm; API
 *    reference). Else `StateMachineAlreadyExists`: State Machine Already Exists: '<arn>'
 *    (create_duplicate_definition_format_sm); one that is on its way out: `StateMachineDeleting` (API reference)
 * 6. how many there are — `StateMachineLimitExceeded` (API reference; the text is inferred)
 */
export const input = {
  name: { type: 'string', required: true, min: 1, max: 80 },
  definition: { type: 'string', required: true, min: 1, max: 1048576, sensitive: true },
  roleArn: { type: 'string', required: true, min: 1, max: 256 },
  type: { type: 'string', enum: ['STANDARD', 'EXPRESS'] },
  loggingConfiguration,
  tags,
  tracingConfiguration,
  publish: { type: 'boolean' },
  versionDescription: { type: 'string', max: 256, sensitive: true },
  encryptionConfiguration,
} as const satisfies InputTable;

export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const { name, definition, type = 'STANDARD', publish = false, versionDescription } = given;
  checkName(name);
  checkVersionDescription(publish, versionDescription);
  const settings = settingsOf(given);
  await checkLogGroup(given, context);
  await checkDefinition({ definition, type }, context);
  const arn = formatArn({ kind: 'stateMachine', ...context.caller, machine: name });
  const machine = await retryOnConflict(() => createOnce(arn, { ...given, type }, settings, context));
  return {
    stateMachineArn: arn,
    creationDate: new Date(machine.creationTime),
    stateMachineVersionArn: publish ? (await publishVersion(context, arn, versionDescription)).arn : undefined,
  };
}

type Creation = InputOf<typeof input> & Pick<StateMachine, 'type'>;

/** Creates the state machine, or answers with the one that was created by the same call before. */
async function createOnce(arn: string, creation: Creation, settings: Settings, context: ActionContext): Promise<StateMachine> {
  const existing = await findStateMachine(context, arn);
  if (existing?.machine.status === 'DELETING') throw stateMachineDeleting(arn);
  if (existing && isSameCreation(existing.machine, creation, settings)) return existing.machine;
  if (existing) throw new SfnError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
  const list = stateMachineList(context.caller);
  await checkQuota(context, list, MAX_STATE_MACHINES, tooManyStateMachines);
  const { name, type, definition, roleArn } = creation;
  const revision = await createRevision(context, arn, { definition, roleArn, settings }, true);
  const machine: StateMachine = {
    kind: 'state-machine',
    arn,
    list,
    order: name,
    name,
    type,
    status: 'ACTIVE',
    creationTime: revision.creationTime,
    updateTime: revision.creationTime,
    revision,
    ...publishedOnCreation(creation),
    tags: addTags({}, creation.tags ?? [], arn),
  };
  await context.storage.saveResource(machine, 0);
  return machine;
}

function tooManyStateMachines(): SfnError {
  const message = `The maximum number of state machines (${MAX_STATE_MACHINES}) has been reached. Delete some before you create another one.`;
  return new SfnError('StateMachineLimitExceeded', message);
}

function isSameCreation(machine: StateMachine, creation: Creation, settings: Settings): boolean {
  const { type, revision, publishedOnCreation: published } = machine;
  const before = { type, definition: revision.definition, settings: revision.settings, published };
  const now = {
    type: creation.type,
    definition: creation.definition,
    settings,
    published: publishedOnCreation(creation).publishedOnCreation,
  };
  return isDeepStrictEqual(before, now);
}

function publishedOnCreation({ publish, versionDescription }: Creation): Pick<StateMachine, 'publishedOnCreation'> {
  if (!publish) return {};
  return { publishedOnCreation: versionDescription === undefined ? {} : { versionDescription } };
}
