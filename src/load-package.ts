import { createRequire } from 'node:module';

/**
 * Loads a package that the bundle leaves outside: what `load` imports, and where Node.js finds no such module for an `import`, what a
 * `require` finds by NODE_PATH or beside the function. AWS: its Lambda images keep the SDK in /var/runtime/node_modules, which NODE_PATH
 * names, and of which an `import` knows nothing — Lambda developer guide, Node.js runtime dependencies. Throws a sentence without paths.
 */
export async function loadPackage<Package>(name: string, load: () => Promise<Package>): Promise<Package> {
  try {
    return await load();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const require = createRequire(import.meta.url);
    const path = resolved(require, name);
    if (path === undefined) throw new Error(`there is no package ${name}`, { cause: error });
    return require(path);
  }
}

/** Where a `require` finds the package; `undefined`: nowhere. */
function resolved(require: NodeJS.Require, name: string): string | undefined {
  const functionFolder = process.env['LAMBDA_TASK_ROOT'];
  try {
    // What NODE_PATH names is searched whatever the paths are.
    return require.resolve(name, { paths: [functionFolder ?? '.'] });
  } catch {
    return undefined;
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND');
