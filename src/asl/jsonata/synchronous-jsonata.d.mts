/** The text of jsonata.js as an ES module whose default export evaluates synchronously; throws when the package is not what it was. */
export declare const synchronousJsonata: (source: string) => string;

/** For esbuild. */
export declare const esbuildSynchronousJsonata: import('esbuild').Plugin;

/** For Vite; `jsonata` must also stand in `server.deps.inline` of Vitest. */
export declare const viteSynchronousJsonata: import('vite').Plugin;
