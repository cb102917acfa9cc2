// Writes src/INFERRED.md: what the comments of src say is inferred. `--check` writes nothing and fails where the file is not current.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const src = path.join(import.meta.dirname, '../../src');
const target = path.join(src, 'INFERRED.md');

const HEAD = `# What is inferred

AWS does something here that is neither documented nor recorded, and this fake does what seems likely. A measurement on AWS settles a line: mend the
code where it was wrong, and write its source in place of the word. Written by \`node test/facts/write-inferred.mjs\` from the comments that say so.

| place | what its comment says |
|---|---|
`;

/** The comments of a file, blocks and lines that follow on one another, each with what it stands before. */
function commentsIn(text) {
  const blocks = [...text.matchAll(/\/\*\*?([\s\S]*?)\*\/|(?:^[ \t]*\/\/.*\n)+|\/\/.*$/gm)];
  return blocks.map(({ 0: whole, index }) => {
    const [next = ''] = text
      .slice(index + whole.length)
      .trimStart()
      .split('\n', 1);
    const [, name = ''] =
      /^(?:export )?(?:async )?(?:function\*? |const |interface |type |class |readonly )([\w$]+)/.exec(next) ?? [];
    const lines = whole.split('\n').map((line) =>
      line
        .replace(/^\s*(\/\*\*?|\*\/|\*|\/\/)\s?/, '')
        .replace(/\s*\*\/\s*$/, '')
        .trim(),
    );
    return { name, paragraphs: paragraphsOf(lines) };
  });
}

/** Lines joined into paragraphs: an empty line ends one, a number or an address begins one. */
function paragraphsOf(lines) {
  const paragraphs = [''];
  for (const line of lines) {
    if (line === '' || /^(\d+\.|https?:)\s?/.test(line)) paragraphs.push('');
    paragraphs[paragraphs.length - 1] = `${paragraphs.at(-1)} ${line}`.trim();
    if (/^https?:\S+$/.test(line)) paragraphs.push('');
  }
  return paragraphs;
}

/** The sentences of a paragraph that have the word in them. */
const inferredIn = (paragraph) =>
  paragraph.split(/(?<=[.!?]\)?)\s+(?=[A-Z`"'])/).filter((sentence) => /\binferred\b/.test(sentence));

async function sourceFiles() {
  const names = await readdir(src, { recursive: true });
  return names
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

async function table() {
  const rows = [];
  for (const file of await sourceFiles()) {
    const text = await readFile(path.join(src, file), 'utf8');
    for (const { name, paragraphs } of commentsIn(text)) {
      const place = name === '' ? `\`${file}\`` : `\`${file}\`, \`${name}\``;
      for (const sentence of paragraphs.flatMap(inferredIn)) rows.push(`| ${place} | ${sentence.replaceAll('|', '\\|')} |`);
    }
  }
  return `${HEAD}${rows.join('\n')}\n`;
}

const current = await table();
if (!process.argv.includes('--check')) await writeFile(target, current);
else if ((await readFile(target, 'utf8').catch(() => '')) !== current) {
  console.error('src/INFERRED.md is not current: node test/facts/write-inferred.mjs');
  process.exitCode = 1;
}
