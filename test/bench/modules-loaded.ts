import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * How many module files a process has loaded until it ended: files of dist/ and of node_modules, ES modules and CommonJS, without what Node.js
 * has inside and without JSON. `run` starts the process with that environment and resolves when it has ended by itself; V8 then lists the
 * scripts that it has compiled, whatever they were loaded by.
 */
export async function modulesLoaded(run: (env: Readonly<Record<string, string>>) => Promise<unknown>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'fake-sfn-modules-'));
  try {
    await run({ NODE_V8_COVERAGE: folder });
    const scripts = readdirSync(folder).flatMap((file) => scriptsIn(readFileSync(join(folder, file), 'utf8')));
    return new Set(scripts.filter((url) => /^file:.*\/(dist|node_modules)\//.test(url))).size;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function scriptsIn(report: string): string[] {
  const { result } = JSON.parse(report) as { readonly result: readonly { readonly url: string }[] };
  return result.map(({ url }) => url);
}
