import { afterAll, describe, expect, it } from 'vitest';
import { readVisits, type StateVisit, visitsOf } from '#control/picture/visits.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { JsonObject } from '#json/json.ts';
import { createFakeSfn, fails, pending, type Run, returns } from '#library/index.ts';

const fake = createFakeSfn({ now: new Date('2026-01-01T00:00:00Z') });
afterAll(() => fake[Symbol.asyncDispose]());

const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  ...more,
});

async function historyOf(
  definition: JsonObject,
  input: object = {},
  until: (run: Run) => Promise<unknown> = (run) => run.settled(),
): Promise<readonly HistoryEvent[]> {
  const run = await (await fake.deploy(definition)).start(input);
  await until(run);
  return run.history().map((event) => ({ ...event, timestamp: event.timestamp.getTime() }));
}

const shown = ({ state, within, iteration, round, isCutOff, exitedAt }: StateVisit) =>
  [
    `${within ? `${within.state}/` : ''}${state}`,
    iteration,
    round,
    isCutOff ? 'cut off' : exitedAt === undefined ? 'inside' : 'left',
  ].join(' ');

const CHOICE = {
  StartAt: 'Two?',
  States: {
    'Two?': { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'No' }], Default: 'Yes' },
    No: { Type: 'Fail', Error: 'Two' },
    Yes: { Type: 'Pass', End: true },
  },
};

describe('the visits of a history', () => {
  it('tell a Parallel state that fails by a branch, and what it cuts off, from the state that failed', async () => {
    const history = await historyOf({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Fine', States: { Fine: { Type: 'Pass', Next: 'Bad' }, Bad: { Type: 'Fail', Error: 'E' } } },
            { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 100, End: true } } },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Then' }],
          End: true,
        },
        Then: { Type: 'Pass', End: true },
      },
    });
    const visits = visitsOf(history);
    expect(visits.map(shown)).toEqual([
      'Both  0 left',
      'Both/Fine  1 left',
      'Both/Long  1 cut off',
      'Both/Bad  1 cut off',
      'Then  0 left',
    ]);
    expect(visits[4]?.previous).toBe(visits[0]);
    expect(visits[4]?.within).toBeUndefined();
  });

  it('know the iteration and the try of the Map state around them', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
    const history = await historyOf(
      { StartAt: 'Each', States: { Each: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: CHOICE, Retry, End: true } } },
      { list: [1, 2] },
    );
    const visits = visitsOf(history);
    expect(visits.map(shown)).toEqual([
      'Each  0 inside',
      'Each/Two? 0 1 left',
      'Each/Two? 1 1 left',
      'Each/Yes 0 1 left',
      'Each/No 1 1 cut off',
      'Each/Two? 0 2 left',
      'Each/Two? 1 2 left',
      'Each/Yes 0 2 left',
      'Each/No 1 2 cut off',
    ]);
    expect(visits[0]).toMatchObject({ length: 2, retries: 1 });
    expect(visits[3]?.previous).toBe(visits[1]);
  });

  it('have their calls, with what each was given and gave', async () => {
    fake.on({ state: 'Call' }, fails('Busy', 'later'), returns({ Payload: 1 }));
    const history = await historyOf({
      StartAt: 'Call',
      States: { Call: task({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3 }], End: true }) },
    });
    const [visit] = visitsOf(history);
    expect(visit?.attempts).toMatchObject([
      { resource: 'lambda:invoke', arguments: '{"FunctionName":"f"}', error: 'Busy', cause: 'later', result: undefined },
      { result: '{"Payload":1}', error: undefined },
    ]);
    expect((visit?.attempts[1]?.scheduledAt ?? 0) - (visit?.attempts[0]?.endedAt ?? 0)).toBe(3_000);
  });

  it('have an expression that failed with the state that it is of', async () => {
    const history = await historyOf({
      QueryLanguage: 'JSONata',
      StartAt: 'First',
      States: {
        First: { Type: 'Pass', Assign: { a: 1 }, Next: 'Bad' },
        Bad: { Type: 'Pass', Output: "{% 1 * 'x' %}", End: true },
      },
    });
    const { visits, visitOf } = readVisits(history);
    expect(visits[1]?.failures).toMatchObject([{ error: 'States.QueryEvaluationError', location: 'Output' }]);
    expect(visits[0]).toMatchObject({ failures: [], assigned: { a: '1' } });
    const failed = history.find(({ type }) => type === 'EvaluationFailed');
    expect(visitOf.get(failed?.id ?? 0)).toBe(visits[1]);
  });

  it('go on where an execution waits', async () => {
    fake.on({ state: 'Ask' }, pending());
    const history = await historyOf({ StartAt: 'Ask', States: { Ask: task({ End: true }) } }, {}, (run) => run.token('Ask'));
    expect(visitsOf(history)).toMatchObject([
      { state: 'Ask', exitedAt: undefined, isCutOff: false, attempts: [{ endedAt: undefined }] },
    ]);
  });
});
