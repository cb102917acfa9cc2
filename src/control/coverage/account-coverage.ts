import { machineNameOf, stateMachineOf } from '#arn';
import type { Marked } from '#runtime/drive/move.ts';
import { revisionArn } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import { type Sandbox, sandboxOf } from '../sandbox.ts';
import { type CoverageData, type MachineHits, mergeCoverage } from './coverage.ts';
import { createHits, type Hits } from './hits.ts';

/** What the executions of this process come to, of each account by itself. */
export interface AccountCoverage {
  /** Is told by the runtime. */
  readonly marked: Marked;
  /** What executions of an account and region have come to, or those of all. */
  readonly data: (sandbox?: Sandbox) => Promise<CoverageData>;
  readonly forget: (sandbox: Sandbox) => void;
}

/** What has been come to of one revision of a state machine. */
interface Revision {
  readonly arn: string;
  readonly sandbox: Sandbox;
  readonly name: string;
  readonly hits: Hits;
  /** Kept from the beginning, since state machines are deleted; undefined as long as it has not been read. */
  definition: string | undefined;
}

/** Counts by revision: its definition is read once, and with a step nothing is compared but two short texts. */
export function createAccountCoverage(storage: Pick<Storage, 'loadResource'>): AccountCoverage {
  const revisions = new Map<string, Revision>();

  function begin(arn: string, stateMachineArn: string): Revision {
    const name = machineNameOf(stateMachineArn);
    const revision: Revision = { arn, sandbox: sandboxOf(arn), name, hits: createHits(), definition: undefined };
    revisions.set(arn, revision);
    // Where the storage does not answer now, it is asked again when somebody wants to know.
    readDefinition(revision).catch(() => {});
    return revision;
  }

  async function readDefinition(revision: Revision): Promise<string | undefined> {
    const stored = await storage.loadResource(revision.arn);
    if (stored?.resource.kind === 'revision') revision.definition = stored.resource.definition;
    return revision.definition;
  }

  async function hitsOf(revision: Revision): Promise<MachineHits[]> {
    const definition = revision.definition ?? (await readDefinition(revision));
    return definition === undefined ? [] : [{ name: revision.name, definition, hits: revision.hits.counts() }];
  }

  return {
    marked({ stateMachineArn, revisionId }, marks) {
      const arn = revisionArn(stateMachineOf(stateMachineArn), revisionId);
      (revisions.get(arn) ?? begin(arn, stateMachineArn)).hits.note(marks);
    },
    async data(sandbox) {
      const wanted = [...revisions.values()].filter((revision) => sandbox === undefined || isIn(revision, sandbox));
      const machines = await Promise.all(wanted.map(hitsOf));
      return mergeCoverage([{ machines: machines.flat() }]);
    },
    forget(sandbox) {
      for (const revision of revisions.values()) if (isIn(revision, sandbox)) revisions.delete(revision.arn);
    },
  };
}

const isIn = ({ sandbox }: Revision, { account, region }: Sandbox): boolean =>
  sandbox.account === account && sandbox.region === region;
