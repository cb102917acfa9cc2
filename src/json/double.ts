/** What `JSON.stringify` meets a Double with: the text has to be made by hand. */
export const NOT_PLAIN = new Error('a number is spelled otherwise than JavaScript does');

/**
 * A double that AWS spells otherwise than JavaScript: `1.0`, `1.5E9`, `1.0E-4`. It has no members of its own, and counts as its value in
 * arithmetic; that `JSON.stringify` cannot take it for anything else makes `writeJson` safe at the speed of `JSON.stringify`.
 */
export class Double {
  readonly #value: number;

  constructor(value: number) {
    this.#value = value;
  }

  get value(): number {
    return this.#value;
  }

  valueOf(): number {
    return this.#value;
  }

  toString(): string {
    return javaDouble(this.#value);
  }

  toJSON(): never {
    throw NOT_PLAIN;
  }
}

/** A double as Java's Double.toString spells it: the shortest digits that mean it, `1.0`, `1.5E9`, `1.0E-4`, `Infinity`. */
function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  if (!Number.isFinite(value)) return String(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}
