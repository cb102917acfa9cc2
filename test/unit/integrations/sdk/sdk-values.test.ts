import { describe, expect, it } from 'vitest';
import { readSdkInput } from '#integrations/sdk/sdk-input.ts';
import { javaMember } from '#integrations/sdk/sdk-names.ts';
import { isoTimestamp, millisTimestamp, writeSdkOutput } from '#integrations/sdk/sdk-output.ts';
import { operationShapes, type Shape } from '#integrations/sdk/sdk-schema.ts';

// A schema as client packages bring them: 0 text, 1 number, 2 boolean, 4 time, 15 document, 21 bytes, 42 stream, 64 | x list, 128 | x map.
const NS = 'com.example';
const tree: unknown[] = [
  3,
  NS,
  'Tree',
  0,
  ['DBName', 'branches', 'labels'],
  [0, [() => [1, NS, 'Trees', 0, () => tree], 0], 128],
];
const members: [string, unknown][] = [
  ['name', 0],
  ['count', 1],
  ['isOpen', 2],
  ['when', 4],
  ['anything', 15],
  ['bytes', [21, { httpHeader: 'x' }]],
  ['ContentType', 0],
  ['names', 64],
  ['tree', () => tree],
  ['Body', [() => [0, NS, 'Stream', { streaming: 1 }, 42], 16]],
];
const record = [3, NS, 'Record', 0, members.map(([name]) => name), members.map(([, schema]) => schema)];
const shapes = operationShapes([9, NS, 'Do', 0, () => record, () => record]);
const shape: Shape = shapes?.input ?? { kind: 'document' };
const read = (parameters: unknown) => readSdkInput(JSON.stringify(parameters), shape, javaMember);

describe('parameters', () => {
  it('are renamed at every depth, but not the keys of maps', () => {
    expect(read({ Name: 'a', Tree: { DbName: 'b', Branches: [{ Labels: { Some: 'x', none: null } }] } })).toEqual({
      kind: 'input',
      input: { name: 'a', tree: { DBName: 'b', branches: [{ labels: { Some: 'x' } }] } },
    });
  });

  it('lose what is null', () => {
    expect(read({ Name: null, Count: 0 })).toEqual({ kind: 'input', input: { count: 0 } });
  });

  it('are sent as JSON where a text, bytes or a stream is wanted', () => {
    expect(read({ Name: { a: 1 }, Names: [['x'], 'y'], Bytes: [1], Body: 'text' })).toEqual({
      kind: 'input',
      input: {
        name: '{"a":1}',
        names: ['["x"]', 'y'],
        bytes: Buffer.from('[1]'),
        Body: Buffer.from('"text"'),
        ContentType: 'text/plain; charset=UTF-8',
      },
    });
  });

  it('keep a content type that is given, texts as bytes, times and documents', () => {
    expect(
      read({ Body: 1, ContentType: 'text/x', Bytes: 'SGk=', When: '2030-01-02T03:04:05+01:00', Anything: { Any: [null] } }),
    ).toEqual({
      kind: 'input',
      input: {
        Body: Buffer.from('1'),
        ContentType: 'text/x',
        bytes: Buffer.from('SGk='),
        when: new Date('2030-01-02T02:04:05Z'),
        anything: { Any: [null] },
      },
    });
  });

  it('list everything that is wrong with them', () => {
    const parameters = { name: 'a', Name: 1, Count: 'x', IsOpen: 'yes', When: 'soon', Names: {}, Tree: [], Other: 1 };
    expect(read(parameters)).toEqual({
      kind: 'failed',
      error: 'States.Runtime',
      isUnstarted: true,
      cause: `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${[
        'The field "name" is not supported by Step Functions',
        "The value for the field 'Name' must be a STRING",
        "The value for the field 'Count' must be a NUMBER",
        "The value for the field 'IsOpen' must be a BOOLEAN",
        "The value for the field 'When' must be a TIMESTAMP",
        "The value for the field 'Names' must be a LIST",
        "The value for the field 'Tree' must be a STRUCTURE",
        'The field "Other" is not supported by Step Functions',
      ].join(', ')}]`,
    });
  });

  it('must be an object', () => {
    expect(read([1])).toMatchObject({ kind: 'failed', cause: expect.stringContaining('must be an object') });
  });
});

describe('results', () => {
  const style = { spelling: javaMember, timestamp: isoTimestamp };

  it('are renamed and sorted, a stream comes last, and what the service leaves out is left out', async () => {
    const stream = { transformToByteArray: () => Promise.resolve(new TextEncoder().encode('data')) };
    const output = {
      when: new Date(0),
      tree: { branches: [{ labels: { b: 'x', A: 'y' } }] },
      Body: stream,
      $metadata: {},
      count: 1n,
      name: undefined,
    };
    const result = await writeSdkOutput(output, shape, style);
    expect(JSON.stringify(result)).toBe(
      '{"Count":1,"Tree":{"Branches":[{"Labels":{"b":"x","A":"y"}}]},"When":"1970-01-01T00:00:00Z","Body":"data"}',
    );
  });

  it('show lists that are left out where that is asked for', async () => {
    expect(await writeSdkOutput({ tree: {} }, shape, { ...style, emptyLists: true })).toEqual({
      Names: [],
      Tree: { Branches: [] },
    });
  });

  it('have times as the integration writes them', () => {
    const time = new Date('2030-01-02T03:04:05.060Z');
    expect([isoTimestamp(time), millisTimestamp(time)]).toEqual(['2030-01-02T03:04:05.060Z', time.getTime()]);
  });

  it('have bytes as a text, or in base64 where they are none', async () => {
    expect(await writeSdkOutput({ bytes: Buffer.from('ä') }, shape, style)).toEqual({ Bytes: 'ä' });
    expect(await writeSdkOutput({ bytes: Buffer.from([255, 0]) }, shape, style)).toEqual({ Bytes: '/wA=' });
  });
});

describe('a package without schemas', () => {
  it('is noticed', () => {
    expect(operationShapes(undefined)).toBeUndefined();
  });
});
