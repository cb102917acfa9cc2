import { readFile } from 'node:fs/promises';

/** The commands of the README's shell block that has this in it, each on one line. */
export async function shellBlockWith(text: string): Promise<readonly string[]> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const found = blocks.find((block) => block.includes(text));
  if (found === undefined) throw new Error(`the README has no shell block with ${text}`);
  return found.replaceAll('\\\n', ' ').trim().split('\n');
}
