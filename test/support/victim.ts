import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Served, serveBuilt } from './served.ts';

/** What a client went through that asked for something simple every 25 ms. */
export interface Waits {
  readonly requests: number;
  readonly p99Millis: number;
  readonly longestMillis: number;
  /** Why requests failed, one sentence for each that did. */
  readonly failures: readonly string[];
}

/** What an attack on a served process did to its other users. */
export interface Harm {
  /** The victim: a client of the attacked process. */
  readonly victim: Waits;
  /** The same client, asking a process beside it that nobody attacks at the same moments: what this machine does to everybody. */
  readonly bystander: Waits;
  /** The most memory that the attacked process has held, resident; undefined where the system does not tell. */
  readonly peakBytes: number | undefined;
  /** Whether the process was there when the attack was over. */
  readonly lives: boolean;
  /** How long it took to end after SIGTERM; Infinity where it had to be killed. */
  readonly endedMillis: number;
  /** What the process has said, for who looks for the reason. */
  readonly said: string;
}

/** How an attack is watched. */
export interface AttackOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What happens before anybody is watched: packages that are loaded once keep others waiting for as long as they load. */
  readonly warmUp?: (served: Served) => Promise<unknown>;
  /** How long others are watched at least, the attack's own time included; long enough for a hundred requests unless told. */
  readonly watchedMillis?: number;
}

/** A hundred requests: of fewer, one in a hundred is none. */
const WATCHED_MILLIS = 2700;

/** How long a process may take to end before it is killed. */
const MAX_END_MILLIS = 10_000;

/**
 * Starts a built `fake-sfn serve` of its own, lets the attack loose on it, and watches what its other users see of it until the attack
 * has resolved. Everything that it starts has ended when it resolves.
 */
export async function attackServed(
  attack: (served: Served) => Promise<unknown>,
  { env = {}, warmUp, watchedMillis = WATCHED_MILLIS }: AttackOptions = {},
): Promise<Harm> {
  const [attacked, bystander] = await Promise.all([serveBuilt(env), serveBuilt()]);
  let said = '';
  for (const stream of [attacked.child.stdout, attacked.child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
    });
  }
  try {
    await warmUp?.(attacked);
    const victim = await startVictim([attacked.url, bystander.url]);
    try {
      await Promise.all([attack(attacked), setTimeout(watchedMillis)]);
    } finally {
      victim.stopAsking();
    }
    const [victimWaits, bystanderWaits] = await victim.report;
    if (victimWaits === undefined || bystanderWaits === undefined) throw new Error('the victim has told nothing');
    const lives = attacked.child.exitCode === null && attacked.child.signalCode === null;
    const peakBytes = lives ? peakBytesOf(attacked.child.pid) : undefined;
    return { victim: victimWaits, bystander: bystanderWaits, peakBytes, lives, endedMillis: await end(attacked), said };
  } finally {
    await Promise.all([end(attacked), end(bystander)]);
  }
}

/** The p99 of a bystander on a quiet machine: where it waits longer, everybody may, in proportion. */
const QUIET_P99_MILLIS = 8;

/** From this noise on one request in a hundred tells of the machine, and only the longest wait of the attack. */
const MAX_NOISE = 4;

/** Whether others run beside: the victim's server and its thread, which want a core each, have to share one with them, and the bystander has not. */
const isBusy = (): boolean => (loadavg()[0] ?? 0) > availableParallelism() / 2;

/** What an attack may do to others: nothing they would notice. */
export function expectHarmless({ victim, bystander, peakBytes, lives, endedMillis, said }: Harm): void {
  expect(lives, `the process has ended: ${said}`).toBe(true);
  expect(victim.failures).toEqual([]);
  const noise = Math.max(1, bystander.p99Millis / QUIET_P99_MILLIS);
  if (noise <= MAX_NOISE) expect(victim.p99Millis, 'p99 of a victim').toBeLessThan((isBusy() ? 250 : 100) * noise);
  expect(victim.longestMillis, 'longest wait of a victim').toBeLessThan(500 * noise);
  expect(peakBytes ?? 0, 'memory').toBeLessThan(2 ** 30);
  expect(endedMillis, 'the end after SIGTERM').toBeLessThan(5000);
}

/** A client in a process of its own: whatever the test does, it keeps its time. */
async function startVictim(urls: readonly string[]) {
  const script = fileURLToPath(new URL('victim-client.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, ...urls], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  await once(lines, 'line');
  const report = once(lines, 'line').then(([line]) => readReport(String(line)));
  return { stopAsking: () => child.stdin.end(), report };
}

function readReport(line: string): Waits[] {
  const report: unknown = JSON.parse(line);
  if (!Array.isArray(report)) throw new Error(`no report of a victim: ${line}`);
  return report.map(({ waits, failures }: { waits: number[]; failures: string[] }) => {
    const sorted = waits.toSorted((a, b) => a - b);
    return {
      requests: sorted.length,
      p99Millis: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0,
      longestMillis: sorted.at(-1) ?? 0,
      failures,
    };
  });
}

/** The kernel keeps the highest value itself, so that nobody has to look again and again. */
function peakBytesOf(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

async function end({ child, stop }: Served): Promise<number> {
  const asked = performance.now();
  const killing = new AbortController();
  let killed = false;
  void setTimeout(MAX_END_MILLIS, undefined, { signal: killing.signal }).then(
    () => {
      killed = true;
      child.kill('SIGKILL');
    },
    () => {},
  );
  await stop();
  killing.abort();
  return killed ? Number.POSITIVE_INFINITY : performance.now() - asked;
}
