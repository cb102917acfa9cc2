import { describe, expect, it } from 'vitest';
import { runMachine } from '#test/support/run-machine.ts';

const deep = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
const heavy = '{% $count($map([1..10000], function($v) { $v + 1 })) %}';

describe('A step', () => {
  it('ends after some heavy states, though others could be entered', () => {
    const states = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `S${index}`,
        { Type: 'Pass', Output: heavy, ...(index < 19 ? { Next: `S${index + 1}` } : { End: true }) },
      ]),
    );
    const ran = runMachine({ QueryLanguage: 'JSONata', StartAt: 'S0', States: states });
    expect(ran.execution.status).toBe('SUCCEEDED');
    expect(ran.steps).toBeGreaterThan(5);
  });

  it('starts iterations over several turns where selecting their items is heavy, each once', () => {
    const map = {
      Type: 'Map',
      ItemSelector: { index: '{% $states.context.Map.Item.Index %}', work: heavy },
      ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', Output: '{% $states.input.index %}', End: true } } },
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Next: 'W',
    };
    const states = { M: map, W: { Type: 'Wait', Seconds: 1, End: true } };
    const ran = runMachine(
      { QueryLanguage: 'JSONata', StartAt: 'M', States: states },
      Array.from({ length: 30 }, (_, index) => index),
    );
    expect(ran.execution.output).toBe(JSON.stringify(Array.from({ length: 30 }, (_, index) => index)));
    expect(ran.steps).toBeGreaterThan(5);
    expect(ran.history.filter(({ type }) => type === 'MapIterationStarted')).toHaveLength(30);
    expect(ran.history.filter(({ type }) => type === 'WaitStateEntered')).toHaveLength(1);
  });

  it('fails what produces too much as what is too large', () => {
    const Parameters = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}.$`, '$']));
    const ran = runMachine({ StartAt: 'P', States: { P: { Type: 'Pass', Parameters, End: true } } }, ['a'.repeat(100_000)]);
    expect(ran.execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('Deep data', () => {
  it.each([
    [
      'a text that is read',
      { Type: 'Pass', Parameters: { 'a.$': 'States.StringToJson($)' }, End: true },
      JSON.stringify(deep(15_000)),
    ],
    ['an input', { Type: 'Pass', Parameters: { 'a.$': 'States.ArrayUnique($)', 'b.$': '$' }, End: true }, deep(30_000)],
    [
      'a text parsed',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $parse($states.input) %}', End: true },
      JSON.stringify(deep(15_000)),
    ],
    [
      'a value made',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $reduce([1..30000], function($a) { [$a] }) %}', End: true },
      '1',
    ],
  ])('ends an execution with a cause: %s', (_, state, input) => {
    const ran = runMachine({ StartAt: 'P', States: { P: state } }, input);
    expect(ran.execution.status).toBe('FAILED');
    expect(ran.execution.error).toMatch(/^States\.(Runtime|QueryEvaluationError)$/);
    expect(ran.execution.cause).toBeTruthy();
  });

  it('ends an execution that nests deeper with every state', () => {
    const states = { P: { Type: 'Pass', Parameters: { 'a.$': '$' }, Next: 'P' } };
    const ran = runMachine({ StartAt: 'P', States: states }, deep(6000));
    expect(ran.execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});
