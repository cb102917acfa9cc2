import type { Draft } from '../../client/explain.ts';

/** What can be tried out. */
export const KINDS = ['jsonata', 'jsonpath', 'intrinsic', 'state', 'choice'] as const;

export type Kind = (typeof KINDS)[number];

export const KIND_TITLES: Readonly<Record<Kind, string>> = {
  jsonata: 'JSONata',
  jsonpath: 'JSONPath',
  intrinsic: 'Intrinsic function',
  state: 'State',
  choice: 'Choice',
};

const ORDER = {
  id: 'o-17',
  items: [
    { name: 'lamp', price: 40, count: 2 },
    { name: 'cable', price: 7.5, count: 4 },
  ],
};

const written = (value: object): string => JSON.stringify(value, undefined, 2);

const NOTHING: Draft = {
  of: 'expression',
  expression: '',
  definition: '',
  state: '',
  input: written(ORDER),
  variables: '',
  context: '',
  result: '',
  errorOutput: '',
};

/** What each of them begins with. */
export const EXAMPLES: Readonly<Record<Kind, Draft>> = {
  jsonata: {
    ...NOTHING,
    expression: '{% $sum($states.input.items.(price * count)) * (1 + $rate) %}',
    variables: written({ rate: 0.2 }),
  },
  jsonpath: { ...NOTHING, expression: '$.items[?(@.price > 10)].name' },
  intrinsic: { ...NOTHING, expression: "States.Format('{} has {} items', $.id, States.ArrayLength($.items))" },
  state: {
    ...NOTHING,
    of: 'state',
    state: 'Charge',
    definition: written({
      QueryLanguage: 'JSONata',
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: 'charge', Payload: { total: '{% $sum($states.input.items.(price * count)) %}' } },
          Assign: { receipt: '{% $states.result.Payload.receipt %}' },
          Output: '{% $merge([$states.input, {"paid": $states.result.Payload.paid}]) %}',
          End: true,
        },
      },
    }),
    result: written({ StatusCode: 200, Payload: { paid: true, receipt: 'r-4' } }),
  },
  choice: {
    ...NOTHING,
    of: 'state',
    state: 'Which?',
    definition: written({
      StartAt: 'Which?',
      States: {
        'Which?': {
          Type: 'Choice',
          Choices: [
            {
              And: [
                { Variable: '$.items[0].price', NumericGreaterThan: 50 },
                { Variable: '$.id', StringMatches: 'o-*' },
              ],
              Next: 'Dear',
            },
            { Variable: '$.items[0].count', NumericGreaterThanEquals: 2, Next: 'Many' },
          ],
          Default: 'Few',
        },
        Dear: { Type: 'Succeed' },
        Many: { Type: 'Succeed' },
        Few: { Type: 'Succeed' },
      },
    }),
  },
};
