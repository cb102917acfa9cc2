import type jsonata from 'jsonata';
import { isArray } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { hashOf } from '../hash.ts';
import { isNestedTooDeep } from '../json-depth.ts';
import { makeItems, random, spend, uuid } from './evaluation.ts';
import { javaRandom } from './java-random.ts';

interface FunctionDefinition {
  readonly signature: string;
  /** A function expression with plain parameter names: jsonata reads them from its text for partial application. */
  readonly implementation: Parameters<jsonata.Expression['registerFunction']>[1];
}

/** An error with a text of its own, as $error throws it. */
const failure = (message: string) => ({ code: 'D3137', message });

/** What Step Functions adds to JSONata. AWS: an undefined argument gives undefined — the JSONata functions of the developer guide, "Transforming data". */
export const STEP_FUNCTIONS_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  partition: {
    signature: '<xn?:a>',
    // AWS: documented as a two-dimensional array, also for one chunk, as without a size — recorded in a public corpus with its errors. A size
    // of 0 gives nothing (inferred).
    implementation: function partition(array: unknown, size: number | undefined) {
      if (array === undefined) return undefined;
      if (!isArray(array)) throw { code: 'T0412', index: 1, token: 'partition' };
      const chunk = size === undefined ? array.length : Math.trunc(size);
      if (chunk < 0) throw failure('Second argument must be zero or greater');
      if (chunk === 0) return undefined;
      spend(array.length / chunk / 2);
      return Array.from({ length: Math.ceil(array.length / chunk) }, (_, index) =>
        array.slice(index * chunk, (index + 1) * chunk),
      );
    },
  },
  range: {
    signature: '<nnn:a>',
    // AWS: the end is included where a step meets it, one value comes back bare — array_jsonata.test_array_range--2;
    // fractions are cut towards zero, and there is no limit of 1,000 items — measured by others.
    implementation: function range(first: number | undefined, last: number | undefined, step: number | undefined) {
      if (first === undefined || last === undefined || step === undefined) return undefined;
      const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
      const count = by === 0 ? 0 : Math.max(0, Math.floor((to - from) / by) + 1);
      makeItems(count);
      return Object.assign(
        Array.from({ length: count }, (_, index) => from + index * by),
        { sequence: true },
      );
    },
  },
  hash: {
    signature: '<ss:s>',
    implementation: function hash(text: string | undefined, algorithm: string | undefined) {
      if (text === undefined || algorithm === undefined) return undefined;
      spend(4 + text.length / 64);
      const hash = hashOf(text, algorithm);
      // AWS: recorded in a public corpus.
      if (hash === undefined) throw failure(`Hash algorithm '${algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`);
      return hash;
    },
  },
  random: {
    signature: '<n?:n>',
    // AWS: a seed gives java.util.Random's number, 42 gives 0.7275636800328681 — measured by others.
    implementation: function randomNumber(seed: number | undefined) {
      return seed === undefined ? random() : javaRandom(seed);
    },
  },
  uuid: {
    signature: '<:s>',
    implementation: function uuid4() {
      return uuid();
    },
  },
  parse: {
    signature: '<s:x>',
    implementation: function parse(text: string | undefined) {
      if (text === undefined) return undefined;
      spend(2 + text.length / 12);
      if (isNestedTooDeep(text)) throw failure('Invalid JSON');
      try {
        return readJson(text);
      } catch {
        // AWS: recorded in a public corpus.
        throw failure('Invalid JSON');
      }
    },
  },
};
