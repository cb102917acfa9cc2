import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Clock, createJumpMemory, createSystemClock } from '#clock';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const START = Date.parse('2026-01-02T03:04:05.000Z');

/** The machine's time goes with the steady time, and `set` sets it; timers count the steady time. */
let offset: number;
let clock: Clock;
const wall = () => START + Math.floor(performance.now()) + offset;
const set = (byMillis: number) => {
  offset += byMillis;
};
const pass = (millis: number) => void vi.advanceTimersByTime(millis);

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  offset = 0;
  clock = createSystemClock({ wall, steady: () => performance.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Asks for a call in so many milliseconds, and says whether it has been made. */
function callIn(millis: number): () => boolean {
  let isMade = false;
  clock.callAt(clock.now() + millis, () => {
    isMade = true;
  });
  return () => isMade;
}

it('does not call back before the time, though Node.js may be early by the system’s clock', () => {
  const isMade = callIn(10);
  set(-1);
  pass(10);
  expect(isMade()).toBe(false);
  pass(1);
  expect(isMade()).toBe(true);
});

it('waits for a time that no single timer of Node.js reaches', () => {
  const isMade = callIn(30 * 24 * HOUR);
  pass(HOUR);
  expect(isMade()).toBe(false);
  set(30 * 24 * HOUR);
  pass(2 * SECOND + 1);
  expect(isMade()).toBe(true);
});

it('does not call back when it is called off', () => {
  let isMade = false;
  const callOff = clock.callAt(clock.now() + SECOND, () => {
    isMade = true;
  });
  callOff();
  pass(3 * SECOND);
  expect([isMade, vi.getTimerCount()]).toEqual([false, 0]);
});

it('calls back within seconds when the machine has slept through the time', () => {
  const isMade = callIn(HOUR);
  set(2 * HOUR);
  pass(2 * SECOND + 1);
  expect(isMade()).toBe(true);
});

it('takes as long as it is told to though the machine’s time is set back', () => {
  pass(SECOND);
  const isMade = callIn(3 * SECOND);
  set(-HOUR);
  pass(3 * SECOND - 100);
  expect(isMade()).toBe(false);
  pass(200);
  expect(isMade()).toBe(true);
});

it('takes as long as it is told to though the machine’s time is set back and forth again', () => {
  set(-HOUR);
  clock.now();
  const isMade = callIn(3 * SECOND);
  pass(SECOND);
  set(HOUR);
  pass(2 * SECOND + 100);
  expect(isMade()).toBe(true);
});

it('goes on when the machine’s time is set back, and never falls', () => {
  const times = [clock.now()];
  for (const jump of [-HOUR, 0, -20, 0, 2 * HOUR, -500, 0, -HOUR]) {
    set(jump);
    pass(SECOND);
    times.push(clock.now());
  }
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times[2]).toBe(START + 2 * SECOND);
  expect(clock.now()).toBeGreaterThan(wall());
});

it('stands still for a moment when the machine’s time is corrected by a moment, and is right again', () => {
  const before = clock.now();
  set(-200);
  pass(100);
  expect(clock.now()).toBe(before);
  pass(200);
  expect(clock.now()).toBe(wall());
});

it('remembers jumps ahead for a while, and takes neither corrections nor what the clock is set back by for one', () => {
  const jumped = createJumpMemory(clock, () => performance.now(), 10 * SECOND);
  set(900);
  pass(SECOND);
  expect(jumped()).toBe(0);
  set(HOUR);
  expect(jumped()).toBe(HOUR);
  pass(9 * SECOND);
  set(-HOUR);
  expect(jumped()).toBe(HOUR);
  set(2 * HOUR);
  expect(jumped()).toBe(2 * HOUR);
  pass(SECOND);
  expect(jumped()).toBe(HOUR);
  pass(9 * SECOND);
  expect(jumped()).toBe(0);
});
