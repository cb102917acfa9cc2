import { writeJson } from '#json/write-json.ts';
import type { Finding, Line } from './finding.ts';

/** A finding as a test of the library: it fails as long as the machine has the fault. */
export function libraryTest({ message, input, script }: Finding, definitionFile: string): string {
  const answers = [...new Set(script.map(({ outcome }) => outcome.kind))].flatMap((kind) => IMPORTS[kind] ?? []);
  return `${importText(['createFakeSfn', ...answers], 'fake-sfn')}${importText(['expect', 'it'], 'vitest')}
it(${JSON.stringify(`ends well: ${message}`)}, async () => {
  await using fake = createFakeSfn();
  const machine = await fake.deploy(new URL(${JSON.stringify(definitionFile)}, import.meta.url));
${script.map(ruleText).join('')}
  const run = await (await machine.start(${writeJson(input)})).settled();

  expect(['States.Runtime', 'States.QueryEvaluationError']).not.toContain(run.error);
  expect(run.status).not.toBe('RUNNING');
});
`;
}

const importText = (names: readonly string[], from: string): string => `import { ${names.join(', ')} } from '${from}';\n`;

const IMPORTS: Readonly<Record<string, string>> = { returns: 'returns', fails: 'fails', pending: 'pending' };

function ruleText({ state, call, outcome }: Line): string {
  const where = `{ state: ${JSON.stringify(state)}, call: ${call} }`;
  switch (outcome.kind) {
    case 'returns':
      return `  fake.on(${where}, returns(${writeJson(outcome.value)}));\n`;
    case 'fails':
      return `  fake.on(${where}, fails(${JSON.stringify(outcome.error)}));\n`;
    case 'pending':
      return `  fake.on(${where}, pending());\n`;
    // What a Map reads is put into its bucket, not said by a rule.
    case 'items':
    case 'unreadable':
      return '';
  }
}
