import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ApiShape, readApiModel } from '#api/test-state/api-shape.ts';
import { type FieldValidationMode, problemWith } from '#api/test-state/check-against-shape.ts';

const shapeOf = readApiModel(`
Get = GetResponse
GetResponse : Id!:string(2..4) Size:number(1..9) Ratio:number(0.5..1.5) Data:blob Flag:boolean At:time Color:'RED|GREEN' Tags:{string} Parts:[Part](1..2) Any:any Of:object Kind:Kind
Part : Name! Parts:[Part]
Kind : 'A|B'
`);

function problem(value: object, mode: FieldValidationMode = 'STRICT') {
  const shape = shapeOf('Get');
  return shape && problemWith('result', JSON.parse(JSON.stringify(value)), shape, mode);
}

describe('a value of a shape', () => {
  it('may have members that the shape does not know, and lack all that are not required', () => {
    expect(problem({ Id: 'ab', Unknown: [] })).toBeUndefined();
  });

  it('may be of the kinds that the shape names', () => {
    const value = {
      Size: 9,
      Ratio: 0.5,
      Data: '',
      Flag: false,
      At: 'now',
      Color: 'RED',
      Tags: { a: 'b' },
      Parts: [{ Name: 'x', Parts: [] }],
      Of: {},
      Kind: 'B',
    };
    expect(problem({ Id: 'abcd', Any: 1, ...value, Parts: [{ Name: 'x', Parts: [{ Name: 'y' }] }] })).toBeUndefined();
  });

  it('has what is required, at every depth, unless only what is present counts', () => {
    expect(problem({})).toBe("Required field 'Id' is missing");
    expect(problem({ id: 'ab' })).toBe("Required field 'Id' is missing");
    expect(problem({ Size: 'x' })).toBe("Required field 'Id' is missing");
    expect(problem({ Id: 'ab', Parts: [{ Parts: [] }] })).toBe("Required field 'Name' is missing");
    expect(problem({ Parts: [{}] }, 'PRESENT')).toBeUndefined();
  });

  it.each([
    [{ Id: 1 }, "Field 'Id' must be a string"],
    [{ Id: 'a' }, "Field 'Id' is smaller than the minimum length"],
    [{ Id: 'abcde' }, "Field 'Id' exceeds the maximum length"],
    [{ Size: '1' }, "Field 'Size' must be a number"],
    [{ Size: 0 }, "Field 'Size' is less than the minimum value"],
    [{ Ratio: 1.6 }, "Field 'Ratio' exceeds the maximum value"],
    [{ Data: 1 }, "Field 'Data' must be a string"],
    [{ Flag: 'true' }, "Field 'Flag' must be a boolean"],
    [{ At: 1 }, "Field 'At' must be a string"],
    [{ Color: 'BLUE' }, "Field 'Color' is not an expected value"],
    [{ Kind: 'C' }, "Field 'Kind' is not an expected value"],
    [{ Tags: [] }, "Field 'Tags' must be an object"],
    [{ Tags: { a: 1 } }, "Field 'a' must be a string"],
    [{ Parts: {} }, "Field 'Parts' must be an array"],
    [{ Parts: [] }, "Field 'Parts' is smaller than the minimum length"],
    [{ Parts: [{ Name: 'x' }, { Name: 1 }] }, "Field 'Name' must be a string"],
  ])('%j is told about: %s', (value, text) => {
    expect(problem(value, 'PRESENT')).toBe(text);
  });
});

describe('the API models', () => {
  const folder = new URL('../../../../src/api/test-state/api-models/', import.meta.url);

  it.each(readdirSync(folder))('%s can be read to the last member', async (file) => {
    const { model }: { model: string } = await import(new URL(file, folder).href);
    const names = [...model.matchAll(/^(\w+) : /gm)].map(([, name]) => name ?? '');
    const shape = readApiModel(`${model}${names.map((name) => `X${name} = ${name}\n`).join('')}`);
    const named = new Set(names);
    for (const line of model.trim().split('\n')) {
      expect(line).toMatch(/^\w+ (= [\w{[\]}]+|: ('[^']+'|\w+!?(:\S+)?( \w+!?(:\S+)?)*))$/);
      for (const [, used] of line.replace(/'[^']+'/g, '').matchAll(/[:[{]([A-Z]\w*)/g)) expect(named, line).toContain(used);
    }
    for (const name of names) expect(kindsOf(shape(`X${name}`))).not.toContain(undefined);
  });
});

function kindsOf(shape: ApiShape | undefined): (string | undefined)[] {
  return shape?.kind === 'structure' ? shape.members().map((member) => member.shape.kind) : [shape?.kind];
}
