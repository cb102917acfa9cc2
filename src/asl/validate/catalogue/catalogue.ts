import { brotliDecompressSync } from 'node:zlib';

/** What a call takes. */
export interface Parameters {
  readonly names: ReadonlySet<string>;
  readonly required: readonly string[];
}

/** What integrations there are, as far as a definition has to do with them: tables that are not needed are not loaded. */
export interface Catalogue {
  /** The actions of AWS's SDK by service, as resources name both. */
  readonly sdkActions?: ReadonlyMap<string, ReadonlySet<string>>;
  /** The parameters of optimised integrations, by `sqs:sendMessage`. */
  readonly parameters?: ReadonlyMap<string, Parameters>;
}

/** The catalogue for this definition, a JSON text; characters that are escaped in it may be anything. */
export async function loadCatalogue(definition: string): Promise<Catalogue> {
  const [needsActions, needsParameters] = [/aws-sdk:|\\u/i.test(definition), /:states:|\\u/i.test(definition)];
  return {
    ...(needsActions ? { sdkActions: await loadSdkActions() } : {}),
    ...(needsParameters ? { parameters: await loadParameters() } : {}),
  };
}

const loadSdkActions = once(async (): Promise<NonNullable<Catalogue['sdkActions']>> => {
  const { sdkActions } = await import('./sdk-actions.ts');
  const lines = brotliDecompressSync(Buffer.from(sdkActions, 'base64')).toString().split('\n');
  return new Map(
    lines.map((line) => {
      const [service = '', ...actions] = line.split(' ');
      return [service, new Set(actions)];
    }),
  );
});

const loadParameters = once(async (): Promise<NonNullable<Catalogue['parameters']>> => {
  const [{ apiParameters }, { ownParameters }] = await Promise.all([
    import('./api-parameters.ts'),
    import('./own-parameters.ts'),
  ]);
  const lines = [...apiParameters.trim().split('\n'), ...ownParameters.trim().split('\n')];
  return new Map(
    lines.map((line) => {
      const [service, action, ...names] = line.split(' ');
      const required = names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1));
      return [`${service}:${action}`, { names: new Set(names.map((name) => name.replace('!', ''))), required }];
    }),
  );
});

/** A table is read once in the life of the process. */
function once<Table>(load: () => Promise<Table>): () => Promise<Table> {
  let table: Promise<Table> | undefined;
  return () => {
    table ??= load();
    return table;
  };
}
