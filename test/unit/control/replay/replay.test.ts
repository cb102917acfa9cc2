import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBundle } from '#control/bundles/read-bundle.ts';
import { ControlError } from '#control/control-error.ts';
import { objectFolder } from '#control/replay/object-folder.ts';
import { replay } from '#control/replay/replay.ts';
import { replayText } from '#control/replay/replay-text.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { JsonObject } from '#json/json.ts';
import { type Answer, anExecutionOf, type RunOptions, runMachine, START_TIME } from '#test/support/run-machine.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

/** What the AWS CLI saves of an execution that ran with these answers. */
function recorded(definition: JsonObject, input: unknown, options: RunOptions): Saved {
  const { execution, history } = runMachine(definition, input, options);
  return bundleOf(definition, execution.arn, execution.status, history);
}

/** A bundle as a file has it. */
interface Saved extends JsonObject {
  readonly definition: string;
  readonly execution: JsonObject;
  readonly history: { readonly events: readonly JsonObject[] };
}

function bundleOf(definition: JsonObject, executionArn: string, status: string, history: readonly HistoryEvent[]): Saved {
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:machine';
  const iso = (time: number) => new Date(time).toISOString().replace('Z', '000+00:00');
  const events: JsonObject[] = JSON.parse(
    JSON.stringify(history.map((event) => ({ ...event, timestamp: iso(event.timestamp) }))),
  );
  const stopDate = events.at(-1)?.['timestamp'] ?? 0;
  return {
    definition: JSON.stringify(definition),
    execution: { executionArn, stateMachineArn, status, startDate: START_TIME / 1_000, stopDate },
    history: { events },
  };
}

const task = (next: JsonObject = { End: true }, more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: LAMBDA,
  ...next,
  ...more,
});

const answerByInput: Answer = ({ parameters }) => ({
  output: { was: JSON.parse(parameters) },
  after: 10 - Number(JSON.parse(parameters)),
});

/** What runs in each kind of way that has answers of its own. */
const MACHINES: Readonly<Record<string, { definition: JsonObject; input?: unknown; options: RunOptions }>> = {
  'retries and a Catch': {
    definition: {
      StartAt: 'Call',
      States: {
        Call: task(
          { Next: 'Done' },
          {
            Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
          },
        ),
        Done: { Type: 'Succeed' },
      },
    },
    options: { answer: () => ({ error: 'Busy', cause: 'come again' }) },
  },
  'a concurrent Map whose iterations end in another order': {
    definition: {
      StartAt: 'Each',
      States: { Each: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'Call', States: { Call: task() } } } },
    },
    input: [1, 2, 3],
    options: { answer: answerByInput },
  },
  'a Parallel of which one branch fails': {
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Slow', States: { Slow: task() } },
            { StartAt: 'Fast', States: { Fast: task() } },
          ],
          Catch: [{ ErrorEquals: ['Down'], Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Pass', End: true },
      },
    },
    options: { answer: ({ state }) => (state === 'Slow' ? { output: 1, after: 100 } : { error: 'Down', after: 5 }) },
  },
  'a token that comes with heartbeats': {
    definition: {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          HeartbeatSeconds: 60,
          Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
          End: true,
        },
      },
    },
    options: {
      answer: () => [
        { submitted: { MessageId: 'm' } },
        { heartbeat: true, after: 50 },
        { heartbeat: true, after: 100 },
        { output: 'ok', after: 150 },
      ],
    },
  },
  'a token that nobody brings': {
    definition: {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          TimeoutSeconds: 600,
          Parameters: {},
          End: true,
        },
      },
    },
    options: { answer: () => ({ submitted: {} }) },
  },
  'an activity': {
    definition: {
      StartAt: 'Work',
      States: {
        Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:a', HeartbeatSeconds: 5, End: true },
      },
    },
    options: {
      answer: () => [
        { worker: 'w', after: 100 },
        { output: { done: true }, after: 103 },
      ],
    },
  },
  'a job': {
    definition: {
      StartAt: 'Job',
      States: { Job: { Type: 'Task', Resource: 'arn:aws:states:::batch:submitJob.sync', Parameters: {}, End: true } },
    },
    options: { answer: () => [{ submitted: { JobId: 'j' } }, { output: { Status: 'SUCCEEDED' }, after: 3600 }] },
  },
  'an execution that was stopped': {
    definition: { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3600, End: true } } },
    options: { happenings: [{ after: 60, event: { kind: 'aborted', error: 'Enough' } }] },
  },
};

