import { describe, expect, test } from 'vitest';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';
import { type ReaderSettings, readAll, valuesOf } from '#test/support/read-all.ts';

async function read(contents: string | Uint8Array, settings: ReaderSettings = {}): Promise<unknown[]> {
  const store = objectsInMemory();
  store.put('bucket/data', contents);
  return valuesOf(await readAll(store, { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW', ...settings }));
}

describe('A CSV file', () => {
  test('gives one item of strings for each row behind the header', async () => {
    expect(await read('id,name\n1,Ada\n2,Lin')).toEqual([
      { id: '1', name: 'Ada' },
      { id: '2', name: 'Lin' },
    ]);
  });

  test('takes its header from the definition and then has no header row', async () => {
    const settings = { csvHeaderLocation: 'GIVEN', csvHeaders: ['a', 'b'] };
    expect(await read('1,2\n3,4\n', settings)).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
  });

  test('fills up short rows, cuts long ones, and trims nothing', async () => {
    expect(await read('a,b\n1\n1,2,3\n , x \n')).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
      { a: ' ', b: ' x ' },
    ]);
  });

  test.each([
    ['COMMA', ','],
    ['PIPE', '|'],
    ['SEMICOLON', ';'],
    ['SPACE', ' '],
    ['TAB', '\t'],
  ])('is separated by %s where the definition says so', async (csvDelimiter, delimiter) => {
    const text = `a${delimiter}b\n"1${delimiter}2"${delimiter}3\\${delimiter}4\n`;
    expect(await read(text, { csvDelimiter })).toEqual([{ a: `1${delimiter}2`, b: `3${delimiter}4` }]);
  });

  test.each([
    ['quotation marks', 'a,b\n"x","y"', { a: 'x', b: 'y' }],
    ['delimiters and line ends inside of them', 'a,b\n"x,y","1\n2\r\n3"', { a: 'x,y', b: '1\n2\n3' }],
    ['quotation marks that are doubled', 'a\n"say ""hi"""', { a: 'say "hi"' }],
    ['quotation marks that are doubled outside of any', 'a\n{""k"":""v""}', { a: '{"k":"v"}' }],
    ['an empty field in quotation marks', 'a,b\n"",x', { a: '', b: 'x' }],
    ['a backslash before a backslash', 'a\nC:\\\\Program Files\\\\App.exe', { a: 'C:\\Program Files\\App.exe' }],
    ['a backslash before a quotation mark', 'a\n"say \\"hi\\""', { a: 'say "hi"' }],
    ['a backslash before anything else, which is left out', 'a\nx\\yz', { a: 'xyz' }],
    ['a quotation mark that is never closed', 'a,b\n1,"2\n3', { a: '1', b: '2\n3' }],
    ['letters of every kind', 'größe,名前\n"½",😀', { größe: '½', 名前: '😀' }],
  ])('may have %s', async (_, text, item) => {
    expect(await read(text)).toEqual([item]);
  });

  test('may end its lines with LF, CR LF or CR, and begin with a byte order mark', async () => {
    expect(await read('\uFEFFa,b\r\n1,2\r3,4\n5,6')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
      { a: '5', b: '6' },
    ]);
  });

  test('shows an empty line as a row of empty strings', async () => {
    expect(await read('a\n1\n\n2\n')).toEqual([{ a: '1' }, { a: '' }, { a: '2' }]);
  });

  test('has its columns in the order of a HashMap', async () => {
    const store = objectsInMemory();
    store.put('bucket/data', 'userId,movieId,rating,timestamp\n1,307,3.5,1256677221');
    const [item] = await readAll(store, { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW' });
    expect(item?.value).toBe('{"rating":"3.5","movieId":"307","userId":"1","timestamp":"1256677221"}');
  });

  test('cannot be read with a header twice, nor with too long a header', async () => {
    await expect(read('a,b,a\n1,2,3')).rejects.toThrow('CSV headers cannot contain duplicates.');
    await expect(read(`${'x'.repeat(10_241)}\n1`)).rejects.toThrow('10 KiB');
    await expect(read(`${'x'.repeat(5_000)},${'ü'.repeat(2_621)}\n1,2`)).rejects.toThrow('10 KiB');
    expect(await read(`${'x'.repeat(5_000)},${'ü'.repeat(2_620)}\n1,2`)).toHaveLength(1);
  });

  test('has no items when it is empty or has a header only', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('a,b\n')).toEqual([]);
  });

  test('cannot have an item of more than 8 MB', async () => {
    await expect(read(`a\n${'x'.repeat(9_000_000)}`)).rejects.toThrow('8 MB');
  });
});
