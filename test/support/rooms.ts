import type { Import } from './imports.ts';

/** A place of `src`: a file at its top, a room, or a floor of a room. */
export interface Place {
  readonly does: string;
  /** What it may import of ours: files and folders by their path from `src`, or only `types of …` them. */
  readonly ours: readonly string[];
  /** The packages that it may import; with a `*` at the end all that begin so. */
  readonly outside?: readonly string[];
  /** What single files import from outside besides, by their path from `src`. */
  readonly besides?: Readonly<Record<string, readonly string[]>>;
}

/** By the path from `src`, from the roof to the ground: what stands lower knows nothing of what stands higher. */
export type Places = Readonly<Record<string, Place>>;

/** Neither the language nor the interpreter reads a clock, a file or the network; hashing is all that they need of Node.js. */
const PURE = ['node:crypto'];

/** The storage as others know it: what it promises, and what it holds. */
const STORAGE_PORT = ['storage/storage.ts', 'storage/resource.ts'];

const FLOORS = {
  'interpreter/states': 'what each type of state does, one file a type',
  'interpreter/map-run': 'how a Distributed Map finds its items, batches them, starts its children and ends',
  'interpreter/moves':
    'what can happen to a line of control whatever its state: entering, leaving, failing, ending, interrupting, a redrive',
  'interpreter/data': 'what gets in and out of a state: the data flow, fields, the context object, variables',
  'interpreter/draft': 'one step while it is made: the drafts it writes, the history it records, its randomness',
  'interpreter/continuation':
    'what is stored and said: executions, events, effects, history. JSON types, and functions that only look at them',
};

/** Each floor imports only those below it. */
const floors = (): Places => {
  const names = Object.keys(FLOORS);
  const rows = Object.entries(FLOORS).map(([name, does], at) => [
    name,
    { does, ours: [...names.slice(at + 1), 'asl', 'json', 'arn.ts'], outside: PURE },
  ]);
  return Object.fromEntries(rows);
};

