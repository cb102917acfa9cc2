import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { createFakeSfn } from '#library/index.ts';
import { jsonDifference } from '../../../src/console/model/json-difference.ts';
import { jsonLines } from '../../../src/console/model/json-lines.ts';
import { outcomeOf } from '../../../src/console/model/outcome.ts';
import { percentText } from '../../../src/console/model/percent-text.ts';
import { prettyJson } from '../../../src/console/model/pretty-json.ts';
import {
  culpritOf,
  iterationsOf,
  mainVisit,
  outcomeOfAll,
  picksOf,
  type Run,
  runOf,
  visitsIn,
} from '../../../src/console/model/run.ts';
import { shownText } from '../../../src/console/model/shown-text.ts';
import { stateText } from '../../../src/console/model/state-text.ts';
import { scaleOf } from '../../../src/console/model/timeline.ts';
import { traceRows } from '../../../src/console/model/trace-rows.ts';
import { variablesBefore } from '../../../src/console/model/variables.ts';
import { hashOf, readRoute, sandboxOf } from '../../../src/console/route.ts';

const fake = createFakeSfn();
afterAll(() => fake[Symbol.asyncDispose]());

async function runOn(definition: JsonObject, input: object = {}): Promise<Run> {
  const run = await (await fake.deploy(definition)).start(input);
  await run.settled();
  return runOf(
    run.history().map((event) => ({ ...event, timestamp: event.timestamp.getTime() })),
    run.status,
  );
}

describe('a JSON text written out', () => {
  const written = (text: string) =>
    jsonLines(text)?.map(({ indent, tokens }) => '  '.repeat(indent) + tokens.map((token) => token.text).join(''));

  it('keeps the spelling of its numbers and texts', () => {
    expect(written('{"a":[1.0,12345678901234567890],"b\\u0000":"\\ud800{","c":{},"d":[]}')).toEqual([
      '{',
      '  "a": [',
      '    1.0,',
      '    12345678901234567890',
      '  ],',
      '  "b\\u0000": "\\ud800{",',
      '  "c": {},',
      '  "d": []',
      '}',
    ]);
    expect(written('null')).toEqual(['null']);
  });

  it('is none where it is no JSON', () => {
    expect(jsonLines('{oh')).toBeUndefined();
  });
});

describe('the difference of two JSON texts', () => {
  it('is told by the outermost places that differ', () => {
    expect(jsonDifference('{"a":1,"b":{"c":[1,2]},"__proto__":1}', '{"a":1.0,"b":{"c":[1,3,4]},"x y":null}')).toEqual([
      { path: '$.a', before: '1', after: '1.0' },
      { path: '$.b.c[1]', before: '2', after: '3' },
      { path: '$.b.c[2]', before: undefined, after: '4' },
      { path: '$.__proto__', before: '1', after: undefined },
      { path: '$["x y"]', before: undefined, after: 'null' },
    ]);
    expect(jsonDifference('{"a": 1}', '{"a":1}')).toEqual([]);
    expect(jsonDifference('{', '{}')).toBeUndefined();
  });
});

describe('the scale of a timeline', () => {
  it('folds the time in which nothing happens for much longer than all else takes', () => {
    const week = 7 * 86_400_000;
    const { stretches, at } = scaleOf([0, 1_000, 60_000, week, week + 5_000]);
    expect(stretches.map(({ isFolded }) => isFolded)).toEqual([false, true, false]);
    expect(at(0)).toBe(0);
    expect(at(week + 5_000)).toBeCloseTo(1);
    expect(at(60_000)).toBeGreaterThan(0.8);
    expect(at(week) - at(60_000)).toBeCloseTo(0.06);
  });

  it('folds nothing where all goes on evenly, and stands where there is no time', () => {
    expect(scaleOf([0, 1, 2, 4]).stretches).toMatchObject([{ from: 0, to: 4, isFolded: false }]);
    expect(scaleOf([5]).at(5)).toBe(0);
    expect(scaleOf([]).at(5)).toBe(0);
  });
});

const TWO = {
  StartAt: 'Two?',
  States: {
    'Two?': { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'No' }], Default: 'Yes' },
    No: { Type: 'Fail', Error: 'Two' },
    Yes: { Type: 'Pass', End: true },
  },
};

describe('an execution as its page shows it', () => {
  it('is looked at by the iteration in which a visit is', async () => {
    const run = await runOn(
      { StartAt: 'Each', States: { Each: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: TWO, End: true } } },
      { list: [1, 2] },
    );
    const [map] = run.visits;
    if (!map) return expect.unreachable();
    expect(outcomeOf(map, run.status)).toBe('failed');
    expect(iterationsOf(run, map).map(({ outcome }) => outcome)).toEqual(['succeeded', 'failed']);
    const culprit = culpritOf(run);
    expect(culprit).toMatchObject({ state: 'No', iteration: 1 });
    const picks = picksOf(culprit);
    expect(visitsIn(run, 'Two?', picks)).toHaveLength(1);
    expect(visitsIn(run, 'Two?', new Map())).toHaveLength(2);
    expect(visitsIn(run, 'Yes', picks)).toEqual([]);
    expect(outcomeOfAll(run, run.visits)).toBe('failed');
    expect(outcomeOfAll(run, [])).toBeUndefined();
    expect(mainVisit(run, run.visits)?.state).toBe('No');
  });

  it('shows the variables that a state has seen, the innermost assignment of each', async () => {
    const inner = {
      StartAt: 'In',
      States: { In: { Type: 'Pass', Assign: { b: 2 }, Next: 'Then' }, Then: { Type: 'Pass', End: true } },
    };
    const run = await runOn({
      QueryLanguage: 'JSONata',
      StartAt: 'Out',
      States: {
        Out: { Type: 'Pass', Assign: { a: 1, c: 0 }, Next: 'Again' },
        Again: { Type: 'Pass', Assign: { a: 2 }, Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [inner], End: true },
      },
    });
    const then = run.visits.find(({ state }) => state === 'Then');
    if (!then) return expect.unreachable();
    expect(Object.fromEntries(variablesBefore(then))).toEqual({ a: '2', b: '2', c: '0' });
  });

  it('is nothing yet before there are events', () => {
    const run = runOf([], 'RUNNING');
    expect(run.visits).toEqual([]);
    expect(culpritOf(run)).toBeUndefined();
  });
});

