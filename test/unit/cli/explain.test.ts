import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '#test/support/a-terminal.ts';

const ORDER = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": { "Type": "Pass", "Assign": { "rate": "{% $states.input.rate %}" }, "Next": "Ship" },
    "Ship": {
      "Type": "Pass",
      "Output": {
        "label": "{% \\"to \\" & $states.input.name %}",
        "total": "{% (\\n  $sum($states.input.lines.price) * $rate\\n) %}"
      },
      "End": true
    }
  }
}
`;

const CHOICE = `StartAt: Which
States:
  Which:
    Type: Choice
    Choices:
      - And:
          - Variable: $.n
            NumericGreaterThan: 3
          - Variable: $.totl
            IsString: true
        Next: Shape
    Default: Shape
  Shape:
    Type: Pass
    Parameters:
      text.$: States.Format('{} of {}', $.n, $.all)
      # A comment
      quoted.$: '$[''it''].x'
    Next: Block
  Block:
    Type: Pass
    QueryLanguage: JSONata
    Output: |-
      {%
        $states.input.n
          * $states.input.all
      %}
    End: true
`;

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explain-'));
  await writeFile(file('order.asl.json'), ORDER);
  await writeFile(file('choice.asl.yaml'), CHOICE);
  await writeFile(file('variables.json'), '{"rate":"4"}');
  await writeFile(file('bad.json'), '{"StartAt":"X","States":{}}');
});

afterAll(() => rm(folder, { recursive: true }));

const INPUT = '{"name":"Ann","lines":[{"price":1},{"price":2}]}';
const explain = (...args: readonly string[]) => runCommandLine(['explain', ...args]);
const ship = (...args: readonly string[]) => explain(file('order.asl.json'), 'Ship', '-i', INPUT, ...args);

/** What is written, without the folder. */
const plain = (text: string) => text.replaceAll(`${folder}/`, '').split('\n');

describe('explain', () => {
  it('shows what the parts of each expression came to, and where it breaks', async () => {
    const { code, out, err } = await ship('--variables', `@${file('variables.json')}`);
    expect([code, err]).toEqual([1, '']);
    expect(plain(out)).toEqual([
      'Ship Pass, JSONata',
      '✓ Output/label order.asl.json:9:9',
      '    "to " & $states.input.name                            "to Ann"',
      '      $states.input.name                                  "Ann"',
      '✗ Output/total order.asl.json:10:59',
      '      $sum($states.input.lines.price) * $rate',
      '                                      ^ the right side of "*" is "4", not a number',
      '    ( $sum($states.input.lines.price) * $rate )           ✗',
      '      $sum($states.input.lines.price) * $rate             ✗',
      '        $sum($states.input.lines.price)                   3',
      '          $states.input.lines.price                       [1,2]',
      '        $rate                                             "4"',
      'FAILED  States.QueryEvaluationError',
      "The JSONata expression '(",
      '  $sum($states.input.lines.price) * $rate',
      `)' specified for the field 'Output/total' threw an error during evaluation. T2002: The right side of the "*" operator must evaluate to a number`,
      '',
    ]);
  });

  it('shows what a state gives, and where it goes', async () => {
    const { code, out } = await ship('--variables', '{"rate":2}');
    expect(code).toBe(0);
    expect(plain(out).slice(-4)).toEqual([
      '        $rate                                             2',
      '$rate = 2',
      '= {"label":"to Ann","total":6} and ends',
      '',
    ]);
  });

  it('points at what is meant in YAML, however it is written there', async () => {
    const places = async (state: string, input: string) => {
      const { out } = await explain(file('choice.asl.yaml'), state, '-i', input);
      return plain(out).filter((line) => line.startsWith('✗') || line.trimStart().startsWith('^') || /^ {4}there/.test(line));
    };
    expect(await places('Which', '{"n":4,"total":"x"}')).toEqual([
      '✗ Choices[0] choice.asl.yaml:9:13',
      '    there is no "totl" in $, which has n, total: did you mean "total"?',
    ]);
    expect(await places('Shape', '{"n":4}')).toEqual([
      '✗ Parameters/quoted.$ choice.asl.yaml:18:19',
      expect.stringContaining(`^^^^^^ there is no "it" in $, which has n`),
    ]);
    expect(await places('Shape', '{"n":4,"it":{"x":1}}')).toEqual([
      '✗ Parameters/text.$ choice.asl.yaml:16:47',
      expect.stringContaining('^^^^ there is no "all" in $, which has n, it'),
    ]);
    expect(await places('Block', '{"n":4,"all":"x"}')).toEqual([
      '✗ Output choice.asl.yaml:26:11',
      '        ^ the right side of "*" is "x", not a number',
    ]);
  });

  it('explains an expression alone', async () => {
    const { code, out } = await explain('-e', '{% $sum($states.input.prices) %}', '-i', '{"prices": [1, "2"]}');
    expect(code).toBe(1);
    expect(plain(out).slice(0, 4)).toEqual([
      '    {% $sum($states.input.prices) %}',
      '            ^^^^^^^^^^^^^^^^^^^^ the first argument of $sum is [1,"2"], not an array of numbers',
      '    $sum($states.input.prices)                            ✗',
      '      $states.input.prices                                [1,"2"]',
    ]);
    expect(await explain('--expression', '$.a[0]', '-i', '{"a":[9007199254740993]}')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\n= 9007199254740993\n$/),
    });
    expect(await explain('-e', '{% (1 + %}')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^✗ expected "\)" before end of expression\n/),
    });
  });

  it('writes JSON, with places in the file', async () => {
    const { code, out } = await ship('--variables', '{"rate":"4"}', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      state: 'Ship',
      fields: [
        { field: 'Output/label', file: { line: 9, column: 9 }, value: { json: '"to Ann"' } },
        {
          field: 'Output/total',
          file: { line: 10, column: 9 },
          broke: { char: 40, line: 2, column: 35, file: { line: 10, column: 59 } },
        },
      ],
      broke: { field: 'Output/total', token: '*', file: { line: 10, column: 59 } },
    });
  });

  it.each<readonly [args: readonly string[], problem: string]>([
    [[], 'explain wants FILE and STATE, or --expression.\nfake-sfn help explain'],
    [['FILE'], 'explain wants FILE and STATE, or --expression.'],
    [['FILE', 'Ship', '-e', '1'], 'explain wants FILE and STATE, or --expression.'],
    [['FILE', 'Fly'], 'There is no state "Fly".\nThere are Price, Ship.'],
    [['nowhere.json', 'A'], 'nowhere.json cannot be read: there is no such file.'],
    [['BAD', 'A'], 'The definition is not valid: '],
    [['-e', '1', '--variables', '[]'], 'variables is no object.'],
    [['-e', '1', '-i', 'x'], 'The input is no JSON: '],
    [['FILE', 'Ship', 'more'], 'explain takes only [FILE] [STATE], but got "more".'],
    [['--colour'], "Unknown option '--colour'."],
  ])('says what is wrong with %j, with exit code 2', async (args, problem) => {
    const files: Readonly<Record<string, string>> = { FILE: file('order.asl.json'), BAD: file('bad.json') };
    const { code, out, err } = await explain(...args.map((arg) => files[arg] ?? arg));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
  });

  it('has its own help', async () => {
    const { code, out } = await runCommandLine(['help', 'explain']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: fake-sfn explain \[FILE\] \[STATE\] \[flags\]\n/);
    for (const flag of ['-i, --input', '-e, --expression', '--variables', '--context', '--result', '--error', '--json'])
      expect(out).toContain(flag);
  });
});

