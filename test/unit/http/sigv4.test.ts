import { describe, expect, it } from 'vitest';
import { sha256, signatureOf } from '#http/sigv4.ts';

const EXAMPLE_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const scope = { timestamp: '20150830T123600Z', date: '20150830', region: 'us-east-1', service: 'service' };
const plain = {
  method: 'GET',
  path: '/',
  query: [],
  headers: [
    ['host', 'example.amazonaws.com'],
    ['x-amz-date', '20150830T123600Z'],
  ],
  bodyHash: sha256(''),
} as const;
const signature = (parts: Partial<Parameters<typeof signatureOf>[2]>) =>
  signatureOf(EXAMPLE_SECRET, scope, { ...plain, ...parts });

describe('a signature', () => {
  it("is that of AWS's own test suite", () => {
    expect(signature({})).toBe('5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');
    expect(signature({ method: 'POST' })).toBe('5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b');
    expect(
      signature({
        query: [
          ['Param2', 'value2'],
          ['Param1', 'value1'],
        ],
      }),
    ).toBe('b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500');
  });

  it('takes no notice of the order of the query, of runs of spaces, and of how a path is spelled', () => {
    expect(
      signature({
        query: [
          ['b', '2'],
          ['a', 'y'],
          ['a', 'x'],
        ],
      }),
    ).toBe(
      signature({
        query: [
          ['a', 'x'],
          ['a', 'y'],
          ['b', '2'],
        ],
      }),
    );
    expect(signature({ headers: [['a', '  one   two ']] })).toBe(signature({ headers: [['a', 'one two']] }));
    expect(signature({ path: '/a/./b//../c/' })).toBe(signature({ path: '/a/c/' }));
    expect(signature({ path: '' })).toBe(signature({ path: '/' }));
  });

  it('is another one for whatever else is different', () => {
    const all = [
      signature({}),
      signature({ method: 'PUT' }),
      signature({ path: '/a' }),
      signature({ path: '/a/' }),
      signature({ query: [['a', '']] }),
      signature({ query: [['a', '%20']] }),
      signature({ query: [['a', ' ']] }),
      signature({ headers: [['host', 'example.amazonaws.com']] }),
      signature({ bodyHash: sha256(' ') }),
      signatureOf('another', scope, plain),
      ...Object.keys(scope).map((name) => signatureOf(EXAMPLE_SECRET, { ...scope, [name]: 'x' }, plain)),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
