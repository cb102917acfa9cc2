import { type AliasArn, formatArn, type StateMachineArn, type VersionArn } from '#arn';
import type { ActionContext } from '../action.ts';
import type { SfnError } from '../errors.ts';
import { stateMachineDoesNotExist } from '../state-machine.ts';

/** What names a state machine, or one of its versions by its number or by an alias. */
export type Importable = StateMachineArn | VersionArn | AliasArn;

/** A start wants it as it is there now; whoever only looks is content with what has been brought in before. */
export type Purpose = 'start' | 'look';

/** Brings in what is named, with all that belongs to it; says why it could not, in a sentence, when it is not here after that. */
export type ImportMachine = (arn: Importable, purpose: Purpose) => Promise<string | undefined>;

/**
 * Has a state machine, a version or an alias that is not here brought in from the real Step Functions, where the settings say so. Throws
 * what `doesNotExist` makes of the reason, StateMachineDoesNotExist unless told otherwise.
 */
export async function bringIn(
  { importMachine }: Pick<ActionContext, 'importMachine'>,
  arn: Importable,
  purpose: Purpose,
  doesNotExist: (arn: string, why: string) => SfnError = stateMachineDoesNotExist,
): Promise<void> {
  const why = await importMachine?.(arn, purpose);
  if (why !== undefined) throw doesNotExist(formatArn(arn), why);
}