describe('run of what fails by an expression', () => {
  const run = (...args: readonly string[]) => runCommandLine(['run', file('order.asl.json'), '-i', INPUT, ...args]);
  const evened = (text: string) => plain(text.replace(/ in \d+ ms$/m, ' in x ms'));

  it('says why, and where in the file', async () => {
    const input = '{"rate":"4","name":"Ann","lines":[{"price":1},{"price":2}]}';
    const { code, out } = await runCommandLine(['run', file('order.asl.json'), '-i', input]);
    expect([code, evened(out)]).toEqual([
      1,
      [
        '✓ Price    0 ms',
        '✗ Ship           Output/total, char 40: the right side of "*" is "4", not a number',
        'FAILED  States.QueryEvaluationError  0 ms in x ms',
        'at order.asl.json:10:59',
        '',
      ],
    ]);
  });

  it('knows the variables that it began with', async () => {
    const { code, out } = await run('--start-at', 'Ship', '--variables', '{"rate":"5"}');
    expect([code, out]).toEqual([
      1,
      expect.stringContaining('Output/total, char 40: the right side of "*" is "5", not a number'),
    ]);
  });

  it('says which path found nothing, for which AWS has no event', async () => {
    const { code, out } = await runCommandLine(['run', file('choice.asl.yaml'), '-i', '{"n":1,"it":{"x":1}}']);
    expect([code, evened(out)]).toEqual([
      1,
      [
        '✓ Which    0 ms',
        '✗ Shape          Parameters/text.$, char 33: there is no "all" in $, which has n, it',
        'FAILED  States.Runtime  0 ms in x ms',
        'at choice.asl.yaml:16:47',
        '',
      ],
    ]);
  });

  it('shows the trace of every state where it is asked for', async () => {
    const { code, out } = await run('--trace');
    expect(code).toBe(1);
    expect(evened(out)).toEqual([
      'Price Pass, JSONata',
      '✗ Assign/rate order.asl.json:5:70',
      '    {% $states.input.rate %}',
      '                     ^^^^ there is no "rate" in $states.input, which has name, lines',
      '    $states.input.rate                                    nothing',
      expect.stringMatching(/^ {6}\$states +\{"input":/),
      expect.stringMatching(/^ {6}input +\{"name":"Ann"/),
      '      rate                                                nothing',
      'FAILED  States.QueryEvaluationError',
      "The JSONata expression '$states.input.rate' specified for the field 'Assign/rate' returned nothing (undefined).",
      '',
      '✗ Price      Assign/rate, char 18: there is no "rate" in $states.input, which has name, lines',
      expect.stringMatching(/^FAILED/),
      'at order.asl.json:5:70',
      '',
    ]);
    expect(JSON.parse((await run('--trace', '--json')).out)).toMatchObject({
      status: 'FAILED',
      traces: [{ state: 'Price', ok: false }],
    });
  });
});