describe('replay', () => {
  it.each(Object.entries(MACHINES))('replays %s', async (_, { definition, input, options }) => {
    const replayed = await replay(readBundle(recorded(definition, input ?? {}, options)));

    expect(replayed.at).toBeUndefined();
    expect(replayed.same).toBe(true);
  });

  it('shows where another definition parts, with both values', async () => {
    const before: JsonObject = {
      StartAt: 'Call',
      States: { Call: task({ Next: 'Shape' }), Shape: { Type: 'Pass', Parameters: { 'price.$': '$.price' }, End: true } },
    };
    const after = structuredClone(before) as { States: { Shape: { Parameters: object } } };
    after.States.Shape.Parameters = { 'price.$': 'States.Format("{}", $.price)'.replaceAll('"', "'") };
    const bundle = readBundle(recorded(before, {}, { answer: () => ({ output: { price: 4 } }) }));

    const replayed = await replay(bundle, { definition: JSON.stringify(after) });

    expect(replayed.at).toMatchObject({
      kind: 'value',
      state: 'Shape',
      eventId: 8,
      differences: [{ path: 'output.price', aws: 4, fake: '4' }],
    });
    expect(replayText(replayed)).toBe(
      [
        '✗ run  parts at event 8, state Shape',
        '  recorded  PassStateExited Shape',
        '  here      PassStateExited Shape',
        '    output.price',
        '      - 4',
        '      + "4"',
        '',
      ].join('\n'),
    );
    expect((await replay(bundle, { definition: JSON.stringify(after), compares: 'events' })).same).toBe(true);
  });

  it('shows a state that another definition goes to instead', async () => {
    const machine = (target: string): JsonObject => ({
      StartAt: 'Call',
      States: { Call: task({ Next: target }), One: { Type: 'Succeed' }, Two: { Type: 'Succeed' } },
    });
    const bundle = readBundle(recorded(machine('One'), {}, { answer: () => ({ output: 1 }) }));

    const { at } = await replay(bundle, { definition: JSON.stringify(machine('Two')) });

    expect(at).toMatchObject({
      kind: 'event',
      aws: { type: 'SucceedStateEntered', name: 'One' },
      fake: { type: 'SucceedStateEntered', name: 'Two' },
    });
  });

  it('refuses a history that is cut', async () => {
    const bundle = recorded({ StartAt: 'Call', States: { Call: task() } }, {}, { answer: () => ({ output: 1 }) });
    const { events } = bundle.history;

    const cut = replay(readBundle({ ...bundle, history: { events: events.slice(0, 4) } }));

    await expect(cut).rejects.toThrow('The history ends with event 4, LambdaFunctionStarted');
    expect(() => readBundle({ ...bundle, history: { events: events.toSpliced(2, 1) } })).toThrow(ControlError);
  });

  it('refuses a history of another machine', async () => {
    const bundle = recorded({ StartAt: 'Call', States: { Call: task() } }, {}, { answer: () => ({ output: 1 }) });
    const other = JSON.stringify({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, End: true } } });

    await expect(replay(readBundle({ ...bundle, definition: other }))).rejects.toThrow(
      "The history is of another machine: event 2 is TaskStateEntered of 'Call', and the definition has no state of that name.",
    );
  });
});

describe('replay of a Distributed Map', () => {
  const folder = mkdtemp(join(tmpdir(), 'objects-'));
  afterAll(async () => rm(await folder, { recursive: true }));

  const reading = (states: JsonObject): JsonObject => ({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        End: true,
        MaxConcurrency: 1,
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSON' },
          Parameters: { Bucket: 'b', Key: 'in/items.json' },
        },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Call', States: states },
      },
    },
  });

  /** Written by hand: what AWS tells of a Map Run of two children. */
  const history = (output: string): HistoryEvent[] =>
    [
      { type: 'ExecutionStarted', executionStartedEventDetails: { input: '{}' } },
      { type: 'MapStateEntered', stateEnteredEventDetails: { name: 'Each', input: '{}' } },
      { type: 'MapStateStarted', mapStateStartedEventDetails: { length: 0 } },
      { type: 'MapRunStarted', mapRunStartedEventDetails: { mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:m/l:r' } },
      { type: 'MapRunSucceeded' },
      { type: 'MapStateSucceeded' },
      { type: 'MapStateExited', stateExitedEventDetails: { name: 'Each', output } },
      { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output } },
    ].map((event, at) => ({ id: at + 1, previousEventId: at, timestamp: START_TIME + at, ...event }) as HistoryEvent);

  it('reads the objects from a folder, and takes the answers from the histories of its children', async () => {
    await mkdir(join(await folder, 'b', 'in'), { recursive: true });
    await writeFile(join(await folder, 'b', 'in', 'items.json'), '[1, 2]');
    const definition = reading({ Call: task() });
    const processor: JsonObject = { StartAt: 'Call', States: { Call: task() } };
    const child = (input: number) => {
      const bundle = recorded(processor, input, { answer: () => ({ output: input * 10 }) });
      const executionArn = `arn:aws:states:us-east-1:123456789012:execution:machine/l:child-${input}`;
      return { ...bundle, execution: { ...bundle.execution, executionArn, input: String(input) } };
    };
    const root = bundleOf(definition, anExecutionOf(definition, '{}').arn, 'SUCCEEDED', history('[10,20]'));
    const bundle = readBundle({ ...root, children: [child(2), child(1)] });
    const objects = objectFolder(await folder);

    const replayed = await replay(bundle, { objects });

    expect(replayed.at).toBeUndefined();
    expect(replayed.execution.output).toBe('[10,20]');
    await expect(replay(bundle)).rejects.toThrow('A Distributed Map reads s3://b/in/items.json');
    await expect(replay(readBundle(root), { objects })).rejects.toThrow(
      "The bundle does not tell what became of the call of the state 'Call' in a child execution (input 1).",
    );
  });
});
