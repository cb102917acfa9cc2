import { BUILT_IN_FUNCTIONS } from '../jsonata/built-in-functions.ts';
import { type JsonataNode, nodeOf, nodesOf } from '../jsonata/jsonata-node.ts';
import { type Evaluated, type Fault, pieceOf, valueFrom } from './jsonata-evaluated.ts';
import { nearest } from './nearest.ts';
import { asPart, ordinal, words } from './words.ts';

/** What jsonata throws. */
export interface JsonataError {
  readonly code: string;
  readonly message: string;
  readonly token?: unknown;
  readonly value?: unknown;
  readonly index?: unknown;
  readonly type?: unknown;
}

/** What a call was made of, where it was made by `f(x)` or by `x ~> f`. */
interface CallSite {
  readonly name: string;
  readonly procedure: JsonataNode | undefined;
  readonly values: readonly (JsonataNode | undefined)[];
}

const TYPES: Readonly<Record<string, string>> = {
  s: 'a string',
  n: 'a number',
  b: 'a boolean',
  l: 'null',
  a: 'an array',
  o: 'an object',
  f: 'a function',
};

/** What is wrong with a call: with what is called, or with an argument. */
export function callFault(evaluated: Evaluated, node: JsonataNode, error: JsonataError): Fault {
  const site = siteOf(evaluated, node);
  const span = (part: JsonataNode | undefined) =>
    part && (pieceOf(evaluated.tree, part)?.span ?? evaluated.tokens.endingAt(part['position']));
  const name = nameOf(site, error);
  switch (error.code) {
    case 'T1005':
    case 'T1007':
      return { says: `${String(error.token)} is no function: did you mean $${String(error.token)}?`, span: span(site.procedure) };
    case 'T1006':
    case 'T1008':
      return { ...notCallable(evaluated, site), span: span(site.procedure) };
    case 'T0410':
    case 'T0411':
    case 'T0412': {
      const { says, argument, ...rest } = wrongArgument(evaluated, site, name, error);
      return { says, ...rest, span: span(argument) ?? span(site.procedure) };
    }
    default: {
      const value = 'value' in error ? { value: error.value } : {};
      return { says: sentenceOf(name, error), ...value, span: span(site.procedure) };
    }
  }
}

function siteOf(evaluated: Evaluated, node: JsonataNode): CallSite {
  if (node.type === 'apply') {
    const [left] = nodeOf(node, 'lhs');
    const [right] = nodeOf(node, 'rhs');
    return { name: tokenOf(evaluated, right), procedure: right, values: [left] };
  }
  const [procedure] = nodeOf(node, 'procedure');
  const given = evaluated.recording.appliedBy.get(node);
  return {
    name: tokenOf(evaluated, procedure),
    procedure,
    values: [...(given ? nodeOf(given, 'lhs') : []), ...nodesOf(node, 'arguments')],
  };
}

const tokenOf = ({ tokens, tree }: Evaluated, node: JsonataNode | undefined): string =>
  node ? tokens.textOf(pieceOf(tree, node)?.span ?? tokens.endingAt(node['position'])) : '';

/** `$sum`; the function that jsonata names is another one where it was called by what was called: `$map(…, $sum)`. */
const nameOf = ({ name }: CallSite, { token }: JsonataError): string =>
  typeof token === 'string' && token !== '' && BUILT_IN_FUNCTIONS.has(token) ? `$${token}` : name;

function notCallable(evaluated: Evaluated, { name, procedure }: CallSite): Pick<Fault, 'says' | 'value'> {
  const value = valueFrom(evaluated, procedure);
  if (value !== undefined) return { says: `${name} is ${words(value)}, not a function`, value };
  if (name === '$eval') return { says: 'there is no $eval in Step Functions' };
  const near = nearest(name.slice(1), BUILT_IN_FUNCTIONS);
  return { says: `there is no function ${name}${near === undefined ? '' : `: did you mean $${near}?`}` };
}

function wrongArgument(
  evaluated: Evaluated,
  { procedure, values }: CallSite,
  name: string,
  { code, index, value, type }: JsonataError,
): Pick<Fault, 'says' | 'value'> & { readonly argument?: JsonataNode | undefined } {
  if (typeof index !== 'number') return { says: `${name} does not take these arguments` };
  const parameters = parametersOf(valueFrom(evaluated, procedure));
  if (parameters && index > parameters.length) {
    return {
      says: `${name} takes ${parameters.length} argument${parameters.length === 1 ? '' : 's'} at most`,
      argument: values[index - 1],
    };
  }
  if (code === 'T0411') return { says: `${name} has no argument, and cannot be applied to what it is called on` };
  const argument = values[index - 1];
  const given = argument === undefined ? value : valueFrom(evaluated, argument);
  const expected = code === 'T0412' ? arrayOf(type) : parameters?.[index - 1];
  const missing = argument === undefined && given === undefined;
  const what = expected === undefined ? '' : `, not ${expected}`;
  return {
    says: missing
      ? `${name} has no ${ordinal(index)} argument`
      : `the ${ordinal(index)} argument of ${name} is ${words(given)}${what === '' ? ', which it does not take' : what}`,
    value: given,
    argument,
  };
}

const arrayOf = (type: unknown): string => (typeof type === 'string' ? `an array of ${type}` : 'an array');

/** What a built-in function takes, by its signature: `<s-nn?:s>`. */
function parametersOf(procedure: unknown): readonly string[] | undefined {
  if (typeof procedure !== 'object' || procedure === null || !('signature' in procedure)) return undefined;
  const { signature } = procedure;
  if (typeof signature !== 'object' || signature === null || !('definition' in signature)) return undefined;
  const [inputs = ''] = String(signature.definition).replace(/^</, '').split(':');
  const found = [...inputs.matchAll(/\(([^)]*)\)|([a-z])(<[^>]*>)?/g)];
  return found.map(([, choice, letter = '']) => {
    const kinds = [...(choice ?? letter)].map((one) => TYPES[one]).filter((kind) => kind !== undefined);
    return kinds.length === 0 ? 'such a value' : kinds.join(' or ');
  });
}

/** What functions say of values that are of the right type and still do not fit. */
function sentenceOf(name: string, { code, message, value }: JsonataError): string {
  switch (code) {
    case 'D3030':
      return `${name} cannot make a number of ${words(value)}`;
    case 'D3060':
      return `${name} is given ${words(value)}, which is negative`;
    case 'D3110':
      return `${name} is given ${words(value)}, which is no ISO 8601 timestamp`;
    case 'D3137':
    case 'D3141':
      return `${name} says: ${message}`;
    case 'D3138':
      return `${name} has found more than one`;
    case 'D3139':
      return `${name} has found none`;
    default:
      return message.includes(name) ? asPart(message) : `${name}: ${asPart(message)}`;
  }
}
