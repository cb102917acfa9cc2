/** A field of a struct in Thrift's compact protocol: its number, its type, its bytes. */
type Field = readonly [id: number, type: number, bytes: readonly number[]];

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);
const integer = (value: number): number[] => varint(value * 2);
const i32 = (id: number, value: number): Field => [id, 5, integer(value)];
const i64 = (id: number, value: number): Field => [id, 6, integer(value)];
const text = (value: string): number[] => [...varint(Buffer.byteLength(value)), ...Buffer.from(value)];
const list = (id: number, type: number, items: readonly (readonly number[])[]): Field => [
  id,
  9,
  [...(items.length < 15 ? [items.length * 16 + type] : [0xf0 + type, ...varint(items.length)]), ...items.flat()],
];

function struct(fields: readonly Field[]): number[] {
  let last = 0;
  const bytes = fields.flatMap(([id, type, value]) => {
    const head = (id - last) * 16 + type;
    last = id;
    return [head, ...value];
  });
  return [...bytes, 0];
}

/** A Parquet file of one row group, whose columns `c0`, `c1` … hold the number of the row: 32 bits, as they are, in one page each. */
export function aParquetFile(rows: number, columns: number): Buffer {
  const values = Buffer.alloc(rows * 4);
  for (let row = 0; row < rows; row++) values.writeInt32LE(row, row * 4);
  const pageHeader = struct([i32(1, rows), i32(2, 0), i32(3, 3), i32(4, 3)]);
  const page = Buffer.from(struct([i32(1, 0), i32(2, values.length), i32(3, values.length), [5, 12, pageHeader]]));
  const size = page.length + values.length;
  const names = Array.from({ length: columns }, (_, column) => `c${column}`);
  const chunks = names.map((name, column) => {
    const offset = 4 + column * size;
    const facts = [
      i32(1, 1),
      list(2, 5, [integer(0)]),
      list(3, 8, [text(name)]),
      i32(4, 0),
      i64(5, rows),
      i64(6, size),
      i64(7, size),
    ];
    return struct([i64(2, offset), [3, 12, struct([...facts, i64(9, offset)])]]);
  });
  const schema = [
    struct([[4, 8, text('root')], i32(5, columns)]),
    ...names.map((name) => struct([i32(1, 1), i32(3, 0), [4, 8, text(name)]])),
  ];
  const group = struct([list(1, 12, chunks), i64(2, size * columns), i64(3, rows)]);
  const footer = Buffer.from(struct([i32(1, 1), list(2, 12, schema), i64(3, rows), list(4, 12, [group])]));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  const magic = Buffer.from('PAR1');
  return Buffer.concat([magic, ...names.flatMap(() => [page, values]), footer, length, magic]);
}
