/** The text of jsonata.js as an ES module whose default export evaluates synchronously; throws when the package is not what it was. The traced one tells of what it evaluates. */
export declare const synchronousJsonata: (source: string, isTraced?: boolean) => string;

/** For esbuild. */
export declare const esbuildSynchronousJsonata: import('esbuild').Plugin;

/** For Vite; `jsonata` must also stand in `server.deps.inline` of Vitest. */
export declare const viteSynchronousJsonata: import('vite').Plugin;
