import { expect, it } from 'vitest';
import { createMachines } from '#runtime/machines.ts';
import { createMemoryStorage } from '#storage/memory.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';
const definition = (comment: string) => JSON.stringify({ Comment: comment, StartAt: 'A', States: { A: { Type: 'Succeed' } } });

it('a definition is compiled once', () => {
  const { compile } = createMachines(createMemoryStorage());
  expect(compile(ARN, 'one', definition(''))).toBe(compile(ARN, 'one', definition('')));
});

it('of large definitions fewer stay compiled, the last ones', () => {
  const { compile } = createMachines(createMemoryStorage());
  const large = definition('x'.repeat(1_000_000));
  const machines = Array.from({ length: 30 }, (_, number) => compile(ARN, `r${number}`, large));
  expect(compile(ARN, 'r29', large)).toBe(machines[29]);
  expect(compile(ARN, 'r20', large)).toBe(machines[20]);
  expect(compile(ARN, 'r0', large)).not.toBe(machines[0]);
});
