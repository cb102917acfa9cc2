import { formatArn } from '#arn';
import type { StateMachine, Version } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { bringIn } from '../import/import.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { loadRevision, showRevision } from '../revision.ts';
import { loadStateMachine, requireStateMachineArn, stateMachineDoesNotExist } from '../state-machine.ts';
import { findVersion } from '../version.ts';

/**
 * DescribeStateMachine: tells about a state machine or one of its versions.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; the ARN of a Distributed Map state is a
 *    `ValidationException` (API reference)
 * 2. that it exists — `StateMachineDoesNotExist`: State Machine Does Not Exist: '<arn>'; so it is for an alias, which has nothing to
 *    show here (inferred)
 * `revisionId` comes after the first update only (create_update_state_machine_same_parameters). A version has its own
 * stateMachineArn, and a description if it was given one (create_publish_describe_with_version_description).
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
  includedData: { type: 'string', enum: ['ALL_DATA', 'METADATA_ONLY'] },
} as const satisfies InputTable;

export async function run({ stateMachineArn, includedData }: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const parsed = requireStateMachineArn(stateMachineArn);
  await bringIn(context, parsed, 'look');
  if (parsed.kind === 'stateMachine') {
    const { machine } = await loadStateMachine(context, stateMachineArn);
    return { ...show(machine), ...(await showRevision(machine.revision, context, includedData)) };
  }
  const version = await findVersion(context, stateMachineArn);
  if (version === undefined) throw stateMachineDoesNotExist(stateMachineArn);
  const { machine } = await loadStateMachine(context, formatArn({ ...parsed, kind: 'stateMachine' }));
  const revision = await loadRevision(context, machine.arn, version.revisionId);
  return { ...show(machine), ...(await showRevision(revision, context, includedData)), ...showVersion(version) };
}

function show({ arn, name, status, type, creationTime }: StateMachine): object {
  return {
    stateMachineArn: arn,
    name,
    status,
    type,
    creationDate: new Date(creationTime),
  };
}

/** What a version has of its own. */
function showVersion({ arn, creationTime, description }: Version): object {
  return { stateMachineArn: arn, creationDate: new Date(creationTime), description };
}
