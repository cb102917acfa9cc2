export const ROLE = 'arn:aws:iam::123456789012:role/any';

/** Pass, Choice, Pass with Parameters, Pass, Succeed. */
export const FIVE_STATES = {
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 0, Next: 'C' }], Default: 'C' },
    C: { Type: 'Pass', Parameters: { 'n.$': '$.n', kind: 'bench' }, Next: 'D' },
    D: { Type: 'Pass', ResultPath: '$.d', Result: true, Next: 'E' },
    E: { Type: 'Succeed' },
  },
};

/** Counts `n` down to 0 with a Pass and a Choice: two transitions a round. */
export const JSONPATH_LOOP = {
  StartAt: 'Down',
  States: {
    Down: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, -1)', 'name.$': '$.name' }, Next: 'More' },
    More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 0, Next: 'Down' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** The same in JSONata. */
export const JSONATA_LOOP = {
  QueryLanguage: 'JSONata',
  StartAt: 'Down',
  States: {
    Down: { Type: 'Pass', Output: { n: '{% $states.input.n - 1 %}', name: '{% $states.input.name %}' }, Next: 'More' },
    More: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Down' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** `states` Pass states that go round and round, moving data by paths alone, until the history is full. */
export const passRing = (query: 'JSONPath' | 'JSONata') => ({
  QueryLanguage: query,
  StartAt: 'A',
  States: {
    A: {
      Type: 'Pass',
      ...(query === 'JSONPath' ? { Parameters: { 'b.$': '$.a' } } : { Output: { b: '{% $states.input.a %}' } }),
      Next: 'B',
    },
    B: {
      Type: 'Pass',
      ...(query === 'JSONPath' ? { Parameters: { 'a.$': '$.b' } } : { Output: { a: '{% $states.input.b %}' } }),
      Next: 'A',
    },
  },
});
