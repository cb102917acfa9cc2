// Jackson's reading of a text that is no JSON. AWS: the service parses definitions with Jackson (2.10 to 2.15, by the wording that is recorded)
// and passes its message on; the texts here are those of Jackson's ReaderBasedJsonParser. Used only when JSON.parse has failed.

/** What Jackson says of a text that is no JSON, and where: `[Source: (String)"…"; line: 1, column: 4]`. */
export interface JsonError {
  readonly message: string;
  readonly location: string;
}

/** Jackson's complaint about a text that JSON.parse refuses. The column is that of the character after the last one read, as Jackson counts. */
export function jsonError(text: string): JsonError {
  const failure = firstFailure(text);
  return { message: failure.message, location: locationOf(text, failure.position, failure.lineEndsUpTo) };
}

interface Failure {
  readonly message: string;
  /** How many characters had been read. */
  readonly position: number;
  /** How many of them were looked at for line ends, if not all: a line end inside a string is an error before it is one. */
  readonly lineEndsUpTo?: number;
}

interface Container {
  readonly kind: 'Array' | 'Object';
  /** Where its bracket is. */
  readonly start: number;
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const SNIPPET_CHARACTERS = 500;
const TOKEN_CHARACTERS = 256;

/** A cursor over the text that stops at the first failure. */
interface Scanner {
  readonly text: string;
  position: number;
}

function firstFailure(text: string): Failure {
  const scanner: Scanner = { text, position: 0 };
  const containers: Container[] = [];
  let expectsComma = false;
  for (;;) {
    const container = containers.at(-1);
    skipBlanks(scanner);
    if (scanner.position >= text.length) return endOfInput(text, container);
    let next = text.charAt(scanner.position++);
    if (next === ']' || next === '}') {
      const kind = next === ']' ? 'Array' : 'Object';
      // A bracket after a comma is not the end of its container but a missing value.
      if (container?.kind !== kind) return mismatch(text, scanner.position, next, container);
      containers.pop();
      expectsComma = true;
      if (containers.length === 0) return afterRoot(scanner);
      continue;
    }
    if (expectsComma) {
      const kind = container?.kind ?? 'root';
      if (next !== ',') return unexpected(next, scanner, `was expecting comma to separate ${kind} entries`);
      skipBlanks(scanner);
      if (scanner.position >= text.length)
        return { message: `Unexpected end-of-input within/between ${kind} entries`, position: scanner.position };
      next = text.charAt(scanner.position++);
    }
    if (container?.kind === 'Object') {
      const failure = readName(scanner, next);
      if (failure !== undefined) return failure;
      next = text.charAt(scanner.position++);
    }
    if (next === '{' || next === '[') {
      containers.push({ kind: next === '{' ? 'Object' : 'Array', start: scanner.position - 1 });
      expectsComma = false;
      continue;
    }
    const failure = readScalar(scanner, next);
    if (failure !== undefined) return failure;
    if (containers.length === 0) return afterRoot(scanner);
    expectsComma = true;
  }
}

/** The name of a member whose first character has been read, and its colon, up to the first character of the value. */
function readName(scanner: Scanner, first: string): Failure | undefined {
  if (first !== '"') return unexpected(first, scanner, 'was expecting double-quote to start field name');
  const failure = readString(scanner, 'name', ' in field name');
  if (failure !== undefined) return failure;
  const end: Failure = { message: 'Unexpected end-of-input within/between Object entries', position: scanner.text.length };
  skipBlanks(scanner);
  if (scanner.position >= scanner.text.length) return end;
  const colon = scanner.text.charAt(scanner.position++);
  if (colon !== ':') return unexpected(colon, scanner, 'was expecting a colon to separate field name and value');
  skipBlanks(scanner);
  return scanner.position >= scanner.text.length ? end : undefined;
}

function readScalar(scanner: Scanner, first: string): Failure | undefined {
  if (first === '"') return readString(scanner, 'string value', ': was expecting closing quote for a string value');
  if (first === '-' || (first >= '0' && first <= '9')) return readNumber(scanner, first);
  const literal = ['true', 'false', 'null'].find((word) => word.startsWith(first));
  if (literal !== undefined) return readLiteral(scanner, literal);
  const notFinite = ['NaN', 'Infinity'].find((word) => scanner.text.startsWith(word, scanner.position - 1));
  if (notFinite !== undefined) {
    scanner.position += notFinite.length - 1;
    if (isIdentifierPart(scanner.text.charAt(scanner.position)))
      return unrecognised(scanner, scanner.position - notFinite.length);
    const message = `Non-standard token '${notFinite}': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow`;
    return { message, position: scanner.position };
  }
  if (first === '}') return unexpected(first, scanner, 'expected a value');
  if (/^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u.test(first)) return unrecognised(scanner, scanner.position - 1);
  return unexpected(first, scanner, `expected a valid value ${VALUES}`);
}

function readLiteral(scanner: Scanner, literal: string): Failure | undefined {
  const start = scanner.position - 1;
  for (let index = 1; index < literal.length; index++) {
    if (scanner.text.charAt(scanner.position) !== literal.charAt(index)) return unrecognised(scanner, start);
    scanner.position++;
  }
  return isIdentifierPart(scanner.text.charAt(scanner.position)) ? unrecognised(scanner, start) : undefined;
}

function readNumber(scanner: Scanner, first: string): Failure | undefined {
  const { text } = scanner;
  const isDigit = (character: string) => character >= '0' && character <= '9';
  const digits = (): boolean => {
    const start = scanner.position;
    while (isDigit(text.charAt(scanner.position))) scanner.position++;
    return scanner.position > start;
  };
  let digit = first;
  if (first === '-') {
    digit = text.charAt(scanner.position++);
    if (!isDigit(digit)) return badNumber(scanner, digit, 'expected digit (0-9) to follow minus sign, for valid numeric value');
  }
  if (digit === '0' && isDigit(text.charAt(scanner.position)))
    return { message: 'Invalid numeric value: Leading zeroes not allowed', position: scanner.position };
  digits();
  if (text.charAt(scanner.position) === '.') {
    scanner.position++;
    if (!digits()) return badNumber(scanner, text.charAt(scanner.position++), 'Decimal point not followed by a digit');
  }
  if (/[eE]/.test(text.charAt(scanner.position))) {
    scanner.position++;
    if (/[+-]/.test(text.charAt(scanner.position))) scanner.position++;
    if (!digits()) return badNumber(scanner, text.charAt(scanner.position++), 'Exponent indicator not followed by a digit');
  }
  return undefined;
}

function readString(scanner: Scanner, kind: 'name' | 'string value', endMessage: string): Failure | undefined {
  const { text } = scanner;
  while (scanner.position < text.length) {
    const character = text.charAt(scanner.position++);
    if (character === '"') return undefined;
    if (character < ' ') {
      const message = `Illegal unquoted character (${describe(character)}): has to be escaped using backslash to be included in ${kind}`;
      return { message, position: scanner.position, lineEndsUpTo: scanner.position - 1 };
    }
    if (character !== '\\') continue;
    const failure = readEscape(scanner);
    if (failure !== undefined) return failure;
  }
  return { message: `Unexpected end-of-input${endMessage}`, position: text.length };
}

function readEscape(scanner: Scanner): Failure | undefined {
  const { text } = scanner;
  const end: Failure = { message: 'Unexpected end-of-input in character escape sequence', position: text.length };
  if (scanner.position >= text.length) return end;
  const escaped = text.charAt(scanner.position++);
  if (escaped !== 'u') {
    if ('"\\/bfnrt'.includes(escaped)) return undefined;
    return { message: `Unrecognized character escape ${describe(escaped)}`, position: scanner.position };
  }
  for (let count = 0; count < 4; count++) {
    if (scanner.position >= text.length) return end;
    const digit = text.charAt(scanner.position++);
    if (!/[0-9A-Fa-f]/.test(digit)) return unexpected(digit, scanner, 'expected a hex-digit for character escape sequence');
  }
  return undefined;
}

function skipBlanks(scanner: Scanner): void {
  while (scanner.position < scanner.text.length && ' \t\r\n'.includes(scanner.text.charAt(scanner.position))) scanner.position++;
}

/** There is a whole value, and JSON.parse refused the text: something comes after it. What AWS says then is not known; this is Jackson's text (inferred). */
function afterRoot(scanner: Scanner): Failure {
  skipBlanks(scanner);
  return unexpected(scanner.text.charAt(scanner.position++), scanner, 'Expected space separating root-level values');
}

function unrecognised(scanner: Scanner, start: number): Failure {
  while (isIdentifierPart(scanner.text.charAt(scanner.position)) && scanner.position - start < TOKEN_CHARACTERS)
    scanner.position++;
  const token = scanner.text.slice(start, scanner.position) + (scanner.position - start >= TOKEN_CHARACTERS ? '...' : '');
  return { message: `Unrecognized token '${token}': was expecting ${VALUES}`, position: scanner.position };
}

const isIdentifierPart = (character: string): boolean => /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]$/u.test(character);

