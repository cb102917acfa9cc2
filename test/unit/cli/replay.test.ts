import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { runCommandLine } from '#test/support/a-terminal.ts';
import { runMachine } from '#test/support/run-machine.ts';

const machine = (output: string): JsonObject => ({
  StartAt: 'Shape',
  States: { Shape: { Type: 'Pass', Result: output, End: true } },
});

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
  const { execution, history } = runMachine(machine('a'), {});
  const events = history.map((event) => ({ ...event, timestamp: event.timestamp / 1_000 }));
  const described = {
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachineArn,
    status: execution.status,
    startDate: execution.startTime / 1_000,
    stopDate: (execution.stopTime ?? 0) / 1_000,
  };
  await writeFile(
    file('bundle.json'),
    JSON.stringify({ definition: JSON.stringify(machine('a')), execution: described, history: { events } }),
  );
  await writeFile(file('changed.asl.json'), JSON.stringify(machine('b')));
  await writeFile(file('broken.json'), '{');
});
afterAll(() => rm(folder, { recursive: true }));

describe('fake-sfn replay', () => {
  it('says that a bundle replays the same', async () => {
    expect(await runCommandLine(['replay', file('bundle.json')])).toEqual({
      code: 0,
      out: '✓ run  the same, 4 events\n',
      err: '',
    });
  });

  it('shows where a changed definition parts, and writes JSON and JUnit', async () => {
    const changed = ['replay', file('bundle.json'), '--definition', file('changed.asl.json')];
    const { code, out } = await runCommandLine(changed);
    expect([code, out.split('\n')[0]]).toEqual([1, '✗ run  parts at event 3, state Shape']);

    const json = await runCommandLine([...changed, '--json', '--junit', file('report.xml')]);
    expect(JSON.parse(json.out)).toMatchObject([
      { same: false, at: { eventId: 3, differences: [{ path: 'output', aws: 'a', fake: 'b' }] } },
    ]);
    expect(await readFile(file('report.xml'), 'utf8')).toContain('tests="1" failures="1" errors="0"');
    expect((await runCommandLine([...changed, '--events'])).code).toBe(0);
  });

  it('tells what cannot be replayed, and goes on with the others', async () => {
    const { code, out, err } = await runCommandLine(['replay', file('broken.json'), file('bundle.json')]);
    expect([code, out]).toEqual([2, '✓ run  the same, 4 events\n']);
    expect(err).toContain('broken.json: is no JSON');
  });
});

