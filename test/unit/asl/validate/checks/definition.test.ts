import { describe, expect, it } from 'vitest';
import { findings, findingsOf, schema } from '../findings.ts';

const pass = { Type: 'Pass', End: true };
const to = (Next: string) => ({ Type: 'Pass', Next });
const missing = (name: string, location: string) => `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${name} at ${location}`;
const unreachable = (name: string, location: string) =>
  `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${location}`;
const noEnd = 'MISSING_END_STATE: Workflow has no terminal state at null';

describe('a machine', () => {
  it.each([{}, { Version: '1.0' }, { TimeoutSeconds: 0, Comment: 'c' }, { QueryLanguage: 'JSONata' }])(
    'may have %j',
    (fields) => {
      expect(findingsOf(pass, fields)).toEqual([]);
    },
  );

  it.each([
    [{ Version: '2.0' }, 'Value should be one of the following: [1.0]', '/Version'],
    [{ TimeoutSeconds: -1 }, 'Minimum value is 0', '/TimeoutSeconds'],
    [{ TimeoutSeconds: '60' }, 'Expected value of type Integer', '/TimeoutSeconds'],
    [{ Timeout: 60 }, "Field 'Timeout' is not supported", '/'],
    [{ ProcessorConfig: {} }, "Field 'ProcessorConfig' is not supported", '/'],
  ])('has no %j', (fields, message, location) => {
    expect(findingsOf(pass, fields)).toEqual([schema(message, location)]);
  });

  it('has States and a StartAt', () => {
    expect(findings({})).toEqual([schema('These fields are required: [States, StartAt]', '/')]);
    expect(findings({ States: { A: pass } })).toEqual([schema('These fields are required: [StartAt]', '/')]);
    expect(findings({ StartAt: 'A', States: {} })).toEqual([schema('Value cannot be empty', '/States')]);
    expect(findings({ StartAt: 1, States: [] })).toEqual([
      schema('Expected value of type String', '/StartAt'),
      schema('Expected value of type Object', '/States'),
    ]);
  });
});

describe('transitions', () => {
  it('lead to states of the same machine, whatever names them', () => {
    const states = {
      A: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z1' }],
        Next: 'C',
      },
      C: { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'Z2' }], Default: 'Z3' },
      D: pass,
    };
    expect(findings({ StartAt: 'Z0', States: states })).toEqual([
      missing('Z0', '/StartAt'),
      missing('Z1', '/States/A/Catch[0]/Next'),
      missing('Z2', '/States/C/Choices[0]/Next'),
      missing('Z3', '/States/C/Default'),
      unreachable('A', '/States/A'),
      unreachable('D', '/States/D'),
    ]);
  });

  it('do not leave or enter a branch', () => {
    const branch = { StartAt: 'B', States: { B: to('Out'), C: pass } };
    expect(findings({ StartAt: 'A', States: { A: { Type: 'Parallel', Branches: [branch], Next: 'Out' }, Out: pass } })).toEqual([
      missing('Out', '/States/A/Branches[0]/States/B/Next'),
      unreachable('C', '/States/A/Branches[0]/States/C'),
    ]);
  });

  it('may go round, as long as there is an end', () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'A' }], Default: 'E' };
    expect(findings({ StartAt: 'A', States: { A: to('C'), C: choice, E: { Type: 'Fail' } } })).toEqual([]);
    expect(findings({ StartAt: 'A', States: { A: to('B'), B: to('A') } })).toEqual([noEnd]);
    expect(findings({ StartAt: 'A', States: { A: to('B'), B: to('A'), C: to('A') } })).toEqual([noEnd]);
    expect(findings({ StartAt: 'A', States: { A: to('B'), B: to('A'), C: pass } })).toEqual([unreachable('C', '/States/C')]);
    expect(findings({ StartAt: 'A', States: { A: to('Z') } })).toEqual([missing('Z', '/States/A/Next'), noEnd]);
  });

  it('are not fooled by names that every object knows', () => {
    expect(findings({ StartAt: 'toString', States: { A: pass } })).toEqual([
      missing('toString', '/StartAt'),
      unreachable('A', '/States/A'),
    ]);
    expect(findings('{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","End":true}}}')).toEqual([]);
  });
});

describe('the names of states', () => {
  it('are unique in the whole definition', () => {
    const branches = [
      { StartAt: 'B', States: { B: pass } },
      { StartAt: 'B', States: { B: pass } },
    ];
    expect(findingsOf({ Type: 'Parallel', Branches: branches, End: true })).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: B at /States/A/Branches[1]/States/B',
    ]);
    expect(findingsOf({ Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: pass } }, End: true })).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A/ItemProcessor/States/A',
    ]);
  });

  it('have at most 80 characters, counted as characters', () => {
    const named = (name: string) => findings({ StartAt: name, States: { [name]: pass } });
    expect(named('x'.repeat(80))).toEqual([]);
    expect(named('🙂'.repeat(80))).toEqual([]);
    const long = 'x'.repeat(81);
    expect(named(long)).toEqual([
      `INVALID_STATE_NAME: Invalid State name: State '${long}' exceeds the 80-character limit allowed by the service at /States/${long}`,
    ]);
  });
});