function unexpected(character: string, { position }: Scanner, comment: string): Failure {
  if (character >= ' ') return { message: `Unexpected character (${describe(character)}): ${comment}`, position };
  return {
    message: `Illegal character (${describe(character)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
    position,
  };
}

function badNumber(scanner: Scanner, character: string, comment: string): Failure {
  if (character === '') return { message: 'Unexpected end-of-input in a Number value', position: scanner.text.length };
  return { message: `Unexpected character (${describe(character)}) in numeric value: ${comment}`, position: scanner.position };
}

function mismatch(text: string, position: number, marker: string, container: Container | undefined): Failure {
  const expected = marker === ']' ? '}' : ']';
  const opened = container === undefined ? locationWith(text, 1, 0) : locationOf(text, container.start);
  return {
    message: `Unexpected close marker '${marker}': expected '${expected}' (for ${container?.kind ?? 'root'} starting at ${opened})`,
    position,
  };
}

function endOfInput(text: string, container: Container | undefined): Failure {
  if (container === undefined) return { message: 'Unexpected end-of-input', position: text.length };
  const message = `Unexpected end-of-input: expected close marker for ${container.kind} (start marker at ${locationOf(text, container.start)})`;
  return { message, position: text.length };
}

function describe(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 32 || (code >= 127 && code <= 159)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${character}' (code ${code} / 0x${code.toString(16)})` : `'${character}' (code ${code})`;
}

function locationOf(text: string, position: number, lineEndsUpTo = position): string {
  const read = text.slice(0, lineEndsUpTo);
  const lines = read.match(/\r\n|\r|\n/g)?.length ?? 0;
  return locationWith(text, lines + 1, position - Math.max(read.lastIndexOf('\n'), read.lastIndexOf('\r')));
}

function locationWith(text: string, line: number, column: number): string {
  const snippet = text.slice(0, SNIPPET_CHARACTERS).replace(/\p{Cc}/gu, escapeControl);

  const rest = text.length > SNIPPET_CHARACTERS ? `[truncated ${text.length - SNIPPET_CHARACTERS} chars]` : '';
  return `[Source: (String)"${snippet}"${rest}; line: ${line}, column: ${column}]`;
}

/** Jackson shows line ends as they are and escapes other control characters. */
function escapeControl(character: string): string {
  if (character === '\n' || character === '\r') return character;
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