/** The whole house. A file belongs to the deepest place that it is in, and may import what is in the same place, and what that place may. */
export const PLACES: Places = {
  'index.ts': { does: 'the Lambda entry', ours: ['app.ts', 'sam-local.ts', 'config.ts', 'control', 'http', 'log.ts'] },
  'sam-local.ts': { does: 'what to warn of in a container of SAM', ours: ['config.ts'] },
  cli: {
    does: '`fake-sfn`: a table of commands, `cli/commands/index.ts`, one file each; `cli/files/`: what they read',
    ours: [
      ...['library', 'control', 'control/picture', 'app.ts', 'config.ts', 'http', 'api', 'interpreter/continuation', 'asl'],
      ...['demo', 'source-text', 'json'],
      ...['observers', 'real', 'log.ts', 'version.ts', 'arn.ts'],
    ],
    outside: ['node:*', 'picocolors', 'yaml', '@smithy/signature-v4', '@aws-sdk/client-sqs'],
  },
  library: {
    does: "the package's front door: `createFakeSfn` and the matchers; `library/cdk.ts` for CDK apps",
    ours: [
      ...['control', 'control/picture', 'app.ts', 'config.ts', 'http', 'api', 'observers/observer.ts'],
      ...['interpreter/continuation', 'json'],
      ...['log.ts', 'clock.ts', 'load-package.ts'],
    ],
    outside: ['node:*', 'vitest', 'fast-check', 'aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'yaml'],
  },
  console: {
    does: 'the page that a browser shows, over the API and `/_fake/*`; `console/model/` is pure',
    ours: [
      ...['types of control', 'control/picture', 'types of interpreter/continuation', 'types of asl'],
      ...['demo', 'source-text', 'json', 'arn.ts'],
    ],
    outside: ['preact', 'preact/hooks', 'aws4fetch', '@codemirror/*', '@lezer/highlight'],
    besides: { 'console/build.mjs': ['esbuild', 'node:fs/promises', 'node:path', 'node:zlib'] },
  },
  'app.ts': {
    does: 'the wiring: the only file that names adapters, but for storages',
    ours: [
      'open-storage.ts',
      ...[
        'aside',
        'control',
        'config.ts',
        'http',
        'api',
        'runtime',
        'runtime/wakes',
        'observers',
        'datasets',
        'storage',
        'integrations',
        'real',
      ],
      ...['asl', 'json', 'log.ts', 'clock.ts', 'arn.ts', 'version.ts'],
    ],
    outside: ['node:crypto'],
  },
  'open-storage.ts': {
    does: 'how each storage is opened, by the settings',
    ours: ['config.ts', 'storage', 'log.ts', 'clock.ts'],
  },
  aside: {
    does: 'what takes long, in a thread of its own: the thread, what is done in it, and who has it done',
    ours: ['control', 'api', 'runtime', 'interpreter', 'asl', 'json', 'log.ts'],
    outside: ['node:*'],
  },
  control: {
    does: 'what AWS does not have: `/_fake/*`',
    ours: [
      ...['control/picture', 'http', 'api', 'runtime', 'observers/observer.ts', 'datasets', ...STORAGE_PORT],
      ...[
        'integrations/integration.ts',
        'integrations/mock.ts',
        'integrations/mock-config.ts',
        'integrations/task-resource.ts',
        'integrations/object-store.ts',
        'interpreter',
        'interpreter/continuation',
        'asl',
        'json',
        'log.ts',
        'clock.ts',
        'arn.ts',
      ],
    ],
    outside: ['node:crypto', 'node:fs', 'node:net', 're2js'],
    // What Distributed Maps have read, given as a folder.
    besides: {
      'control/replay/object-folder.ts': ['node:fs/promises', 'node:path'],
      'control/coverage/coverage-file.ts': ['node:fs/promises', 'node:path'],
    },
  },
  'control/picture': {
    does: 'what an execution and a definition look like: visits, graphs, SVG. Pure',
    ours: ['interpreter/continuation', 'asl', 'json'],
    outside: ['@dagrejs/dagre'],
  },
  'config.ts': { does: 'every setting, read once', ours: ['http', 'task-endpoints.ts', 'arn.ts'] },
  http: {
    does: 'bytes ⇄ calls: proxy events, AWS JSON 1.0, the local server, who gets in. Knows no action',
    ours: ['api', 'load-package.ts', 'log.ts', 'clock.ts', 'arn.ts'],
    outside: ['node:*', 'uuid', 'aws-lambda'],
    // Credentials may be kept in AWS: by whom that is set, the service's client is named.
    besides: { 'http/credential-source.ts': ['import(…)'] },
  },
  real: {
    does: 'the real AWS, which is asked for definitions, and where a stack is, and for nothing else',
    ours: ['types of api', 'load-package.ts'],
    outside: ['@aws-sdk/client-sfn', '@aws-sdk/client-cloudformation'],
  },
  api: {
    does: "the 37 actions: input tables, AWS's checks in AWS's order, answers. Knows no HTTP",
    ours: ['runtime', ...STORAGE_PORT, 'interpreter', 'interpreter/continuation', 'asl', 'json', 'log.ts', 'clock.ts', 'arn.ts'],
    outside: ['node:crypto', 'node:util'],
  },
  runtime: {
    does: 'the imperative shell: drive, tasks, children',
    ours: [
      ...['runtime/wakes', 'observers/observer.ts', 'datasets', 'integrations/integration.ts', 'integrations/object-store.ts'],
      ...[...STORAGE_PORT, 'interpreter', 'interpreter/continuation', 'asl', 'json', 'log.ts', 'clock.ts', 'arn.ts'],
    ],
    outside: ['node:crypto', 'node:timers/promises'],
  },
  'runtime/wakes': {
    does: 'what wakes an execution: timers, the queue, polling',
    ours: ['types of interpreter/continuation', 'log.ts', 'clock.ts', 'arn.ts'],
    outside: ['@aws-sdk/client-sqs', 'node:crypto', 'node:timers/promises'],
  },
  observers: {
    does: 'who is told what becomes of executions: CloudWatch Logs, lines, EventBridge',
    ours: [...STORAGE_PORT, 'interpreter/continuation', 'asl', 'json', 'load-package.ts', 'log.ts', 'clock.ts', 'arn.ts'],
    outside: ['@aws-sdk/client-cloudwatch-logs', '@aws-sdk/client-eventbridge'],
  },
  datasets: {
    does: 'what a Distributed Map reads and writes: CSV, JSON, lines, Parquet, manifests, results',
    ours: ['integrations/object-store.ts', ...STORAGE_PORT, 'interpreter/continuation', 'asl', 'json', 'clock.ts', 'arn.ts'],
    outside: ['node:stream', 'node:zlib', 'fzstd', 'hyparquet', 'hyparquet-compressors'],
  },
  storage: {
    does: 'the port with its guarantees, and adapters',
    ours: ['interpreter/continuation', 'arn.ts'],
    outside: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'node:*'],
  },
  integrations: {
    does: "what a Task's Resource does, and mocks",
    ours: ['asl/resource.ts', 'json', 'load-package.ts', 'arn.ts'],
    outside: ['@aws-sdk/*', '@smithy/*', 'node:*', 'import(…)'],
  },
  interpreter: {
    does: 'the pure core, in floors. The ways in: `step`, what becomes of an execution when something happens; one state tried alone',
    ours: [...Object.keys(FLOORS), 'asl', 'json', 'arn.ts'],
    outside: PURE,
  },
  ...floors(),
  asl: {
    does: 'the language, static and pure: validation, JSONPath, intrinsics, JSONata, compilation; `asl/trace/`: what expressions come to, part by part',
    ours: ['json', 'arn.ts'],
    outside: [...PURE, 'jsonata', 're2js'],
    // The first three are not of the program: they rewrite the jsonata package while the program is bundled.
    besides: {
      'asl/jsonata/synchronous-jsonata.mjs': ['node:fs/promises', 'node:url'],
      'asl/trace/traced-jsonata.mjs': ['node:url'],
      'asl/jsonata/synchronous-jsonata.d.mts': ['esbuild', 'vite'],
      // The list of AWS's services is packed.
      'asl/validate/catalogue/catalogue.ts': ['node:zlib'],
    },
  },
  demo: {
    does: 'state machines, what their tasks answer, and executions to look at: played on any fake',
    ours: ['json'],
    // The examples of infra/.
    besides: { 'demo/stories.ts': ['order-saga.asl.json', 'approval.asl.json', 'file-import.asl.json'] },
  },
  'source-text': {
    does: 'definitions as they are written, JSON or YAML, with the place of everything in them. Pure',
    ours: [],
    outside: ['yaml'],
  },
  json: {
    does: 'JSON as AWS keeps it: longs of 64 bits, doubles in their spelling; the reader and the writer of state data',
    ours: [],
  },
  'load-package.ts': {
    does: 'where a package is that the bundle leaves outside',
    ours: [],
    outside: ['node:module', 'import(…)'],
  },
  'task-endpoints.ts': { does: 'where an environment says that services are', ours: [] },
  'version.ts': { does: 'which version this is', ours: [], outside: ['package.json'] },
  'log.ts': { does: 'where what goes wrong is told', ours: [] },
  'clock.ts': { does: 'the time, so that it can be moved', ours: [] },
  'arn.ts': { does: 'ARNs, read and written', ours: [] },
};

