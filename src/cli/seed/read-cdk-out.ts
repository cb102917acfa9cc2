import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { readDocument } from '#source-text/document.ts';
import { readTemplate } from './read-template.ts';
import type { Seed, SeedContext } from './seeded-machine.ts';

/** The state machines of every stack in what `cdk synth` writes, for the account and the region that the stack is bound to. */
export async function readCdkOut(folder: string, context: SeedContext): Promise<Seed[]> {
  const manifest = await readObject(join(folder, 'manifest.json'));
  const artifacts = isObject(manifest.artifacts) ? Object.values(manifest.artifacts) : [];
  const seeds: Seed[] = [];
  for (const artifact of artifacts) {
    if (!isObject(artifact) || !isObject(artifact.properties)) continue;
    if (artifact.type === 'cdk:cloud-assembly') {
      seeds.push(...(await readCdkOut(join(folder, String(artifact.properties.directoryName)), context)));
      continue;
    }
    if (artifact.type !== 'aws:cloudformation:stack') continue;
    const path = join(folder, String(artifact.properties.templateFile));
    const document = readDocument(await readFile(path, 'utf8'));
    seeds.push(await readTemplate({ path, document, assetAt: assetIn(folder) }, boundTo(artifact, context)));
  }
  return seeds;
}

/** CDK: a stack is bound to `aws://account/region`, or to what is not known before it is deployed. */
function boundTo({ environment, properties }: JsonObject, context: SeedContext): SeedContext {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(environment)) ?? [];
  const stack = isObject(properties) && typeof properties.stackName === 'string' ? properties.stackName : undefined;
  return {
    set: new Map([...(stack === undefined ? [] : [['AWS::StackName', stack] as const]), ...context.set]),
    account: /^\d{12}$/.test(account) ? account : context.account,
    region: region === '' || region.startsWith('unknown') ? context.region : region,
  };
}

/** CDK: an asset is the file asset.<hash>.<extension> here, and <hash>.<extension> in S3. */
const assetIn = (folder: string) => (key: string) =>
  [`asset.${key}`, key].map((name) => join(folder, name)).find((path) => key !== '' && existsSync(path));

async function readObject(path: string): Promise<JsonObject> {
  const value: Json = JSON.parse(await readFile(path, 'utf8'));
  return isObject(value) ? value : {};
}
