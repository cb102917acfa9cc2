// What the copy of jsonata that is traced has beside the other (synchronous-jsonata.mjs): it tells the recorder which tokens it reads, and
// what becomes of each node. Executions run the other copy, and pay nothing.
import { fileURLToPath } from 'node:url';

/** Who gets the traced copy of the package. */
export const TRACING = /[\\/]asl[\\/]trace[\\/]traced-jsonata\.ts$/;

/** What the traced copy begins with. */
export const TRACED_HEAD = `import * as recorder from ${JSON.stringify(fileURLToPath(new URL('./recorder.ts', import.meta.url)))};\n`;

/** What is written in place of what, once the package is synchronous: how often it stands there, the text, the new text. */
export const TRACED = [
  // The tokens and where they begin: nodes know where theirs ends.
  [1, '// test for regex\n', 'begin = position;\n// test for regex\n'],
  [
    1,
    'var create = function (type, value) {\n',
    'var begin = 0;\nvar create = function (type, value) {\nrecorder.token(begin, position);\n',
  ],
  [1, "result = {type: 'parent', slot: {", "result = {type: 'parent', position: expr.position, slot: {"],
  // What a node comes to, or that it breaks.
  [
    1,
    'function evaluate(expr, input, environment) {\n',
    `function evaluate(expr, input, environment) {
      return recorder.recorded(expr, () => evaluateNode(expr, input, environment));
    }
    function evaluateNode(expr, input, environment) {
`,
  ],
  [
    1,
    'result = evaluateFunction(expr.rhs, input, environment, { context: lhs });',
    'result = recorder.recordedBy(expr, expr.rhs, () => evaluateFunction(expr.rhs, input, environment, { context: lhs }));',
  ],
  // A call in the place of a lambda's value is made by a loop around the lambda.
  [
    1,
    'result = applyInner(next, evaluatedArgs, input, environment);',
    'const tail = result.body;\nresult = recorder.recorded(tail, () => applyInner(next, evaluatedArgs, input, environment));',
  ],
  // How far a path has come behind a step, and what a predicate has left.
  [
    1,
    "if (!isTupleStream && (typeof resultSequence === 'undefined'",
    "recorder.stepped(step, isTupleStream ? tupleBindings.map((tuple) => tuple[step.focus ?? '@']) : resultSequence);\nif (!isTupleStream && (typeof resultSequence === 'undefined'",
  ],
  [
    1,
    'function evaluateFilter(predicate, input, environment) {\n',
    `function evaluateFilter(predicate, input, environment) {
      recorder.applied(predicate, input);
      const results = filterItems(predicate, input, environment);
      recorder.filtered(predicate, results);
      return results;
    }
    function filterItems(predicate, input, environment) {
`,
  ],
  [
    1,
    'function evaluateGroupExpression(expr, input, environment) {\n',
    'function evaluateGroupExpression(expr, input, environment) {\nrecorder.applied(expr, input);\n',
  ],
];
