import { describe, expect, it } from 'vitest';
import { createHttpClient } from '#test/bench/http-client.ts';
import { attackServed, expectHarmless } from '#test/support/victim.ts';

describe('a victim', () => {
  it('sees nothing of a client that does what clients do', async () => {
    const harm = await attackServed(async ({ url }) => {
      const client = createHttpClient(url);
      await client.rate(200, 2, 'ListStateMachines', {});
      client.close();
    });
    expectHarmless(harm);
    expect(harm.victim.requests).toBeGreaterThan(20);
  });

  it('notices a process that does not answer for a while', async () => {
    const harm = await attackServed(async ({ child }) => {
      child.kill('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, 900));
      child.kill('SIGCONT');
    });
    expect(harm.lives).toBe(true);
    expect(harm.victim.longestMillis).toBeGreaterThan(700);
    expect(() => expectHarmless({ ...harm, bystander: { ...harm.bystander, p99Millis: 0, longestMillis: 0 } })).toThrow();
  });

  it('notices a process that ends', async () => {
    const harm = await attackServed(async ({ child }) => child.kill('SIGKILL'));
    expect(harm.lives).toBe(false);
    expect(() => expectHarmless(harm)).toThrow();
  });
});
