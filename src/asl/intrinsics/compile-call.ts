import { writeJson } from '#json/write-json.ts';
import type { Expression } from '../expression.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';
import type { Json } from '../json.ts';
import { PathNotFound } from '../jsonpath/path-not-found.ts';
import type { Scope } from '../scope.ts';
import { StatesError } from '../states-error.ts';
import { compileReference } from './compile-reference.ts';
import { fillTemplate, format } from './format.ts';
import { INTRINSICS, isIntrinsicName } from './index.ts';
import { type Argument, type Call, parseCall } from './parse-call.ts';
import { unescapeLiteral } from './unescape-literal.ts';

type Evaluate = (scope: Scope) => Json;

/**
 * AWS: an intrinsic function that cannot be applied fails the execution as `States.Runtime`, whatever the States Language says of
 * `States.IntrinsicFailure` — users' reports, see intrinsicFailure.
 */
const FAILURE = 'States.Runtime';

/** Compiles a call of an intrinsic function, with the calls inside it. Throws `ExpressionSyntaxError`. */
export function compileCall(text: string): Expression {
  const variables = new Set<string>();

  function compile({ name, args }: Call): Evaluate {
    if (!isIntrinsicName(name)) throw new ExpressionSyntaxError(`There is no intrinsic function '${name}'`);
    const run = INTRINSICS[name];
    const invalid = `Invalid arguments in ${name}`;
    const evaluated = args.map((argument) => compileArgument(argument, invalid));
    const apply = run === format ? (compileFormat(args[0]) ?? run) : run;
    return (scope) => {
      const values = evaluated.map((evaluate) => evaluate(scope));
      const value = apply(values, scope);
      if (value === undefined) throw intrinsicFailure(text, invalid);
      return value;
    };
  }

  function compileArgument(argument: Argument, invalid: string): Evaluate {
    if (argument.kind === 'literal') return () => argument.value;
    if (argument.kind === 'call') return compile(argument.call);
    if (argument.kind === 'reference') return compilePathArgument(argument.text);
    const value = unescapeLiteral(argument.raw);
    if (value !== undefined) return () => value;
    // AWS: a backslash that escapes nothing is an error of the execution, not of the definition — States Language, "Intrinsic Functions".
    return () => {
      throw intrinsicFailure(text, invalid);
    };
  }

  function compilePathArgument(path: string): Evaluate {
    const reference = compileReference(path);
    for (const name of reference.variables) variables.add(name);
    return (scope) => {
      try {
        return reference.evaluate(scope);
      } catch (error) {
        if (!(error instanceof PathNotFound)) throw error;
        const input = writeJson(reference.root(scope));
        throw intrinsicFailure(text, `The JsonPath argument for the field '${path}' could not be found in the input '${input}'`);
      }
    };
  }

  const evaluate = compile(parseCall(text));
  return { text, kind: 'intrinsic', variables: [...variables], root: (scope) => scope.input, evaluate };
}

/** A template written in the call is taken apart once. */
function compileFormat(template: Argument | undefined): typeof format | undefined {
  if (template?.kind !== 'string') return undefined;
  const fill = fillTemplate(template.raw);
  return (values) => fill(values.slice(1));
}

/**
 * AWS: `The function 'F' had the following error: E`, E being `The JsonPath argument for the field '$.x' could not be found in the
 * input '…'` or `Invalid arguments in States.MathAdd`, as users report them; that F is the whole expression, not the nested call, is
 * inferred.
 */
function intrinsicFailure(text: string, reason: string): StatesError {
  return new StatesError(FAILURE, `The function '${text}' had the following error: ${reason}`);
}
