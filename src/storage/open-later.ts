import type { Storage } from './storage.ts';

/** A storage that is still being opened: whatever is asked of it waits for that, and fails as that does. */
export function openLater(opening: Promise<Storage>): Storage {
  // Whoever asks hears of it.
  opening.catch(() => {});
  return {
    commit: async (...given) => (await opening).commit(...given),
    loadExecution: async (...given) => (await opening).loadExecution(...given),
    readHistory: async (...given) => (await opening).readHistory(...given),
    listExecutions: async (...given) => (await opening).listExecutions(...given),
    listWaiting: async (...given) => (await opening).listWaiting(...given),
    deleteExecution: async (...given) => (await opening).deleteExecution(...given),
    dueExecutions: async (...given) => (await opening).dueExecutions(...given),
    postpone: async (...given) => (await opening).postpone(...given),
    nextDue: async () => (await opening).nextDue(),
    saveResource: async (...given) => (await opening).saveResource(...given),
    loadResource: async (...given) => (await opening).loadResource(...given),
    deleteResource: async (...given) => (await opening).deleteResource(...given),
    listResources: async (...given) => (await opening).listResources(...given),
    countResources: async (...given) => (await opening).countResources(...given),
    clear: async () => (await opening).clear(),
    close: async () => {
      const opened = await opening.catch(() => undefined);
      await opened?.close();
    },
  };
}
