import { expect, it } from 'vitest';
import { isLongDefinition } from '#asl/long-definition.ts';

const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });
const states = (count: number, state: (index: number) => object) =>
  JSON.stringify({
    StartAt: 'S0',
    States: Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, state(index)])),
  });

it.each([
  ['a few states', false, states(5, () => pass({ QueryLanguage: 'JSONata', Output: '{% $states.input %}' }))],
  ['what people write', false, states(60, () => pass({ Parameters: { 'a.$': '$.a', 'b.$': '$.b' }, Comment: 'x'.repeat(200) }))],
  ['very much text', true, states(1, () => pass({ Comment: 'x'.repeat(40_000) }))],
  ['many short expressions', true, states(300, () => pass({ QueryLanguage: 'JSONata', Output: '{% 1 %}' }))],
  ['many paths', true, states(1_000, () => ({ 'a.$': '$' }))],
])('a definition with %s is long: %j', (_, isLong, text) => {
  expect(isLongDefinition(text)).toBe(isLong);
});
