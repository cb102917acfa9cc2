import { afterEach, expect, it, vi } from 'vitest';
import { systemClock } from '#clock';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('does not call back before the time, though Node.js may be early by the system’s clock', () => {
  let now = 1_000;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  const calls: number[] = [];
  systemClock.callAt(1_010, () => calls.push(now));
  now = 1_009;
  vi.advanceTimersByTime(10);
  expect(calls).toEqual([]);
  now = 1_010;
  vi.advanceTimersByTime(1);
  expect(calls).toEqual([1_010]);
});

it('calls back at a time that no single timer of Node.js reaches', () => {
  const start = 1_000;
  const [day, days] = [86_400_000, 60];
  vi.useFakeTimers({ now: start });
  const calls: number[] = [];
  systemClock.callAt(start + days * day, () => calls.push(Date.now()));
  vi.advanceTimersByTime(days * day - 1);
  expect(calls).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(calls).toEqual([start + days * day]);
});
