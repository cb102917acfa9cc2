import { describe, expect, it } from 'vitest';
import { explore } from '#control/explore/explore.ts';
import { exploreText } from '#control/explore/explore-text.ts';
import { libraryTest } from '#control/explore/library-test.ts';
import type { JsonObject } from '#json/json.ts';
import { FAULTY, RIGHT } from './machines.ts';

describe('explore', () => {
  it.each(Object.entries(FAULTY))('finds %s, and nothing else', (_, { definition, options, kind, state }) => {
    const { findings, isComplete } = explore(definition, options);

    expect(findings).toMatchObject([{ kind, state }]);
    expect(isComplete).toBe(true);
  });

  it.each(Object.entries(RIGHT))('finds nothing in %s', (_, { definition, options }) => {
    expect(explore(definition, options)).toMatchObject({ findings: [], isComplete: true });
  });

  it('shows a finding by the shortest script, as a test of the library', () => {
    const { definition, options } = FAULTY['a Catch without ResultPath that loses what a later state reads'] ?? {
      definition: {},
    };
    const found = explore(definition, options);
    const [finding] = found.findings;

    expect(finding?.script).toEqual([{ state: 'Charge', call: 1, outcome: { kind: 'fails', error: 'Card.Declined' } }]);
    expect(exploreText(found)).toMatch(
      /^✗ runtime-error {2}Tell\n.*'\$\.orderId'.*\n {2}with input \{"orderId":1\}\n {2}Charge #1 {2}fails with Card\.Declined\n/,
    );
    expect(finding && libraryTest(finding, 'orders.asl.json')).toBe(
      [
        "import { createFakeSfn, returns, fails } from 'fake-sfn';",
        "import { expect, it } from 'vitest';",
        '',
        `it(${JSON.stringify(`ends well: ${finding?.message}`)}, async () => {`,
        '  await using fake = createFakeSfn();',
        '  const machine = await fake.deploy("orders.asl.json");',
        '  fake.on({}, returns({}));',
        '  fake.on({ state: "Charge", call: 1 }, fails("Card.Declined"));',
        '  const run = await machine.start({"orderId":1});',
        "  await run.skip('366 d');",
        "  expect(run.status).not.toBe('RUNNING');",
        '  expect(run.error).not.toBe("States.Runtime");',
        '});',
        '',
      ].join('\n'),
    );
  });

  it('draws paths by lot where there are too many, the same ones for the same seed', () => {
    const steps = Array.from({ length: 8 }, (_, at) => [
      `S${at}`,
      {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {},
        Catch: [
          { ErrorEquals: ['A'], Next: `S${at + 1}` },
          { ErrorEquals: ['B'], Next: `S${at + 1}` },
        ],
        Next: `S${at + 1}`,
      },
    ]);
    const definition: JsonObject = { StartAt: 'S0', States: { ...Object.fromEntries(steps), S8: { Type: 'Succeed' } } };
    const seen = (seed: string) => {
      const scripts: string[] = [];
      const properties = [({ script }: { script: object }) => void scripts.push(JSON.stringify(script))];
      expect(explore(definition, { maxPaths: 200, seed, properties })).toMatchObject({
        paths: 200,
        isComplete: false,
        findings: [],
      });
      return scripts;
    };

    expect(seen('one')).toEqual(seen('one'));
    expect(seen('one')).not.toEqual(seen('other'));
  });

  it("holds every path against the user's own properties", () => {
    const { definition } = RIGHT['branches side by side that are caught together'] ?? { definition: {} };
    const properties = [
      ({ execution }: { execution: { status: string } }) => (execution.status === 'FAILED' ? 'It never fails.' : undefined),
    ];

    expect(explore(definition, { properties }).findings).toMatchObject([{ kind: 'property', message: 'It never fails.' }]);
  });

  it('leaves what goes round without a call', () => {
    const pass = (Next: string) => ({ Type: 'Pass', Next });

    expect(explore({ StartAt: 'A', States: { A: pass('B'), B: pass('A') } }).findings).toMatchObject([{ kind: 'never-ends' }]);
  });

  it('says whose results are made up', () => {
    const definition = {
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true } },
    };

    expect(explore(definition).madeUp).toEqual(['A']);
    expect(explore(definition, { samples: { A: [1] } }).madeUp).toEqual([]);
  });
});
