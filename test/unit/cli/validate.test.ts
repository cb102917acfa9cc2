import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '#test/support/a-terminal.ts';

const GOOD = `{
  "StartAt": "Wait",
  "States": { "Wait": { "Type": "Wait", "Seconds": 1, "End": true } }
}`;

const BAD = `{
  "StartAt": "A/B",
  "States": {
    "A": { "Type": "Pass", "End": true },
    "A/B": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.x", "IsPresent": true, "Next": "A" },
        { "Variable": "$.x", "IsPresent": true, "Next": "Nowhere" }
      ]
    }
  }
}`;

const YAML = `StartAt: Fetch
States:
  Fetch:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: f
    TimeoutSeconds: -1
    End: true
`;

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validate-'));
  await Promise.all(
    Object.entries({
      'good.asl.json': GOOD,
      'bad.asl.json': BAD,
      'order.yaml': YAML,
      'good.yaml': YAML.replace('-1', '1'),
      'broken.json': '{\n  "StartAt": x\n}',
      'broken.yaml': 'StartAt: [A\nStates: {}',
      'warned.json': '{"StartAt":"P","States":{"P":{"Type":"Pass","Result":{"a.$":"$.b"},"End":true}}}',
    }).map(([name, text]) => writeFile(file(name), text)),
  );
});

afterAll(() => rm(folder, { recursive: true }));

describe('validate', () => {
  it('says nothing of definitions that are right, in JSON or YAML', async () => {
    expect(await runCommandLine(['validate', file('good.asl.json'), file('good.yaml')])).toEqual({ code: 0, out: '', err: '' });
  });

  it('gives line and column in JSON, also of names with a slash', async () => {
    const { code, out } = await runCommandLine(['validate', file('bad.asl.json')]);
    expect(code).toBe(2);
    expect(out).toContain(`${file('bad.asl.json')}:9:49 MISSING_TRANSITION_TARGET `);
  });

  it('gives line and column in YAML', async () => {
    const { code, out } = await runCommandLine(['validate', file('order.yaml')]);
    expect([code, out.split(' ').slice(0, 2)]).toEqual([2, [`${file('order.yaml')}:8:5`, 'SCHEMA_VALIDATION_FAILED']]);
  });

  it('gives the place of a mistake in JSON, and in YAML', async () => {
    expect(await runCommandLine(['validate', file('broken.json')])).toMatchObject({
      code: 2,
      out: expect.stringMatching(/broken\.json:2:\d+ INVALID_JSON_DESCRIPTION Unrecognized token 'x'/),
    });
    expect(await runCommandLine(['validate', file('broken.yaml')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/broken\.yaml:\d:\d+ is neither JSON nor YAML: /),
    });
  });

  it('does not fail for warnings, but tells them', async () => {
    const { code, out } = await runCommandLine(['validate', file('warned.json')]);
    expect([code, out]).toEqual([0, expect.stringMatching(/warned\.json:1:\d+ PASS_RESULT_IS_STATIC /)]);
  });

  it('reads standard input', async () => {
    expect(await runCommandLine(['validate', '-'], { input: BAD })).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^-:9:49 /),
    });
  });

  it('writes JSON, and annotations for GitHub', async () => {
    const { out } = await runCommandLine(['validate', file('bad.asl.json'), '--json']);
    expect(JSON.parse(out)).toMatchObject([{ line: 9, column: 49, code: 'MISSING_TRANSITION_TARGET', severity: 'ERROR' }]);
    expect((await runCommandLine(['validate', file('bad.asl.json'), '--format', 'github'])).out).toMatch(
      /^::error file=\S+bad\.asl\.json,line=9,col=49,title=MISSING_TRANSITION_TARGET::.*\n$/,
    );
  });

  it.each([
    [['nowhere.json'], 'nowhere.json cannot be read: there is no such file.'],
    [['.'], '. cannot be read: it is a folder.'],
    [['x.json', '--type', 'FAST'], '--type is "FAST", but must be STANDARD or EXPRESS.'],
    [['x.json', '--format', 'xml'], '--format is "xml", but must be text, json or github.'],
  ])('says what is wrong with %j', async (args, problem) => {
    expect(await runCommandLine(['validate', ...args])).toEqual({ code: 2, out: '', err: `${problem}\n` });
  });
});
