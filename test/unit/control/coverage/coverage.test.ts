import { describe, expect, it } from 'vitest';
import { compileMachine } from '#asl/compile-machine.ts';
import { coverageReport, coveredPercent, mergeCoverage, readCoverage } from '#control/coverage/coverage.ts';
import { coverageText } from '#control/coverage/coverage-text.ts';
import { createHits } from '#control/coverage/hits.ts';
import { lcov } from '#control/coverage/lcov.ts';
import { openScene, play, withEntries, withoutFirstAsked } from '#control/rehearsal/scene.ts';
import type { Mark } from '#interpreter/continuation/mark.ts';
import type { JsonObject } from '#json/json.ts';
import { aWorld } from '#test/support/a-world.ts';
import { anExecutionOf } from '#test/support/run-machine.ts';
import { eventOf, type TimedReport } from '#test/support/task-reports.ts';

/** The places that an execution comes to whose calls are answered in turn. */
function marksOf(definition: JsonObject, input: unknown, answers: readonly TimedReport[] = []): string[] {
  const marks: Mark[] = [];
  const left = [...answers];
  const stage = {
    machine: compileMachine(definition),
    seed: 's',
    isMarked: true,
    stepped: (result: { marks?: readonly Mark[] }) => void marks.push(...(result.marks ?? [])),
  };
  let scene = play(stage, openScene(anExecutionOf(definition, JSON.stringify(input))));
  for (; scene.asked[0]; scene = play(stage, scene)) {
    const { executionArn, effect } = scene.asked[0];
    scene = withoutFirstAsked(scene);
    const answer = effect.kind === 'invoke-task' ? left.shift() : undefined;
    if (answer && effect.kind === 'invoke-task')
      scene = withEntries(scene, [{ at: scene.now + (answer.after ?? 0) * 1_000, executionArn, event: eventOf(answer, effect) }]);
  }
  return marks.map(({ state, place }) => `${state} ${place}`);
}

const CALL: JsonObject = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: {},
  TimeoutSeconds: 600,
  HeartbeatSeconds: 60,
  Retry: [{ ErrorEquals: ['Busy'] }, { ErrorEquals: ['Down'], MaxAttempts: 0 }],
  Catch: [
    { ErrorEquals: ['Down'], Next: 'End' },
    { ErrorEquals: ['States.ALL'], Next: 'End' },
  ],
  Next: 'End',
};

const called: JsonObject = { StartAt: 'Call', States: { Call: CALL, End: { Type: 'Succeed' } } };

describe('the marks of a step', () => {
  it('tell of retriers and catchers by their number', () => {
    expect(marksOf(called, {}, [{ error: 'Busy' }, { error: 'Down' }])).toEqual([
      'Call entered',
      'Call Retry[0]',
      'Call Catch[0]',
      'End entered',
      'End Next',
    ]);
  });

  it('tell a missed heartbeat from a timeout', () => {
    expect(marksOf(called, {}, [{ submitted: {} }])).toContain('Call HeartbeatSeconds');
    const patient: JsonObject = {
      StartAt: 'Call',
      States: { Call: { ...CALL, HeartbeatSeconds: 599 }, End: { Type: 'Succeed' } },
    };
    expect(marksOf(patient, {}, [{ heartbeat: true, after: 300 }])).toContain('Call TimeoutSeconds');
  });

  it('tell two rules with one Next apart, and the default', () => {
    const rule = (value: number) => ({ Variable: '$.n', NumericEquals: value, Next: 'Same' });
    const definition: JsonObject = {
      StartAt: 'Which',
      States: { Which: { Type: 'Choice', Choices: [rule(1), rule(2)], Default: 'Same' }, Same: { Type: 'Succeed' } },
    };

    expect(marksOf(definition, { n: 1 })).toContain('Which Choices[0]');
    expect(marksOf(definition, { n: 2 })).toContain('Which Choices[1]');
    expect(marksOf(definition, { n: 3 })).toContain('Which Default');
  });

  it.each([
    [[], 'none'],
    [[1], 'one'],
    [[1, 2], 'many'],
  ])('tell how many items a Map found: %j', (items, found) => {
    const processor = (mode: string) => ({
      ProcessorConfig: { Mode: mode, ExecutionType: 'STANDARD' },
      StartAt: 'P',
      States: { P: { Type: 'Pass', End: true } },
    });
    const definition = (mode: string): JsonObject => ({
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemProcessor: processor(mode), End: true } },
    });

    expect(marksOf(definition('INLINE'), items)).toContain(`Each Items:${found}`);
    expect(marksOf(definition('DISTRIBUTED'), items)).toContain(`Each Items:${found}`);
  });

  it('reach whoever asks a runtime for them, and are not made for others', async () => {
    const marks: Mark[] = [];
    const world = aWorld({ marked: (_, found) => marks.push(...found) });
    await world.start({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, 'm');

    expect(marks).toEqual([
      { state: 'P', place: 'entered' },
      { state: 'P', place: 'Next' },
    ]);
  });
});

describe('coverage', () => {
  const dataOf = (marks: readonly Mark[]) => {
    const hits = createHits();
    hits.note(marks);
    return { machines: [{ name: 'orders', definition: JSON.stringify(called), hits: hits.counts() }] };
  };
  const one = dataOf([
    { state: 'Call', place: 'entered' },
    { state: 'Call', place: 'Retry[0]' },
  ]);
  const other = dataOf([
    { state: 'Call', place: 'entered' },
    { state: 'Call', place: 'Next' },
    { state: 'End', place: 'entered' },
  ]);
  const merged = mergeCoverage([one, readCoverage(JSON.parse(JSON.stringify(other)))]);
  const report = coverageReport(merged);

  it('adds up what several processes have come to', () => {
    expect(merged.machines).toHaveLength(1);
    expect(merged.machines[0]?.hits['Call']).toEqual({ entered: 2, 'Retry[0]': 1, Next: 1 });
    expect(coveredPercent(report)).toBeCloseTo((100 * 4) / 9);
  });

  it('says what was never come to', () => {
    expect(coverageText(report)).toBe(
      [
        'orders  4/9  44.4 %',
        '  never  Call  timeout',
        '  never  Call  heartbeat missed',
        '  never  Call  Retry Down',
        '  never  Call  Catch Down → End',
        '  never  Call  Catch States.ALL → End',
        '',
      ].join('\n'),
    );
  });

  it('is lcov on the lines of the file', () => {
    const lines: Record<string, number> = { '/States/Call': 4, '/States/End': 20 };
    const locate = (location: string) => ({ line: lines[location] ?? 5 });
    const [machine] = report;
    if (!machine) throw new Error('no machine');

    expect(lcov(machine, { path: 'orders.asl.json', locate }).split('\n')).toEqual([
      'TN:orders',
      'SF:orders.asl.json',
      'BRDA:4,0,0,1',
      'BRDA:4,0,1,0',
      'BRDA:4,0,2,0',
      'BRDA:4,0,3,1',
      'BRDA:4,0,4,0',
      'BRDA:4,0,5,0',
      'BRDA:4,0,6,0',
      'BRF:7',
      'BRH:2',
      'DA:4,2',
      'DA:5,1',
      'DA:20,1',
      'LF:3',
      'LH:3',
      'end_of_record',
      '',
    ]);
  });

  it('refuses what is no coverage', () => {
    expect(() => readCoverage({ machines: [{ name: 'x' }] })).toThrow('This is no coverage.');
  });
});
