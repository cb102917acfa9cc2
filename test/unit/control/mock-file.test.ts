import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMockFile } from '#control/mock-file.ts';
import { MockConfigError } from '#integrations/mock-config.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const mocks = (machine: string, more: object = {}) =>
  JSON.stringify({ StateMachines: { [machine]: { TestCases: {} } }, MockedResponses: more });

describe('a mock file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mocks-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function aFile(text: string) {
    const path = join(folder, 'mocks.json');
    const clock = createManualClock();
    const logged: { readonly level: string; readonly message: string }[] = [];
    const write = (changed: string) => writeFileSync(path, changed);
    write(text);
    const file = openMockFile(path, clock.now, (entry) => logged.push(entry));
    const machines = () => [...file.current().stateMachines.keys()];
    return { write, machines, logged, later: () => clock.moveTo(clock.now() + 1_000) };
  }

  it('is read again when it has changed, a second after the last look', () => {
    const { write, machines, later } = aFile(mocks('one'));
    write(mocks('second'));
    expect(machines()).toEqual(['one']);
    later();
    expect(machines()).toEqual(['second']);
  });

  it('stays what it was while it cannot be read, and says so', () => {
    const { write, machines, later, logged } = aFile(mocks('one'));
    write('{ "StateMachines"');
    later();
    expect(machines()).toEqual(['one']);
    expect(logged).toMatchObject([{ level: 'ERROR', message: expect.stringContaining('mocks stay as they were') }]);
    write(mocks('third'));
    later();
    expect(machines()).toEqual(['third']);
  });

  it('is told what is wrong in it, but works', () => {
    const { machines, logged } = aFile(mocks('one', { Empty: {} }));
    expect(machines()).toEqual(['one']);
    expect(logged).toMatchObject([{ level: 'WARN', message: expect.stringContaining('MockedResponses.Empty') }]);
  });

  it('has to be there and to be JSON at first', () => {
    expect(() => aFile('nope')).toThrow(MockConfigError);
    expect(() => openMockFile(join(folder, 'none.json'), Date.now, () => {})).toThrow(MockConfigError);
  });
});
