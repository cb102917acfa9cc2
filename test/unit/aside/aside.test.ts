import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SfnError } from '#api/errors.ts';
import { type Aside, type AsideParts, createAside, GivenUp } from '#aside/aside.ts';
import type { Jobs } from '#aside/jobs.ts';
import { withPatience } from '#asl/budget.ts';
import { compileMachine } from '#asl/compile-machine.ts';
import { step } from '#interpreter/step.ts';
import { anExecutionOf } from '#test/support/run-machine.ts';

const file = pathToFileURL(fileURLToPath(new URL('../../../dist/worker.mjs', import.meta.url)));
const logged: object[] = [];
let aside: Aside;

const open = (more: Partial<AsideParts> = {}): Aside => {
  aside = createAside({ file, log: (entry) => void logged.push(entry), ...more });
  return aside;
};

afterEach(async () => {
  await aside.close();
  logged.length = 0;
});

/** A step into a state that evaluates this expression. */
function aStep(expression: string): Parameters<Jobs['step']>[0] {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
  };
  return {
    definition: JSON.stringify(definition),
    execution: anExecutionOf(definition, '{"a":[1,2.5,12345678901234567890]}'),
    event: { kind: 'started' },
    moment: { now: 1_770_000_000_000, seed: 'seed', leaseMillis: 1_000 },
    isMarked: true,
    patience: 'patient',
  };
}

const EVERYTHING =
  '{"of": $states.input.a, "by": $uuid(), "at": $random(), "much": $count($map([1..50000], function($v) { $v + 1 }))}';
const KEEPS = '($f := function($a, $i) { $f([$a, [$i..$i + 1000]], $i + 1) }; $f([], 0))';
const ENDLESS = '($f := function($i) { $f($i + 1) }; $f(0))';
const TOO_MUCH = { definition: JSON.stringify({ Type: 'Pas' }), roleArn: 'arn:aws:iam::123456789012:role/r' };

describe('the thread', () => {
  it('makes a step as it is made here', async () => {
    const asked = aStep(EVERYTHING);
    const { definition, execution, event, moment } = asked;
    const here = step(compileMachine(JSON.parse(definition)), execution, event, moment, []);
    expect(here.execution.status).toBe('SUCCEEDED');
    expect(await open().run('step', asked)).toEqual(here);
  });

  it('gives work up that takes too much memory, and goes on with the next', async () => {
    const { run } = open({ maxMegabytes: 24 });
    const [kept, next] = await Promise.allSettled([run('step', aStep(KEEPS)), run('step', aStep('1'))]);
    expect(kept).toMatchObject({ status: 'rejected', reason: expect.any(GivenUp) });
    expect(next).toMatchObject({ status: 'fulfilled', value: { execution: { status: 'SUCCEEDED', output: '1' } } });
    expect(logged).toHaveLength(1);
  });

  it('gives work up that takes too long', async () => {
    const { run } = open({ tickMillis: 3 });
    await expect(run('step', aStep(ENDLESS))).rejects.toBeInstanceOf(GivenUp);
  });

  it('without patience ends soon what it would give up', async () => {
    const { run } = open({ maxMegabytes: 24 });
    const { execution } = await run('step', { ...aStep(KEEPS), patience: 'none' });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(withPatience('none', () => 1)).toBe(1);
  });

  it('takes short work first', async () => {
    const { run } = open();
    const ended: string[] = [];
    const note = (name: string) => () => void ended.push(name);
    await Promise.all([
      run('step', aStep('1')).then(note('first')),
      run('step', aStep('2')).then(note('second')),
      run('diagnose', { definition: '{}', type: 'STANDARD' }).then(note('short')),
      run('references', '{}').then(note('short too')),
    ]);
    expect(ended).toEqual(['first', 'short', 'short too', 'second']);
  });

  it('throws what the job has thrown', async () => {
    const { run } = open();
    const asked = { caller: { account: '123456789012', region: 'us-east-1', partition: 'aws' }, now: 0, remainingMillis: 1_000 };
    const tested = run('testState', { request: TOO_MUCH, ...asked, uuids: [], patience: 'patient' });
    await expect(tested).rejects.toSatisfy((error) => error instanceof SfnError && error.code === 'InvalidDefinition');
    await expect(run('explore', { body: '{}', millis: 1_000 })).rejects.toMatchObject({ name: 'ControlError', status: 400 });
    await expect(run('references', '{')).rejects.toThrow('JSON');
  });

  it('ends with the process, whatever it does', async () => {
    const { run, close } = open();
    const steps = [run('step', aStep(ENDLESS)), run('step', aStep('1'))].map((made) =>
      expect(made).rejects.toBeInstanceOf(GivenUp),
    );
    await close();
    await Promise.all(steps);
  });
});