describe('fake-sfn coverage', () => {
  const data = (place: string) =>
    JSON.stringify({ machines: [{ name: 'shapes', definition: JSON.stringify(machine('b')), hits: { Shape: { [place]: 1 } } }] });

  it('adds files up, and holds them against a minimum', async () => {
    await writeFile(file('one.json'), data('entered'));
    await writeFile(file('other.json'), data('Next'));

    expect(await runCommandLine(['coverage', file('one.json'), '--min', '80'])).toEqual({
      code: 1,
      out: 'shapes  1/2  50.0 %\n  never  Shape  End\n',
      err: '50.0 % is less than 80 %.\n',
    });
    expect(await runCommandLine(['coverage', file('one.json'), file('other.json'), '--min', '80'])).toMatchObject({
      code: 0,
      out: 'shapes  2/2  100.0 %\n',
    });
  });

  it('adds up folders, and what ran with other values of what its file leaves open', async () => {
    const filled = (queue: string, place: string) => ({
      name: `shapes-${queue}`,
      definition: JSON.stringify(machine(`to ${queue}, please`)),
      hits: { Shape: { [place]: 1 } },
    });
    await mkdir(file('data'), { recursive: true });
    await writeFile(file('data/one.json'), JSON.stringify({ machines: [filled('a', 'entered')] }));
    await writeFile(file('data/other.json'), JSON.stringify({ machines: [filled('a', 'entered'), filled('b', 'Next')] }));
    await writeFile(file('open.asl.json'), JSON.stringify(machine(`to $\{Queue}, please`)));

    const apart = await runCommandLine(['coverage', file('data')]);
    expect(apart.out).toMatch(/^shapes-a {2}1\/2 [\s\S]*^shapes-b {2}1\/2 [\s\S]*^all {2}50\.0 %\n$/m);
    const together = await runCommandLine(['coverage', file('data'), '--definition', file('open.asl.json')]);
    expect(together.out).toBe('open  2/2  100.0 %\n');
    expect(await runCommandLine(['coverage', tmpdir(), '--format', 'pdf'])).toMatchObject({ code: 2 });
    await mkdir(file('none'), { recursive: true });
    expect(await runCommandLine(['coverage', file('none')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('holds no coverage'),
    });
  });

  it('adds up what replays and explorations have come to', async () => {
    await writeFile(file('shapes.asl.json'), JSON.stringify(machine('a')));
    await runCommandLine(['replay', file('bundle.json'), '--coverage', file('marks')]);
    await runCommandLine(['explore', file('shapes.asl.json'), '--coverage', file('marks')]);

    const { out } = await runCommandLine(['coverage', file('marks'), '--definition', file('shapes.asl.json')]);
    expect(out).toBe('shapes  2/2  100.0 %\n');
  });

  it('writes lcov on the lines of the definition, in JSON and in YAML', async () => {
    await writeFile(file('one.json'), data('entered'));
    await writeFile(file('shapes.yaml'), 'StartAt: Shape\nStates:\n  Shape:\n    Type: Pass\n    Result: b\n    End: true\n');

    const { out } = await runCommandLine(['coverage', file('one.json'), '--format', 'lcov', '--definition', file('shapes.yaml')]);

    expect(out).toContain(`SF:${file('shapes.yaml')}\nBRDA:3,0,0,0\nBRF:1\nBRH:0\nDA:3,1\nDA:6,0\n`);
  });
});

describe('fake-sfn explore', () => {
  const definition = (more: JsonObject): string =>
    JSON.stringify({
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Parameters: { QueueUrl: 'q', MessageBody: 'm' },
          ...more,
          End: true,
        },
      },
    });

  it('prints what it finds, as text, JSON and tests', async () => {
    await writeFile(file('asks.asl.json'), definition({}));

    const { code, out } = await runCommandLine(['explore', file('asks.asl.json')]);
    expect([code, out.split('\n')[0]]).toEqual([1, '✗ token-without-timeout  Ask']);
    expect(JSON.parse((await runCommandLine(['explore', file('asks.asl.json'), '--json'])).out)).toMatchObject({
      findings: [{ kind: 'token-without-timeout' }],
    });
    expect((await runCommandLine(['explore', file('asks.asl.json'), '--tests'])).out).toContain(
      `await fake.deploy(${JSON.stringify(file('asks.asl.json'))})`,
    );
  });

  it('finds nothing in what is right, with inputs and samples', async () => {
    await writeFile(file('asks.asl.json'), definition({ TimeoutSeconds: 60 }));
    await writeFile(file('samples.json'), JSON.stringify({ Ask: [1, 2] }));

    const { code, out } = await runCommandLine([
      ...['explore', file('asks.asl.json'), '-i', '{"a":1}', '-i', '{}', '--samples', file('samples.json')],
    ]);
    expect([code, out]).toEqual([0, 'nothing found, 8 paths\n']);
    const shallow = await runCommandLine(['explore', file('asks.asl.json'), '--max-depth', '0']);
    expect([shallow.code, shallow.err]).toEqual([2, '--max-depth is 0, but must be a whole number from 1.\n']);
  });

  it('says what is wrong with a definition, and with a number', async () => {
    await writeFile(file('wrong.asl.json'), '{"StartAt": "A", "States": {}}');
    expect((await runCommandLine(['explore', file('wrong.asl.json')])).code).toBe(2);
    expect(await runCommandLine(['explore', file('asks.asl.json'), '--max-paths', 'many'])).toMatchObject({
      code: 2,
      err: '--max-paths is many, but must be a whole number from 1.\n',
    });
  });
});
