// Reduces an API model of AWS to what api/test-state/api-models keeps: what the actions answer. Prints the file's text.
// node test/facts/reduce-api-models.mjs "Amazon SQS" service-2.json[.gz]   (botocore/data/<service>/<version>/ in the botocore package, Apache-2.0)
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const [name, path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node test/facts/reduce-api-models.mjs NAME MODEL');
  process.exit(2);
}
const bytes = readFileSync(path);
const { operations, shapes } = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));

const NUMBERS = ['integer', 'long', 'float', 'double', 'bigInteger', 'bigDecimal'];
const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** No length is below 0. */
const range = ({ type, min: least, max }) => {
  const min = least === 0 && !NUMBERS.includes(type) ? undefined : least;
  return min === undefined && max === undefined ? '' : `(${min ?? ''}..${max ?? ''})`;
};

/** Structures have a line of their own, and so do long enums that are named more than once. */
const LONG = 40;
const structures = new Map();
const enums = new Map();

/** A shape as text; a structure is its name, and is remembered. */
function textOf(shapeName) {
  const shape = shapes[shapeName];
  if (shape.document) return 'any';
  if (shape.type === 'structure') {
    if (Object.keys(shape.members).length === 0) return 'object';
    if (!structures.has(shapeName)) {
      structures.set(shapeName, '');
      structures.set(shapeName, Object.entries(shape.members).map(memberOf(shape)).join(' '));
    }
    return shapeName;
  }
  if (shape.type === 'list') return `[${textOf(shape.member.shape)}]${range(shape)}`;
  if (shape.type === 'map') return `{${textOf(shape.value.shape)}}`;
  if (shape.type === 'timestamp') return 'time';
  if (shape.type === 'boolean') return 'boolean';
  if (NUMBERS.includes(shape.type)) return `number${range(shape)}`;
  if (shape.enum === undefined) return `${shape.type}${range(shape)}`;
  enums.set(shapeName, (enums.get(shapeName) ?? 0) + 1);
  return `<${shapeName}>`;
}

const memberOf =
  ({ required = [] }) =>
  ([member, { shape }]) => {
    const text = textOf(shape);
    return `${capitalized(member)}${required.includes(member) ? '!' : ''}${text === 'string' ? '' : `:${text}`}`;
  };

const actions = Object.entries(operations).flatMap(([action, { output }]) => {
  const text = output && textOf(output.shape);
  return text && text !== 'object' ? [`${action} = ${text}`] : [];
});
const valuesOf = (shapeName) => `'${shapes[shapeName].enum.join('|')}'`;
const isNamed = (shapeName) => enums.get(shapeName) > 1 && valuesOf(shapeName).length > LONG;
const named = [...enums.keys()].filter(isNamed).map((shapeName) => `${shapeName} : ${valuesOf(shapeName)}`);
const lines = [
  ...actions.sort(),
  ...[...structures]
    .map(([structure, members]) => `${structure} : ${members}`)
    .concat(named)
    .sort(),
].map((line) => line.replace(/<(\w+)>/g, (_, shapeName) => (isNamed(shapeName) ? shapeName : valuesOf(shapeName))));
console.log(
  `/** What the actions of ${name} answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */`,
);
console.log(`export const model = \`\n${lines.join('\n')}\n\`;`);
