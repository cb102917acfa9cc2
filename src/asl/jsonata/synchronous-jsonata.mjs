// Rewrites the jsonata package while it is bundled: synchronous, bounded, deterministic, never writing into its input, and the
// language of version 2.0.6. Each change names the text that it expects; the build fails when that text is not there.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { TRACED, TRACED_HEAD, TRACING } from '../trace/traced-jsonata.mjs';

const JSONATA = /[\\/]node_modules[\\/]jsonata[\\/]jsonata\.js$/;
/** The path of a neighbour of this file, as a string literal. */
const neighbour = (file) => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)));

const HEAD = `import * as evaluation from ${neighbour('./evaluation.ts')};
import * as numbers from ${neighbour('./numbers.ts')};
import { linearRegex } from ${neighbour('./linear-regex.ts')};
import * as paths from ${neighbour('./plain-path.ts')};
const module = { exports: {} };
const exports = module.exports;
`;

/** What goes: callbacks looked up through all frames, and the operators `?:` and `??` that 2.0.6 does not have. */
const REMOVED = [
  [1, /var entryCallback = [\s\S]*?\n {8}}\n/],
  [1, /var framePushCallback = [\s\S]*?\n {12}}\n/],
  [1, '        environment.base.depth--;\n'],
  [2, /\n {12}if \(currentChar === '\?' && path\.charAt\(position \+ 1\) === '[:?]'\) {[\s\S]*?\n {12}}(?=\n)/],
];

/** The depth of every node, the work, and the size of every value are counted: [what stands there, the call behind it]. */
const COUNTED = [
  ['function createFrameFromTuple(environment, tuple) {\n', 'spend(1)'],
  ['function partialApplyNativeFunction(native, args, environment) {\n', 'spend(100)'],
  ['function applyNativeFunction(proc, env) {\n', 'spend(4)'],
  // What looks at values, or at all parts of one.
  ['function isDeepEqual(lhs, rhs) {\n', "spendOnComparison(lhs, typeof lhs === 'object' ? 1 : 0.25)"],
  ['function evaluateComparisonExpression(lhs, rhs, op) {\n', 'spendOnComparison(lhs)'],
  ['function evaluateIncludesExpression(lhs, rhs) {\n', 'spendOnComparison(lhs, Array.isArray(rhs) ? 0.5 + rhs.length / 24 : 1)'],
  ['function lookup(input, key) {\n', 'spend(Array.isArray(input) ? 0.5 + input.length / 12 : 0.125)'],
  ['function boolean(arg) {\n', 'spend(Array.isArray(arg) ? 0.5 + arg.length / 12 : 0.125)'],
  ['result = environment.lookup(expr.value);\n', 'spend(environment.height / 32)'],
  ['function isArrayOfNumbers(arg) {\n', 'spend(Array.isArray(arg) ? 1 + arg.length / 24 : 0)'],
  ['function flatten(arg, flattened) {\n', 'spend(0.25)'],
  ['function recurseDescendants(input, results) {\n', 'spend(1)'],
  ['function stringToArray(str) {\n', 'spend(str.length / 24)'],
  ['var entry = {data: item, exprIndex: pairIndex};\n', 'spendOn([key])'],
  // What makes values.
  ['function spread(arg) {\n', 'spend(0.25)'],
  ['var obj = Object.create(null);\n', 'spend(1)'],
  ['for (const prop of utils.keys(obj)) {\n', 'spend(1)'],
  ['var entry = arg[item];\n', 'spend(1)'],
  ['const size = arg1.length + arg2.length;\n', 'makeItems(size, size / 16)'],
  ['var padLength = Math.abs(width) - length(str);\n', 'makeText(padLength * char.length)'],
  ["var substitute = '';\n", 'spend(replacement.length / 8)'],
  ['result += replacement;\n', 'spend(0.5)'],
  ['if (Array.isArray(res)) {\n', 'makeItems(result.length + res.length, res.length)'],
  ['// res is a sequence - flatten it into the parent sequence\n', 'makeItems(resultSequence.length + res.length, res.length)'],
  // Tuples, which carry what `@`, `#` and `%` have bound.
  ['function createFrameFromTuple(environment, tuple) {\n', 'spend(1)'],
  ["tupleBindings = input.map(item => { return {'@': item} });\n", 'makeItems(input.length * 2, input.length * 8)'],
  ["var tuple = {'@': sorted[ss]};\n", 'makeTuple(ss, 1)'],
  ['var tuple = result[ee];\n', 'spend(0.25)'],
  // Functions whose work is not in what they are given.
  ['function partialApplyNativeFunction(native, args, environment) {\n', 'spend(100)'],
  ['function applyNativeFunction(proc, env) {\n', 'spend(4)'],
  ['function analyseDateTimePicture(picture) {\n', 'spendOnPicture(picture)'],
  ['function analyseIntegerPicture(picture) {\n', 'spendOnPicture(picture)'],
  ['function formatNumber(value, picture, options) {\n', 'spend(60);\nevaluation.spendOnPicture(picture)'],
  ['function formatBase(value, radix) {\n', 'spend(3)'],
  ['function formatInteger(value, picture) {\n', 'spend(30)'],
  ['function decimalToRoman(value) {\n', 'spend(0.5)'],
  ['function decimalToLetters(value, aChar) {\n', 'spend(60)'],
  ['function numberToWords(value, ordinal) {\n', 'spend(5)'],
  ['function parseInteger(value, picture) {\n', 'spend(20 + (value ?? "").length / 8)'],
  ['function formatDateTime(millis, picture, timezone) {\n', 'spend(30)'],
  ['function parseDateTime(timestamp, picture) {\n', 'spend(20)'],
];

