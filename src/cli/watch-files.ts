import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long files are left alone after a change: editors write in several steps. */
const SETTLE_MILLIS = 100;

/** Calls back after any of these files has changed, `*` for all in a folder, until it is called off. Their folders are watched: editors put new files in the place of old ones. */
export function watchFiles(paths: readonly string[], changed: () => void): () => void {
  const folders = new Map<string, string[]>();
  for (const path of paths) folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), path]);
  let timer: NodeJS.Timeout | undefined;
  const watchers = [...folders].map(([folder, files]) => {
    const names = new Set(files.map((file) => basename(file)));
    return watch(folder, (_, name) => {
      if (name !== null && !names.has('*') && !names.has(name)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MILLIS);
    });
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
