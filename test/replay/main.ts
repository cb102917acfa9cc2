import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBundle } from '#control/bundles/read-bundle.ts';
import { replay } from '#control/replay/replay.ts';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';
import { recordedCase } from './recorded-case.ts';

/** The least that replays without divergence in type, name and error of every event, in percent. */
const MINIMUM = 97;

/** Replays every recorded STANDARD execution of a folder; says whether it is enough of them. */
export async function main(folder: string, isShown: boolean): Promise<boolean> {
  const counts = { replayed: 0, sameEvents: 0, sameValues: 0 };
  const missing = new Map<string, number>();
  for (const file of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort()) {
    const found = recordedCase(await readFile(join(folder, file), 'utf8'));
    if (found === undefined) continue;
    if ('missing' in found) {
      missing.set(found.missing, (missing.get(found.missing) ?? 0) + 1);
      continue;
    }
    counts.replayed++;
    const objects = objectsInMemory({ pageSize: 1_000 });
    for (const { bucket, key, body } of found.objects) objects.put(`${bucket}/${key}`, body);
    try {
      const bundle = readBundle(found.bundle);
      const events = await replay(bundle, { objects, compares: 'events' });
      const values = await replay(bundle, { objects });
      if (events.same) counts.sameEvents++;
      if (values.same) counts.sameValues++;
      if (isShown && !values.same) console.log(`${events.same ? 'value' : 'EVENT'} ${file}\n  ${JSON.stringify(values.at)}`);
    } catch (error) {
      console.log(`ERROR ${file}\n  ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  const percent = (100 * counts.sameEvents) / counts.replayed;
  for (const [why, count] of missing) console.log(`not replayed: ${count}, ${why}`);
  console.log(`same data too: ${counts.sameValues}/${counts.replayed}`);
  console.log(
    `replay: ${counts.sameEvents}/${counts.replayed} (${percent.toFixed(1)} %) without divergence in type, name and error of every event`,
  );
  return percent >= MINIMUM;
}