const REPLACED = [
  [1, 'environment.base.depth++;\n        environment.base.guardrails();', 'evaluation.enter();'],
  [1, /var exitCallback = [\s\S]*?\n {8}}\n/, 'evaluation.leave(result);\n'],
  [
    1,
    'result = proc.implementation.apply(focus, validatedArgs);',
    'evaluation.call(validatedArgs);\nresult = evaluation.made(proc.implementation.apply(focus, validatedArgs));',
  ],
  [
    1,
    'async: enclosingEnvironment ? enclosingEnvironment.async : false,',
    'height: evaluation.nest(enclosingEnvironment ? enclosingEnvironment.height + 1 : 0),',
  ],
  [
    1,
    "return typeof arg === 'object' && arg !== null ? Object.keys(arg) : [];",
    "if (typeof arg !== 'object' || arg === null) return [];\nconst names = Object.keys(arg);\nevaluation.spend(names.length / 2);\nreturn names;",
  ],
  [
    1,
    'stepEnv = createFrameFromTuple(environment, tupleBindings[ee]);\n',
    'stepEnv = createFrameFromTuple(environment, tupleBindings[ee]);\nvar names = utils.keys(tupleBindings[ee]).length;\n',
  ],
  [
    1,
    'tuple = Object.create(null);\n',
    'evaluation.makeTuple(result.length, names + (res.tupleStream ? utils.keys(res[bb]).length : 0));\ntuple = Object.create(null);\n',
  ],
  [1, 'if(aa === bb) {', 'evaluation.spendOnComparison(aa);\nif(aa === bb) {'],
  // A value in a message may be very much text.
  [1, 'return err[arguments[1]];', 'return evaluation.weighed(err[arguments[1]]);'],
  [1, 'result = new Array(size);\n', 'evaluation.makeItems(size);\nresult = new Array(size);\n'],
  [1, 'return strs.join(separator);', 'evaluation.makeJoined(strs, separator);\nreturn strs.join(separator);'],
  [
    1,
    'str = JSON.stringify(arg, function (key, val) {\n',
    'var weigh = evaluation.weigher();\nstr = JSON.stringify(arg, function (key, val) {\nweigh(val);\n',
  ],
  [1, /(function keys\(arg\) {\n)(?=\s*var result)/, 'function keys(arg) {\nevaluation.spend(0.25);\n'],
  // The clock and chance come from outside.
  [1, 'timestamp = new Date();\n', 'timestamp = new Date(evaluation.now());\n'],
  [2, 'Math.random()', 'evaluation.random()'],
  // Regular expressions run in linear time.
  [1, 'new environment.base.RegexEngine(expr.value)', 'linearRegex(expr.value)'],
  [1, "new RegExp(fullRegex, 'i')", "linearRegex(new RegExp(fullRegex, 'i'))"],
  // An array may have more items than a call may have arguments.
  [1, 'return Math.max.apply(Math, args);', 'return numbers.plain(args.reduce((a, b) => numbers.extreme(a, b, 1)));'],
  [1, 'return Math.min.apply(Math, args);', 'return numbers.plain(args.reduce((a, b) => numbers.extreme(a, b, -1)));'],
  // Merging recursively per item, with no await in between, would overflow the stack.
  [
    1,
    /var merge_iter = [\s\S]*?merge_iter\(merged, l, r\);\n/,
    `var merged = [], i = 0, j = 0;
    while (i < l.length && j < r.length) {
      evaluation.spendOnComparison(l[i]);
      merged.push(comp(l[i], r[j]) ? r[j++] : l[i++]);
    }
    while (i < l.length) merged.push(l[i++]);
    while (j < r.length) merged.push(r[j++]);
`,
  ],
  // Numbers are those of state data: longs and doubles that JavaScript has not are numbers too.
  [1, '        return isNum;\n', '        return isNum || numbers.isSpecial(n);\n'],
  [1, 'var type = typeof value;\n', 'var type = numbers.typeOf(value);\n'],
  [1, 'if (lhs === rhs) {\n', 'if (lhs === rhs || numbers.areEqual(lhs, rhs)) {\n'],
  [1, 'if(rhs[i] === lhs) {\n', 'if (rhs[i] === lhs || numbers.areEqual(rhs[i], lhs)) {\n'],
  [2, 'var ltype = typeof lhs;\n', 'lhs = numbers.plain(lhs);\nvar ltype = numbers.typeOf(lhs);\n'],
  [2, 'var rtype = typeof rhs;\n', 'rhs = numbers.plain(rhs);\nvar rtype = numbers.typeOf(rhs);\n'],
  [1, 'var atype = typeof aa;\n', 'aa = numbers.plain(aa);\nvar atype = numbers.typeOf(aa);\n'],
  [1, 'var btype = typeof bb;\n', 'bb = numbers.plain(bb);\nvar btype = numbers.typeOf(bb);\n'],
  ...['+', '-', '*', '/', '%'].map((operator) => [
    1,
    `result = lhs ${operator} rhs;`,
    `result = numbers.calculate(lhs, rhs, '${operator}');`,
  ]),
  [2, 'total += num;\n', "total = numbers.calculate(total, num, '+');\n"],
  [1, 'return total / args.length;', 'return Number(total) / args.length;'],
  [1, 'Math.floor(predicate.value)', 'Math.floor(Number(predicate.value))'],
  [1, 'Math.floor(ires)', 'Math.floor(Number(ires))'],
  [1, 'if (arg !== 0) {', 'if (Number(arg) !== 0) {'],
  [
    1,
    'function evaluateRangeExpression(lhs, rhs, environment) {\n',
    'function evaluateRangeExpression(lhs, rhs, environment) {\nlhs = numbers.plain(lhs);\nrhs = numbers.plain(rhs);\n',
  ],
  // A function gets a JavaScript number for its `n`, one of these four the number itself for its `(n)`.
  [3, 'validatedArgs.push(arg);\n', "validatedArgs.push(param.type === 'n' ? numbers.argument(arg) : arg);\n"],
  [1, "defineFunction(fn.abs, '<n-:n>')", "defineFunction(fn.abs, '<(n)-:n>')"],
  [1, "defineFunction(fn.floor, '<n-:n>')", "defineFunction(fn.floor, '<(n)-:n>')"],
  [1, "defineFunction(fn.ceil, '<n-:n>')", "defineFunction(fn.ceil, '<(n)-:n>')"],
  [1, "defineFunction(fn.round, '<n-n?:n>')", "defineFunction(fn.round, '<(n)-n?:n>')"],
  [1, 'result = Math.abs(arg);', 'result = numbers.abs(arg);'],
  [1, 'result = Math.floor(arg);', 'result = numbers.toWhole(arg, Math.floor);'],
  [1, 'result = Math.ceil(arg);', 'result = numbers.toWhole(arg, Math.ceil);'],
  [
    1,
    'function round(arg, precision) {\n',
    "function round(arg, precision) {\narg = numbers.plain(arg);\nif (typeof arg === 'bigint') return arg;\n",
  ],
  [
    1,
    "if (typeof arg === 'number') {\n            // already",
    "if (typeof arg === 'number' || numbers.isSpecial(arg)) {\n            // already",
  ],
  [1, 'result = parseFloat(arg);', 'result = numbers.exactly(arg, parseFloat(arg));'],
  [1, "return create('number', num);", "return create('number', numbers.exactly(match[0], num));"],
  [1, 'function string(arg, prettify = false) {', 'function string(arg, prettify = false, asStateData = false) {'],
  [
    1,
    /str = (JSON\.stringify\(arg, function[\s\S]*?}, space\));/,
    (_, text) => `str = numbers.stringify(arg, () => ${text}, prettify, asStateData);`,
  ],
  [1, 'return JSON.parse(fn.string(arg));', 'return numbers.readJson(fn.string(arg, false, true));'],
  [1, 'return JSON.stringify(err[arguments[1]]);', 'return numbers.writeJson(evaluation.weighed(err[arguments[1]]));'],
  // AWS: text that is no Base64 fails — measured by others with TestState.
  [1, '        return atob(str);', '        return atob(evaluation.base64(str));'],
  // Arrays and objects of the input are not written to: a transformation changes what it has cloned, and nothing that its pattern finds elsewhere.
  [
    1,
    'var matches = evaluate(expr.pattern, result, environment);\n',
    `if (cloneFunction !== staticFrame.lookup('clone')) result = apply(staticFrame.lookup('clone'), [result], null, environment);
    const own = evaluation.partsOf(result);
    var matches = evaluate(expr.pattern, result, environment);
`,
  ],
  [1, 'match[prop] = update[prop];', 'if (own.has(match)) match[prop] = update[prop];'],
  [1, "if(typeof match === 'object' && match !== null) {", 'if (own.has(match)) {'],
  [1, 'input.push(undefined);', 'input = [undefined];'],
  [1, "if(typeof proc === 'object') {", 'if(proc && isFunction(proc)) {'],
  [
    1,
    '            resultSequence.keepSingleton = true;',
    'if (resultSequence && isSequence(resultSequence)) resultSequence.keepSingleton = true;',
  ],
  [
    1,
    /if\(result\.body\.procedure\.type === 'variable'\) {\s*next\.token = [^\n]*\n\s*}\n\s*next\.position = [^\n]*\n/,
    `if (next && isFunction(next)) {
      if (result.body.procedure.type === 'variable') next.token = result.body.procedure.value;
      next.position = result.body.procedure.position;
    }
`,
  ],
];

