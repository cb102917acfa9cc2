import { VersionConflict } from '#storage/storage.ts';

/** Writes something and says whether it was written: not, when somebody else wrote first. */
export async function unlessConflict(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof VersionConflict) return false;
    throw error;
  }
}