const TYPES_OF = 'types of ';

/** Whether a path is that path, or in that folder. */
const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The deepest place that a file is in, or `undefined`. */
export const placeOf = (file: string, places: Places): string | undefined =>
  Object.keys(places)
    .filter((place) => isIn(file, place))
    .sort((one, other) => other.length - one.length)[0];

/** What is said against an import; `undefined` when it is allowed. Who may import a room may not for that reason import its floors. */
export function problemOf({ from, to, isOurs, by }: Import, places: Places): string | undefined {
  const name = placeOf(from, places);
  const place = name === undefined ? undefined : places[name];
  if (place === undefined) return `${from} is nowhere on the map`;
  if (!isOurs) {
    const granted = [...(place.outside ?? []), ...(place.besides?.[from] ?? [])];
    const isGranted = granted.some((one) => (one.endsWith('*') ? to.startsWith(one.slice(0, -1)) : to === one));
    return isGranted ? undefined : `${from}: ${name} may not import ${to}`;
  }
  const target = placeOf(to, places);
  if (target === name) return undefined;
  const reaches = (grant: string) => isIn(to, grant) && placeOf(grant, places) === target;
  if (place.ours.some(reaches)) return undefined;
  const isForTypes = place.ours.some((grant) => grant.startsWith(TYPES_OF) && reaches(grant.slice(TYPES_OF.length)));
  if (!isForTypes) return `${from}: ${name} may not import ${to}`;
  return by === 'types' ? undefined : `${from}: ${name} may import only types of ${to}`;
}

/** Arrows of the map itself that do not lead down. */
export function arrowsUp(places: Places): string[] {
  const order = Object.keys(places);
  return Object.entries(places).flatMap(([place, { ours }]) => {
    const isUp = (grant: string) => order.indexOf(placeOf(grant.replace(TYPES_OF, ''), places) ?? '') <= order.indexOf(place);
    return ours.filter(isUp).map((grant) => `${place} → ${grant}`);
  });
}

/** The arrows that are really there, a place a line, with the number of imports; dotted where only types go. */
export function drawArrows(imports: readonly Import[], places: Places): string {
  const arrows = new Map<string, Map<string, Import[]>>(Object.keys(places).map((place) => [place, new Map()]));
  for (const one of imports) {
    const [place, target] = [placeOf(one.from, places), one.isOurs ? placeOf(one.to, places) : undefined];
    if (place === undefined || target === undefined || target === place) continue;
    const row = arrows.get(place);
    row?.set(target, [...(row.get(target) ?? []), one]);
  }
  const drawn = (target: string, those: readonly Import[]) =>
    `${those.some(({ by }) => by === 'values') ? '→' : '⇢'} ${target} ${those.length}`;
  return [...arrows]
    .filter(([, row]) => row.size > 0)
    .map(([place, row]) => `${place.padEnd(24)} ${[...row].map(([target, those]) => drawn(target, those)).join('  ')}`)
    .join('\n');
}

/** The table of the map, `src/README.md`: the places that have files. */
export function placesTable(files: Iterable<string>, places: Places): string {
  const inhabited = new Set([...files].map((file) => placeOf(file, places)));
  const rows = Object.entries(places)
    .filter(([place]) => inhabited.has(place))
    .map(([place, { does, ours, outside = [] }]) => [
      code(place.endsWith('.ts') ? place : `${place}/`),
      does,
      ours
        .filter((grant) => inhabited.has(placeOf(grant.replace(TYPES_OF, ''), places)))
        .map(grantText)
        .join(', '),
      outside.map(code).join(', '),
    ]);
  return [['place', 'what it does', 'may import', 'of packages'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`.replace(/ +\|/g, ' |'))
    .join('\n');
}

const code = (text: string): string => `\`${text}\``;

const grantText = (grant: string): string =>
  grant.startsWith(TYPES_OF) ? TYPES_OF + code(grant.slice(TYPES_OF.length)) : code(grant);
