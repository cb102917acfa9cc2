import type { Replayed } from './replay.ts';
import { replayText } from './replay-text.ts';

/** A bundle that was replayed, or why it could not be. */
export interface ReplayedFile {
  readonly path: string;
  readonly result: Replayed | { readonly problem: string };
}

/** Replays as a JUnit report, which CI servers show: a test case a bundle. */
export function junit(files: readonly ReplayedFile[]): string {
  const cases = files.map(({ path, result }) => {
    const open = `  <testcase classname="replay" name="${escaped(path)}"`;
    if ('problem' in result) return `${open}><error message="${escaped(result.problem)}"/></testcase>`;
    if (result.same) return `${open}/>`;
    const text = escaped(replayText(result));
    return `${open}><failure message="${text.split('\n', 1)[0]}">${text}</failure></testcase>`;
  });
  const errors = files.filter(({ result }) => 'problem' in result).length;
  const failures = files.filter(({ result }) => 'same' in result && !result.same).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="fake-sfn replay" tests="${files.length}" failures="${failures}" errors="${errors}">`,
    ...cases,
    '</testsuite>\n',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
