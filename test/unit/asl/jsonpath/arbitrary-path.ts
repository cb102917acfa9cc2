import fc from 'fast-check';

const name = fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__', 'x y', "it's", 'a]b', '');
const key = name.map((each) => `['${each}']`);
const number = fc.integer({ min: -4, max: 4 });
const itemPath = fc
  .tuple(fc.constantFrom('@', '$'), fc.array(fc.oneof(fc.constantFrom('.a', '.b', '.c', '[0]', '[1]'), key), { maxLength: 3 }))
  .map(([root, steps]) => root + steps.join(''));
const literal = fc.oneof(
  itemPath,
  fc.constantFrom('1', "'a'", "''", 'true', 'null', '/a+/', '/(a|b)*/i', '2.5'),
  fc.string({ maxLength: 4 }),
);
const criterion = fc.oneof(
  itemPath,
  itemPath.map((path) => `!${path}`),
  fc.tuple(literal, fc.constantFrom('==', '!=', '<', '<=', '>', '>=', '=~', ' in '), literal).map((parts) => parts.join('')),
);
const filter = fc
  .tuple(criterion, fc.array(fc.tuple(fc.constantFrom('&&', '||', ' && ', '|'), criterion), { maxLength: 3 }))
  .map(([first, others]) => `[?(${first}${others.map((other) => other.join('')).join('')})]`);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('.a', '.b', '.c', '[0]', '[1]', '[*]', '.*') },
  { weight: 2, arbitrary: key },
  { weight: 2, arbitrary: filter },
  { weight: 1, arbitrary: fc.constantFrom('..a', '..*', '..[0]', "..['a','b']", '..', '.', "['a','b']", '[(@.length-1)]') },
  { weight: 1, arbitrary: fc.tuple(number, number).map(([from, to]) => `[${from}:${to}]`) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      number.map((each) => `[${each}]`),
      number.map((each) => `[${each}:]`),
      number.map((each) => `[:${each}]`),
    ),
  },
  { weight: 1, arbitrary: fc.array(number, { maxLength: 4 }).map((each) => `[${each.join(',')}]`) },
);

/** A path that mostly compiles. */
export const likelyPath = fc.array(step, { maxLength: 5 }).map((steps) => `$${steps.join('')}`);

/** Any text, mostly of characters that mean something in a path. */
export const anyText = fc.oneof(
  fc
    .array(fc.constantFrom(...'$@.[]()?*:,\'"!=<>~&|/ -0123abi\\'), { maxLength: 25 })
    .map((characters) => `$${characters.join('')}`),
  fc.tuple(likelyPath, fc.nat(), fc.string({ maxLength: 2 })).map(([path, at, noise]) => {
    const cut = at % (path.length + 1);
    return path.slice(0, cut) + noise + path.slice(cut + 1);
  }),
  fc.string(),
);

/** JSON in which the paths above find something. */
export const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.constantFrom(null, true, false, 0, 1, 2.5, '', 'a', 'null', '1'), fc.string({ maxLength: 3 })),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
})).value;
