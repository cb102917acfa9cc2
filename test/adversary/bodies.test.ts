import { expect, it } from 'vitest';
import { attackServed, expectHarmless } from '#test/support/victim.ts';

const HEADERS = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };

it.each([
  ['brackets', `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
  ['members', `{${Array.from({ length: 150_000 }, (_, index) => `"k${index}":1`).join(',')}}`],
  ['empty objects', `{"a":[${'{},'.repeat(650_000)}{}]}`],
  ['escapes', JSON.stringify({ a: '"'.repeat(1_000_000) })],
])('bodies of two megabytes of %s keep nobody waiting', async (_, body) => {
  const statuses = new Set<number>();
  const harm = await attackServed(async ({ url }) => {
    for (let count = 0; count < 10; count++) statuses.add((await fetch(url, { method: 'POST', headers: HEADERS, body })).status);
  });
  expect([...statuses].every((status) => status < 500)).toBe(true);
  expectHarmless(harm);
});
