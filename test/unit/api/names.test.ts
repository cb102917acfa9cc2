import { describe, expect, it } from 'vitest';
import { checkName } from '#api/names.ts';

describe('a name', () => {
  it.each(['a', 'Order-1', 'a.b=c+d@e!f(g)', "it's", 'Überweisung', '注文', '🚀', '-'])('is accepted: %s', (name) => {
    expect(() => checkName(name)).not.toThrow();
  });

  it.each([...' \t\n\u00A0\u2003<>{}[]?*"#%\\^|~`$&,;:/\u0000\u001F\u007F\u009F\uD800\uFFFE\uFFFF', '\u{10FFFF}'])(
    'is refused with the character %j in it',
    (character) => {
      const name = `a${character}b`;
      expect(() => checkName(name)).toThrow(expect.objectContaining({ code: 'InvalidName', message: `Invalid Name: '${name}'` }));
    },
  );
});
