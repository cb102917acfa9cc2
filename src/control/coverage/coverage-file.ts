import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CoverageData, mergeCoverage } from './coverage.ts';

/** What this process has written to each folder: one file, however many fakes a test suite makes. */
const files = new Map<string, CoverageFile>();

interface CoverageFile {
  readonly name: string;
  data: CoverageData;
  written: Promise<void>;
}

/** Adds what has been come to to the file that this process has in a folder; other processes have files of their own there. */
export function writeCoverage(folder: string, data: CoverageData): Promise<void> {
  const file = files.get(folder) ?? { name: `fake-sfn-${randomUUID()}.json`, data: { machines: [] }, written: Promise.resolve() };
  files.set(folder, file);
  file.data = mergeCoverage([file.data, data]);
  // One after the other: the last one holds everything.
  file.written = file.written.then(() => replace(folder, file));
  return file.written;
}

/** At once: who reads the folder meanwhile finds a whole file. */
async function replace(folder: string, { name, data }: CoverageFile): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${name}`);
  await writeFile(draft, JSON.stringify(data));
  await rename(draft, join(folder, name));
}
