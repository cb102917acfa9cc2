import { isDeepStrictEqual } from 'node:util';
import { isLongDefinition } from '#asl/long-definition.ts';
import { variableReferences } from '#asl/variable-references.ts';
import { isObject } from '#json/json.ts';
import { type Revision, revisionArn } from '#storage/resource.ts';
import type { ActionContext } from './action.ts';
import type { Settings } from './configuration.ts';

/** What distinguishes one revision of a state machine from the next. */
export interface RevisionContent {
  readonly definition: string;
  readonly roleArn: string;
  readonly settings: Settings;
}

/** Stores a new revision of a state machine. Nobody sees it before the state machine or a version names it. */
export async function createRevision(
  { storage, uuid, now }: Pick<ActionContext, 'storage' | 'uuid' | 'now'>,
  stateMachineArn: string,
  { definition, roleArn, settings }: RevisionContent,
  initial: boolean,
): Promise<Revision> {
  const revisionId = uuid();
  const revision: Revision = {
    kind: 'revision',
    arn: revisionArn(stateMachineArn, revisionId),
    revisionId,
    ...(initial ? { initial } : {}),
    stateMachineArn,
    definition,
    roleArn,
    settings,
    creationTime: now(),
  };
  await storage.saveResource(revision, 0);
  return revision;
}

/** The revision of a state machine with this id: it is there as long as something names it. */
export async function loadRevision(
  { storage }: Pick<ActionContext, 'storage'>,
  stateMachineArn: string,
  revisionId: string,
): Promise<Revision> {
  const arn = revisionArn(stateMachineArn, revisionId);
  const stored = await storage.loadResource(arn);
  if (stored?.resource.kind !== 'revision') throw new Error(`there is no revision ${arn}`);
  return stored.resource;
}

/** Is this what the revision says already? Definitions are compared as text, as AWS does (test_create_duplicate_definition_format_sm). */
export function hasContent({ definition, roleArn, settings }: Revision, content: RevisionContent): boolean {
  return definition === content.definition && roleArn === content.roleArn && isDeepStrictEqual(settings, content.settings);
}

/** AWS: the revision that a state machine is created with has no id (test_create_update_state_machine_same_parameters). */
export const shownRevisionId = ({ initial, revisionId }: Revision): string | undefined => (initial ? undefined : revisionId);

/**
 * The members that DescribeStateMachine and DescribeStateMachineForExecution share.
 * AWS: with METADATA_ONLY the definition is `{}` — API reference, DescribeStateMachine.
 */
export async function showRevision(
  revision: Revision,
  { aside }: Pick<ActionContext, 'aside'>,
  includedData: 'ALL_DATA' | 'METADATA_ONLY' = 'ALL_DATA',
): Promise<object> {
  const { definition, roleArn, settings } = revision;
  const references = () => (aside && isLongDefinition(definition) ? aside.references(definition) : referencesIn(definition));
  return {
    definition: includedData === 'ALL_DATA' ? definition : '{}',
    roleArn,
    ...settings,
    revisionId: shownRevisionId(revision),
    variableReferences: includedData === 'ALL_DATA' ? await references() : undefined,
  };
}

/** The variables that a definition refers to, by state. AWS: the member is absent where no state refers to a variable — recorded. */
export function referencesIn(definition: string): object | undefined {
  const parsed: unknown = JSON.parse(definition);
  const references = isObject(parsed) ? variableReferences(parsed) : {};
  return Object.keys(references).length === 0 ? undefined : references;
}
