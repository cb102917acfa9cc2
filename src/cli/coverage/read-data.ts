import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ControlError } from '#control/control-error.ts';
import { type CoverageData, mergeCoverage, readCoverage } from '#control/coverage/coverage.ts';
import { CliError } from '../cli-error.ts';
import { readText } from '../files/read-text.ts';
import type { Terminal } from '../terminal.ts';

/** Adds up the coverage in files, and in the files of folders. Throws CliError. */
export async function readData(paths: readonly string[], terminal: Pick<Terminal, 'input'>): Promise<CoverageData> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const parts: CoverageData[] = [];
  for (const path of files) parts.push(coverageIn(path, await readText(path, terminal)));
  return mergeCoverage(parts);
}

async function filesAt(path: string): Promise<string[]> {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /^[^.].*\.json$/.test(name)).sort();
  if (names.length > 0) return names.map((name) => join(path, name));
  throw new CliError(`${path} holds no coverage.`, {
    hint: 'createFakeSfn({ coverage: folder }) and serve --coverage write it.',
  });
}

function coverageIn(path: string, text: string): CoverageData {
  try {
    return readCoverage(JSON.parse(text));
  } catch (error) {
    if (error instanceof ControlError) throw new CliError(`${path}: ${error.message}`, { hint: error.hint });
    if (error instanceof SyntaxError) throw new CliError(`${path} is no JSON: ${error.message}`);
    throw error;
  }
}
