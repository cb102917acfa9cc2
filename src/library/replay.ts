import { readFileSync } from 'node:fs';
import { readBundle } from '#control/bundles/read-bundle.ts';
import { objectFolder } from '#control/replay/object-folder.ts';
import { type Replayed, replay as replayBundle } from '#control/replay/replay.ts';
import { replayText } from '#control/replay/replay-text.ts';
import { readJson } from '#json/read-json.ts';
import { jsonOf } from './answers.ts';
import { definitionText, type Substitutions } from './definition-text.ts';
import { createRun, type Run } from './run.ts';

export interface ReplayOptions {
  /** Another definition than the one that ran: an object, a JSON text, or a file's path or URL. */
  readonly definition?: string | object | URL;
  /** Values for the `${Name}` in that. */
  readonly substitutions?: Substitutions;
  /** A folder with the S3 objects that Distributed Maps read: `folder/bucket/key`. */
  readonly data?: string;
  /** `events`: what happens is compared by type, name and error, and not by its data. `values` by default. */
  readonly compares?: 'values' | 'events';
}

/** What became of an execution when it was run again with the answers that its calls had; as a text, for people. */
export interface Replay extends Pick<Replayed, 'same' | 'at'> {
  /** The run, as it went here. It is over: nothing can be done to it. */
  readonly run: Run;
  toString(): string;
}

/**
 * Runs a recorded execution again, of AWS or of a fake: every recorded outcome of a call is the answer to that call. A bundle is what
 * `run.bundle()` gives, its JSON text, or the path or URL of a file with that. Throws a ControlError with a hint where it does not hold what that takes.
 */
export async function replay(bundle: string | object | URL, o: ReplayOptions = {}): Promise<Replay> {
  const { definition, substitutions, data, compares } = o;
  const replayed = await replayBundle(readBundle(bundleOf(bundle)), {
    ...(definition === undefined ? {} : { definition: (await definitionText(definition, substitutions)).text }),
    ...(data === undefined ? {} : { objects: objectFolder(data) }),
    ...(compares === undefined ? {} : { compares }),
  });
  const { same, at, execution, history } = replayed;
  const run = createRun({
    record: { execution, history, when: async (find) => find() ?? over() },
    call: over,
    skip: over,
    exportBundle: over,
  });
  return { same, ...(at && { at }), run, toString: () => replayText(replayed) };
}

function bundleOf(bundle: string | object | URL) {
  if (typeof bundle === 'object' && !(bundle instanceof URL)) return jsonOf(bundle);
  const isText = typeof bundle === 'string' && bundle.trimStart().startsWith('{');
  return readJson(isText ? bundle : readFileSync(bundle, 'utf8'));
}

const over = (): never => {
  throw new Error('This run is a replay, and over.');
};
