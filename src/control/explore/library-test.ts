import { writeJson } from '#json/write-json.ts';
import { type Finding, type Line, QUERY_ERRORS } from './finding.ts';

/** A finding as a test of the library: it fails as long as the machine has the fault. `definitionFile`: from where tests are run. */
export function libraryTest(finding: Finding, definitionFile: string): string {
  const { message, script } = finding;
  const isStatic = script.length === 0 && STATIC.includes(finding.kind);
  const answers = isStatic ? [] : ['returns', ...script.flatMap(({ outcome }) => ANSWERS[outcome.kind])];
  const lines = [
    `import { ${[...new Set(['createFakeSfn', ...answers])].join(', ')} } from 'fake-sfn';`,
    ...(isStatic ? ["import 'fake-sfn/vitest';"] : []),
    "import { expect, it } from 'vitest';",
    '',
    `it(${JSON.stringify(`ends well: ${message}`)}, async () => {`,
    '  await using fake = createFakeSfn();',
    `  const machine = await fake.deploy(${JSON.stringify(definitionFile)});`,
    ...(isStatic ? ['  await expect(machine).toAlwaysEnd();'] : scripted(finding)),
    '});',
  ];
  return `${lines.join('\n')}\n`;
}

/** What is wrong whatever happens: no script shows it, only another exploration. */
const STATIC: readonly Finding['kind'][] = ['unreachable-state', 'token-without-timeout'];

/** The answer of the library that an outcome is. */
const ANSWERS: Readonly<Record<Line['outcome']['kind'], readonly string[]>> = {
  returns: ['returns'],
  fails: ['fails'],
  pending: ['pending'],
  items: ['returns'],
  unreadable: ['fails'],
};

/** More than an execution of AWS's lasts: whatever is waited for has come, or timed out, by then. */
const LONGER = '366 d';

function scripted({ kind, message, input, script }: Finding): string[] {
  const isEndless = kind === 'never-ends';
  const rules = script.map((line, index) =>
    ruleText(line, isEndless && script.findLastIndex(({ state }) => state === line.state) === index),
  );
  return [
    '  fake.on({}, returns({}));',
    ...rules,
    `  const run = await machine.start(${writeJson(input)});`,
    `  await run.skip('${LONGER}');`,
    ...(kind === 'property' ? [`  // What should hold: ${message.replaceAll('\n', ' ')}`] : []),
    "  expect(run.status).not.toBe('RUNNING');",
    ...forbidden(kind, script).map((error) => `  expect(run.error).not.toBe(${JSON.stringify(error)});`),
    ...(kind === 'timeout-too-long' ? ["  expect(run.status).not.toBe('TIMED_OUT');"] : []),
  ];
}

/** The errors that it must not end with. */
function forbidden(kind: Finding['kind'], script: readonly Line[]): readonly string[] {
  const last = script.at(-1)?.outcome;
  switch (kind) {
    case 'runtime-error':
    // What goes round has too many events at last.
    case 'never-ends':
      return ['States.Runtime'];
    case 'query-error':
      return QUERY_ERRORS;
    case 'reader-not-caught':
      return ['States.ItemReaderFailed'];
    case 'unhandled-error':
      return last?.kind === 'fails' ? [last.error] : [];
    default:
      return [];
  }
}

/** `stays`: it is answered so from then on. */
function ruleText({ state, call, outcome }: Line, stays: boolean): string {
  const where = `{ state: ${JSON.stringify(state)}${stays ? '' : `, call: ${call}`} }`;
  switch (outcome.kind) {
    case 'returns':
      return `  fake.on(${where}, returns(${writeJson(outcome.value)}));`;
    case 'fails':
      return `  fake.on(${where}, fails(${JSON.stringify(outcome.error)}));`;
    case 'pending':
      return `  fake.on(${where}, pending());`;
    // What the ItemReader of a Map reads.
    case 'items':
      return `  fake.on(${where}, returns(${writeJson(outcome.items)}));`;
    case 'unreadable':
      return `  fake.on(${where}, fails('NoSuchKey'));`;
  }
}
