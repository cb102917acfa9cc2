import { describe, expect, test } from 'vitest';
import { labelErrorMessage, pythonRepr } from '#asl/validate/label-error.ts';

const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const labelled = (Label: string): string =>
  JSON.stringify({ StartAt: 'M', States: { M: { Type: 'Map', Label, ItemProcessor: pass, End: true } } });

describe('the message for a wrong label', () => {
  test.each([
    ['', "['Label cannot be empty']"],
    ['x'.repeat(41), "['Label cannot exceed 40 characters']"],
    ['two words', `["Label contains invalid character: ' '"]`],
    ['a;b:c', `["Label contains invalid character: ';'"]`],
    ['say "no"', `["Label contains invalid character: ' '"]`],
    ['"', `['Label contains invalid character: \\'"\\'']`],
    ['back\\slash', `["Label contains invalid character: '\\\\\\\\'"]`],
    ['line\n', `["Label contains invalid character: '\\\\n'"]`],
    ['\u0012', `["Label contains invalid character: '\\\\x12'"]`],
  ])('of %j is Python’s', (label, args) => {
    expect(labelErrorMessage(labelled(label))).toBe(`Error=ValueError Args=${args} in definition '${labelled(label)}'.`);
  });

  test('is about the first wrong label, at any depth', () => {
    const inner = { StartAt: 'I', States: { I: { Type: 'Map', Label: 'a b', ItemProcessor: pass, End: true } } };
    const definition = { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [pass, inner], End: true } } };
    expect(labelErrorMessage(JSON.stringify(definition))).toContain("invalid character: ' '");
  });

  test('is none where every label is right', () => {
    expect(labelErrorMessage(labelled('each_item-1.2'))).toBeUndefined();
  });
});

describe('pythonRepr', () => {
  test.each([
    ['plain', "'plain'"],
    ["it's", `"it's"`],
    [`it's "it"`, `'it\\'s "it"'`],
    ['tab\tnew\nreturn\r', "'tab\\tnew\\nreturn\\r'"],
    ['back\\slash', "'back\\\\slash'"],
    ['\u0000\u007f\u0085\u00a0\u00ad', "'\\x00\\x7f\\x85\\xa0\\xad'"],
    ['é日本', "'é日本'"],
    ['\u200b\u2028\ufeff', "'\\u200b\\u2028\\ufeff'"],
    ['😀\u{e0001}', "'😀\\U000e0001'"],
  ])('of %j', (text, repr) => {
    expect(pythonRepr(text)).toBe(repr);
  });
});