describe('an address', () => {
  it.each([
    { screen: 'machines', arn: '', options: {} },
    {
      screen: 'executions',
      arn: 'arn:aws:states:eu-west-1:123456789012:execution:m:ä %?#/1',
      options: { tab: 'timeline', find: 'a&b=c' },
    },
    { screen: 'map-runs', arn: 'arn:aws:states:us-east-1:1:mapRun:m/label:id', options: {} },
  ] as const)('leads back to $screen', (route) => {
    expect(readRoute(hashOf(route))).toEqual(route);
  });

  it('says whose account and region is looked at', () => {
    expect(sandboxOf(readRoute('#/executions/arn:aws:states:eu-west-1:123456789012:execution:m:e'))).toEqual({
      account: '123456789012',
      region: 'eu-west-1',
    });
    expect(sandboxOf(readRoute('#/machines?account=111111111111'))).toEqual({ account: '111111111111', region: undefined });
  });

  it('leads to the machines where it says nothing that is known', () => {
    expect(readRoute('#/nowhere/%E0%A4%A')).toMatchObject({ screen: 'machines' });
    expect(readRoute('')).toEqual({ screen: 'machines', arn: '', options: {} });
  });
});

describe('a state in the text of a definition', () => {
  const inner = '{ "Type": "Pass", "Result": 1.0, "End": true }';
  const text = `{"Comment": "States", "States": {
    "Map": {"Type": "Map", "ItemProcessor": {"StartAt": "I\\"n", "States": {"I\\"n": ${inner}}}},
    "Both": {"Branches": [{"States": {"One": {"Type": "Succeed"}}}, {"States": {"Two": {"x": 12345678901234567890}}}], "States": {"No": {}}}
  }}`;

  it('is cut out as it is written, at any depth', () => {
    expect(stateText(text, 'I"n')).toBe(inner);
    expect(stateText(text, 'One')).toBe('{"Type": "Succeed"}');
    expect(stateText(text, 'Two')).toBe('{"x": 12345678901234567890}');
    expect(stateText(text, 'Both')).toMatch(/^\{"Branches": .*\}$/);
  });

  it('is not what only looks like one', () => {
    expect(stateText(text, 'No')).toBeUndefined();
    expect(stateText(text, 'States')).toBeUndefined();
    expect(stateText('[]', 'No')).toBeUndefined();
  });
});

describe('a trace as lines', () => {
  const leaf = { kind: 'literal', text: '1', times: 1, parts: [] } as const;
  const deep = { ...leaf, text: 'c', parts: [leaf] };
  const whole = { ...leaf, text: 'a', parts: [{ ...leaf, text: 'b', parts: [deep] }, leaf] };
  const texts = (turned: readonly string[]) => traceRows(whole, new Set(turned)).map(({ id, part }) => `${id} ${part.text}`);

  it('has the outer parts open, and what somebody has turned', () => {
    expect(texts([])).toEqual(['0 a', '0.0 b', '0.0.0 c', '0.1 1']);
    expect(texts(['0.0.0'])).toContain('0.0.0.0 1');
    expect(texts(['0.0'])).toEqual(['0 a', '0.0 b', '0.1 1']);
  });

  it('is open on the way to what broke', () => {
    const broken = { ...whole, parts: [{ ...leaf, error: 'x', parts: [{ ...deep, error: 'x' }] }] };
    expect(traceRows(broken, new Set())).toHaveLength(4);
  });
});

describe('what stands in a line', () => {
  it('is a value, cut with its size where it is long', () => {
    expect(shownText({ type: 'number', json: '1.0' })).toBe('1.0');
    expect(shownText({ type: 'nothing' })).toBe('nothing');
    expect(shownText({ type: 'array', json: '[1', cut: true, length: 4_000 })).toBe('[1… (array of 4,000)');
    expect(shownText({ type: 'object', cut: true })).toBe('object, too large to be kept');
  });

  it('is a share of which only all is 100 %', () => {
    expect([percentText(999, 1_000), percentText(3, 3), percentText(0, 0)]).toEqual(['99 %', '100 %', '100 %']);
  });
});

describe('a JSON text for an editor', () => {
  it('is written out, and stays as it is where it is none', () => {
    expect(prettyJson('{"a":[1.0]}')).toBe('{\n  "a": [\n    1.0\n  ]\n}');
    expect(prettyJson('{')).toBe('{');
  });
});