/** What nothing is to be told of step by step: a path through objects alone is followed without a sequence for each step. */
const SHORTENED = [
  [
    1,
    'function evaluatePath(expr, input, environment) {\n',
    `function evaluatePath(expr, input, environment) {
      const path = paths.plainPathOf(expr);
      if (path) {
        evaluation.spend(path.keys.length);
        const value = paths.followPlainPath(path, environment.lookup(path.root));
        if (value !== paths.NOT_PLAIN && !(value && isSequence(value))) return value;
      }
`,
  ],
];

const replaceExactly = (source, times, find, text) => {
  const pattern = find instanceof RegExp ? new RegExp(find, 'g') : find;
  const found = typeof pattern === 'string' ? source.split(pattern).length - 1 : [...source.matchAll(pattern)].length;
  if (found !== times) {
    throw new Error(
      `jsonata has changed: expected ${times} × ${find}, found ${found}. Adapt src/asl/jsonata/synchronous-jsonata.mjs.`,
    );
  }
  return source.replaceAll(pattern, typeof text === 'string' ? () => text : text);
};

/**
 * The text of jsonata.js as an ES module whose default export evaluates synchronously; throws when the package is not what it was. The
 * traced one tells of everything that it evaluates.
 */
export const synchronousJsonata = (source, isTraced = false) => {
  let code = source
    .replace(/\basync\s+(?=function\b|\()/g, '')
    .replace(/\bawait\s+/g, '')
    .replaceAll('Promise.all(', '(');
  for (const [times, find] of REMOVED) code = replaceExactly(code, times, find, '');
  for (const [behind, call] of COUNTED) code = replaceExactly(code, 1, behind, `${behind}evaluation.${call};\n`);
  for (const [times, find, text] of REPLACED) code = replaceExactly(code, times, find, text);
  const left = code.match(/.*\b(?:async|await|Promise|entryCallback|exitCallback|framePushCallback|merge_iter)\b.*/);
  if (left) throw new Error(`jsonata has changed: "${left[0].trim()}" is left. Adapt src/asl/jsonata/synchronous-jsonata.mjs.`);
  for (const [times, find, text] of isTraced ? TRACED : SHORTENED) code = replaceExactly(code, times, find, text);
  return `${HEAD}${isTraced ? TRACED_HEAD : ''}${code}\nexport default module.exports;\n`;
};

const isTracing = (importer) => importer !== undefined && TRACING.test(importer);

/** What tells the copy that is traced from the one that runs executions. */
const TRACED_SUFFIX = '?traced';

/** For esbuild. */
export const esbuildSynchronousJsonata = {
  name: 'synchronous-jsonata',
  setup: (build) => {
    build.onResolve({ filter: /^jsonata$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === TRACED_SUFFIX || !isTracing(from.importer)) return undefined;
      return { ...(await build.resolve(path, { ...from, pluginData: TRACED_SUFFIX })), suffix: TRACED_SUFFIX };
    });
    build.onLoad({ filter: JSONATA }, async ({ path, suffix }) => ({
      contents: synchronousJsonata(await readFile(path, 'utf8'), suffix === TRACED_SUFFIX),
      loader: 'js',
    }));
  },
};

/** For Vite; `jsonata` must also stand in `server.deps.inline` of Vitest. */
export const viteSynchronousJsonata = {
  name: 'synchronous-jsonata',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (source !== 'jsonata' || !isTracing(importer)) return undefined;
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    return resolved && `${resolved.id.replace(/\?.*$/, '')}${TRACED_SUFFIX}`;
  },
  transform: (source, id) => {
    const [path, query] = id.split('?');
    return JSONATA.test(path) ? { code: synchronousJsonata(source, query === 'traced'), map: null } : undefined;
  },
};
