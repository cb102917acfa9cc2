import { readFileSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import { isMap, type Node, type Scalar, visit, type YAMLMap } from 'yaml';
import { readDocument } from '#source-text/document.ts';
import type { SeedContext } from './seeded-machine.ts';
import { mapAt } from './template-names.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A Serverless file, its variables carried out as far as the file, those that it includes, the environment and `--set` tell. */
export interface ServerlessFile {
  readonly document: ReturnType<typeof readDocument>;
  readonly stage: string;
  /** What it includes, by path. */
  readonly files: readonly string[];
  /** Why variables stay as they are written, by what is written. */
  readonly problems: ReadonlyMap<string, string>;
}

/** Serverless: `${file(./order.yml)}`, `${file(./order.yml):member.of.it}`, with a value for where there is none behind a comma — Variables, Files. */
const INCLUDE = /^file\(([^)]+)\)(?::(.+))?$/;
const WHOLE = /^\$\{(file\([^)]+\)(?::[^,}]+)?)(?:,[^}]*)?\}$/;
const VARIABLE = /\$\{((?:[a-z]+:|file\([^)]+\):)[^${}]+)\}/g;

/** A variable may stand for another one, a file include another one: that many rounds reach the end of any chain that has one. */
const MAX_ROUNDS = 5;
const MAX_INCLUDES = 200;

/** Reads a Serverless file. */
export function readServerlessFile(path: string, text: string, env: Env, context: SeedContext): ServerlessFile {
  const files = new Map<string, Node | null>();
  const problems = new Map<string, string>();
  const first = readDocument(text).root;
  const main = isMap(first) ? first : undefined;
  /** The node that a file holds, or a member of it; undefined where it cannot be read here. */
  function included(variable: string): Node | undefined {
    const [, name = '', member] = INCLUDE.exec(variable) ?? [];
    const file = resolvePath(dirname(path), name.trim());
    if (/\.[cm]?[jt]s$/.test(file)) {
      problems.set(variable, `${name} is a program, which is not run here`);
      return undefined;
    }
    const root = files.has(file) ? files.get(file) : load(file, variable);
    const node: unknown = member === undefined || !isMap(root) ? root : root.getIn(member.split('.'), true);
    return isNodeValue(node) ? node : undefined;
  }

  function load(file: string, variable: string): Node | null {
    let root: Node | null = null;
    try {
      const written = readFileSync(file, 'utf8');
      files.set(file, root);
      root = readDocument(carriedOut(written)).root;
    } catch (error) {
      problems.set(variable, `${file} cannot be read (${error instanceof Error ? error.message.split(',')[0] : error})`);
    }
    files.set(file, root);
    return root;
  }

  function lookUp(variable: string): string | undefined {
    const given = context.set.get(variable);
    if (given !== undefined) return given;
    if (INCLUDE.test(variable)) return scalarText(included(variable));
    const [source = '', name = ''] = variable.split(/:(.*)/s);
    if (source === 'env') return env[name];
    if (variable === 'sls:stage') return stageIn(main, context);
    if (variable === 'aws:region') return context.region;
    if (variable === 'aws:accountId') return context.account;
    return source === 'self' ? plainText(main?.getIn(name.split('.'))) : undefined;
  }

  function once(written: string): string {
    return written.replace(VARIABLE, (whole, inside: string) => {
      const [variable = '', fallback] = inside.split(',').map((part) => part.trim());
      const literal = fallback?.replace(/^(['"])(.*)\1$/, '$2');
      const otherwise = literal?.includes(':') ? lookUp(literal) : literal;
      return lookUp(variable) ?? otherwise ?? whole;
    });
  }

  function carriedOut(written: string): string {
    let resolved = written;
    for (let round = 0; round < MAX_ROUNDS; round++) resolved = once(resolved);
    return resolved;
  }

  const document = readDocument(carriedOut(text));
  let count = 0;
  if (isMap(document.root))
    visit(document.root, {
      Scalar(key, scalar) {
        const [, variable] = (key !== 'key' && typeof scalar.value === 'string' && WHOLE.exec(scalar.value)) || [];
        const node = variable === undefined || count >= MAX_INCLUDES ? undefined : included(variable);
        if (!node) return undefined;
        count++;
        return placedAt(node, scalar);
      },
    });
  const { root } = document;
  return { document, stage: stageIn(isMap(root) ? root : undefined, context), files: [...files.keys()], problems };
}

/** Serverless: `dev` unless told. */
const stageIn = (root: YAMLMap | undefined, { set }: SeedContext): string =>
  set.get('opt:stage') ?? set.get('sls:stage') ?? plainText(mapAt(root, 'provider')?.get('stage')) ?? 'dev';

/** A copy of what was included, which stands where it is included: that is the place that people look at. */
function placedAt(node: Node, { range }: Scalar): Node {
  const copy = node.clone();
  const place = range ?? null;
  visit(isNodeValue(copy) ? copy : node, {
    Node(_, each) {
      each.range = place;
    },
  });
  return isNodeValue(copy) ? copy : node;
}

const isNodeValue = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'range' in value;

const plainText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const scalarText = (node: Node | undefined): string | undefined =>
  node !== undefined && 'value' in node ? plainText(node.value) : undefined;
