import type { Revision, StateMachine } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { checkLogGroup, settingsOf } from '../configuration.ts';
import { checkDefinition } from '../definition.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { createRevision, hasContent, shownRevisionId } from '../revision.ts';
import { encryptionConfiguration, loggingConfiguration, tracingConfiguration } from '../shapes.ts';
import { loadActiveStateMachine, requireStateMachineArn, stateMachineDoesNotExist } from '../state-machine.ts';
import { checkVersionDescription, publishVersion } from '../version.ts';

/**
 * UpdateStateMachine: changes a state machine; running executions keep what they started with.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
 *
 * Then AWS checks (the order among 2 to 6 is inferred)
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; the ARN of a Distributed Map state is a
 *    `ValidationException` (API reference)
 * 2. that there is something to change or to publish — `MissingRequiredParameter`: Either the definition, the role ARN, the
 *    LoggingConfiguration, or the TracingConfiguration must be specified (create_update_state_machine_base_update_none).
 *    `publish` alone is enough: it publishes the current revision (empty_revision_with_publish_…)
 * 3. versionDescription without publish — `ValidationException`: Version description can only be set when publish is true
 * 4. the logging — `InvalidLoggingConfiguration` (update_logging_configuration), as CreateStateMachine does
 * 5. that the machine exists — `StateMachineDoesNotExist`: State Machine Does Not Exist: '<arn>'; so is it for the ARN of a
 *    version that does exist (update_state_machine); one that is on its way out: `StateMachineDeleting`
 * 6. the definition — `InvalidDefinition`; what it may be depends on the machine's type
 * An update that changes nothing keeps the revision (create_update_state_machine_same_parameters).
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
  definition: { type: 'string', min: 1, max: 1048576, sensitive: true },
  roleArn: { type: 'string', min: 1, max: 256 },
  loggingConfiguration,
  tracingConfiguration,
  publish: { type: 'boolean' },
  versionDescription: { type: 'string', max: 256, sensitive: true },
  encryptionConfiguration,
} as const satisfies InputTable;

export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const { stateMachineArn, publish = false, versionDescription } = given;
  const { kind } = requireStateMachineArn(stateMachineArn);
  checkAnything(given);
  checkVersionDescription(publish, versionDescription);
  settingsOf(given);
  await checkLogGroup(given, context);
  if (kind !== 'stateMachine') throw stateMachineDoesNotExist(stateMachineArn);
  const { updateTime, revision } = await retryOnConflict(() => update(given, context));
  return {
    updateDate: new Date(updateTime),
    revisionId: shownRevisionId(revision),
    stateMachineVersionArn: publish ? (await publishVersion(context, stateMachineArn, versionDescription)).arn : undefined,
  };
}

function checkAnything(given: InputOf<typeof input>): void {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration, publish } = given;
  const parts = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration];
  if (publish || parts.some((part) => part !== undefined)) return;
  const message = 'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified';
  throw new SfnError('MissingRequiredParameter', message);
}

async function update(given: InputOf<typeof input>, context: ActionContext): Promise<StateMachine> {
  const { machine, version } = await loadActiveStateMachine(context, given.stateMachineArn);
  if (given.definition !== undefined) await checkDefinition({ definition: given.definition, type: machine.type }, context);
  const { definition, roleArn, settings } = machine.revision;
  const content = {
    definition: given.definition ?? definition,
    roleArn: given.roleArn ?? roleArn,
    settings: settingsOf(given, settings),
  };
  if (hasContent(machine.revision, content)) return machine;
  const revision: Revision = await createRevision(context, machine.arn, content, false);
  const updated: StateMachine = { ...machine, revision, updateTime: revision.creationTime };
  await context.storage.saveResource(updated, version);
  return updated;
}
