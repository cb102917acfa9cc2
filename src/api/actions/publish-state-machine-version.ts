import type { StateMachine } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { shownRevisionId } from '../revision.ts';
import { requireStateMachineArn } from '../state-machine.ts';
import { publishVersion } from '../version.ts';

/**
 * PublishStateMachineVersion: makes a version of the current revision of a state machine.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x' (publish_state_machine_version_invalid_arn)
 * 2. that the state machine exists — `StateMachineDoesNotExist`: State Machine Does Not Exist: '<arn>'
 * 3. the revision — `ConflictException`: Failed to publish the State Machine version for revision <given>. The current State
 *    Machine revision is <current>. (publish_state_machine_version)
 * A revision that is published already answers its version (idempotent_publish); numbers are not used twice
 * (version_ids_between_deletions).
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
  revisionId: { type: 'string' },
  description: { type: 'string', max: 256, sensitive: true },
} as const satisfies InputTable;

/** AWS: stands for the revision that a state machine was created with, which has no id — API reference. */
const INITIAL = 'INITIAL';

/** Publishes the current revision. */
export async function run({ stateMachineArn, revisionId, description }: InputOf<typeof input>, context: ActionContext) {
  requireStateMachineArn(stateMachineArn);
  const check = ({ machine }: { machine: StateMachine }) => checkRevision(machine, revisionId);
  const { arn, creationTime } = await publishVersion(context, stateMachineArn, description, check);
  return { creationDate: new Date(creationTime), stateMachineVersionArn: arn };
}

function checkRevision({ revision }: StateMachine, wanted: string | undefined): void {
  const current = shownRevisionId(revision) ?? INITIAL;
  if (wanted === undefined || wanted === current) return;
  const message =
    `Failed to publish the State Machine version for revision ${wanted}. ` + `The current State Machine revision is ${current}.`;
  throw new SfnError('ConflictException', message);
}
