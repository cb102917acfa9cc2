import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { untilSignal } from '../../../src/cli/until-signal.ts';

/** A process to send signals to, the exit codes it left with, and its clock in milliseconds. */
const aProcess = () => {
  const source = new EventEmitter();
  const left: number[] = [];
  const clock = { now: 0 };
  const signalled = untilSignal(
    source,
    (code) => left.push(code),
    () => clock.now,
  );
  return { source, left, clock, signalled };
};

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM'])('%s asks for a clean end', async (name) => {
    const { source, left, signalled } = aProcess();
    source.emit(name);
    await signalled;
    expect(left).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s as the second one ends the process at once', (name, code) => {
    const { source, left, clock } = aProcess();
    source.emit('SIGINT');
    clock.now = 500;
    source.emit(name);
    expect(left).toEqual([code]);
  });

  it('that comes twice for one key press counts once', () => {
    const { source, left, clock } = aProcess();
    source.emit('SIGINT');
    clock.now = 20;
    source.emit('SIGINT');
    expect(left).toEqual([]);
  });
});
