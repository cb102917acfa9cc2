import type { Note } from '#storage/resource.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { forgetResource } from './forget-resource.ts';
import type { Sandbox } from './sandbox.ts';

/** JSON values by name, for each sandbox its own; they last as long as the storage does. */
export interface Notes {
  /** The value, as it was a second ago at the oldest; `undefined` where there is none. */
  readonly read: (sandbox: Sandbox, name: string) => Promise<unknown>;
  /** The same where it has been read a second ago at most: `{value}`, and `undefined` where it is to be read anew. */
  readonly known: (sandbox: Sandbox, name: string) => { readonly value: unknown } | undefined;
  /**
   * Replaces the value by what `change` makes of the present one, and gives what `change` answers; it is asked again when somebody else wrote
   * first. `about`: the execution without which it is of no interest.
   */
  readonly update: <Answer>(
    sandbox: Sandbox,
    name: string,
    change: (value: unknown) => Changed<Answer>,
    about?: Pick<Note, 'executionArn'>,
  ) => Promise<Answer>;
  /** Deletes the values whose names begin like that. */
  readonly remove: (sandbox: Sandbox, prefix: string) => Promise<void>;
  /** Reads all values anew from now on: some of them may have been deleted. */
  readonly forget: () => void;
}

/** A new value, or the old one to leave everything as it is; and what to tell of it. */
export interface Changed<Answer> {
  readonly value: unknown;
  readonly answer: Answer;
}

/** How long what was read is taken for true, in milliseconds: what another process writes is seen a second later. */
const CACHED_MILLIS = 1_000;

/** How many values are remembered. */
const REMEMBERED = 1_000;

type NoteStorage = Pick<Storage, 'loadResource' | 'saveResource' | 'deleteResource' | 'listResources'>;

/** How many are deleted side by side. */
const BATCH = 50;

export function createNotes(storage: NoteStorage, now: () => number): Notes {
  const cache = new Map<string, { readonly value: unknown; readonly until: number }>();

  function remember(arn: string, value: unknown): void {
    cache.delete(arn);
    cache.set(arn, { value, until: now() + CACHED_MILLIS });
    const [oldest] = cache.keys();
    if (cache.size > REMEMBERED && oldest !== undefined) cache.delete(oldest);
  }

  function known(arn: string): { readonly value: unknown } | undefined {
    const cached = cache.get(arn);
    return cached !== undefined && now() < cached.until ? cached : undefined;
  }

  return {
    known: (sandbox, name) => known(arnOf(sandbox, name)),
    async read(sandbox, name) {
      const arn = arnOf(sandbox, name);
      const cached = known(arn);
      if (cached) return cached.value;
      const value = noted(await storage.loadResource(arn));
      remember(arn, value);
      return value;
    },

    async update(sandbox, name, change, about) {
      const place = placeOf(sandbox, name);
      for (;;) {
        const stored = await storage.loadResource(place.arn);
        const before = noted(stored);
        const { value, answer } = change(before);
        if (value === before) return answer;
        try {
          await storage.saveResource({ kind: 'note', ...place, value, ...about }, stored?.version ?? 0);
        } catch (error) {
          if (error instanceof VersionConflict) continue;
          throw error;
        }
        remember(place.arn, value);
        return answer;
      }
    },

    async remove(sandbox, prefix) {
      for (let after: string | undefined = prefix; after !== undefined; ) {
        const { items, next } = await storage.listResources(notesList(sandbox), { after, limit: BATCH });
        const gone = items.filter(({ order }) => order?.startsWith(prefix));
        await Promise.all(gone.map(({ arn }) => forgetResource(storage, arn)));
        for (const { arn } of gone) cache.delete(arn);
        after = gone.length < items.length ? undefined : next;
      }
    },

    forget: () => cache.clear(),
  };
}

/** The list of all notes of a sandbox. */
export const notesList = ({ account, region }: Sandbox): string => `notes/${account}/${region}`;

const arnOf = (sandbox: Sandbox, name: string): string => `${notesList(sandbox)}/${name}`;

function placeOf(sandbox: Sandbox, name: string): Pick<Note, 'arn'> & { list: string; order: string } {
  const list = notesList(sandbox);
  return { arn: arnOf(sandbox, name), list, order: name };
}

const noted = (stored: Awaited<ReturnType<Storage['loadResource']>>): unknown =>
  stored?.resource.kind === 'note' ? stored.resource.value : undefined;
