import type { Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import type { Expression } from '../expression.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';
import { PathNotFound } from '../jsonpath/path-not-found.ts';
import type { Scope } from '../scope.ts';
import { StatesError } from '../states-error.ts';
import { compileReference } from './compile-reference.ts';
import { fillTemplate, format } from './format.ts';
import { INTRINSICS, isIntrinsicName } from './index.ts';
import { IntrinsicFailure } from './intrinsic-failure.ts';
import { type Argument, type Call, parseCall } from './parse-call.ts';
import { unescapeLiteral } from './unescape-literal.ts';

/** Gives the value of a piece of a call. */
export type Evaluate = (scope: Scope) => Json;

/**
 * AWS: an intrinsic function that cannot be applied fails the execution as `States.Runtime`, whatever the States Language says of
 * `States.IntrinsicFailure` — users' reports, and recorded in a public corpus.
 */
const FAILURE = 'States.Runtime';

/** Puts something around the evaluation of a piece of a call, to hear of it. */
export type Watch = (piece: Argument, evaluate: Evaluate) => Evaluate;

/** Compiles a call of an intrinsic function, with the calls inside it. Throws `ExpressionSyntaxError`. */
export function compileCall(text: string, watch: Watch = (_, evaluate) => evaluate): Expression {
  const variables = new Set<string>();

  function compile({ name, args }: Call): Evaluate {
    if (!isIntrinsicName(name)) throw new ExpressionSyntaxError(`There is no intrinsic function '${name}'`);
    const run = INTRINSICS[name];
    const evaluated = args.map(compileArgument);
    const apply = run === format ? (compileFormat(args[0]) ?? run) : run;
    return (scope) => {
      const values = evaluated.map((evaluate) => evaluate(scope));
      return applied(() => apply(values, scope), `Invalid arguments in ${name}`);
    };
  }

  /** AWS: `There was an error while evaluating the intrinsic function: F. …`, F being the whole expression — recorded in a public corpus. */
  function applied(apply: () => Json | undefined, invalid: string): Json {
    const failure = (reason: string) =>
      new StatesError(FAILURE, `There was an error while evaluating the intrinsic function: ${text}. ${reason}`);
    try {
      const value = apply();
      if (value !== undefined) return value;
    } catch (error) {
      throw error instanceof IntrinsicFailure ? failure(error.message) : error;
    }
    throw failure(invalid);
  }

  function compileArgument(argument: Argument): Evaluate {
    return watch(argument, compilePiece(argument));
  }

  function compilePiece(argument: Argument): Evaluate {
    if (argument.kind === 'literal') return () => argument.value;
    if (argument.kind === 'call') return compile(argument.call);
    if (argument.kind === 'reference') return compilePathArgument(argument.text);
    const value = unescapeLiteral(argument.raw);
    if (value !== undefined) return () => value;
    // AWS: a backslash that escapes nothing is refused with the definition, unlike the States Language has it — aws/aws-cdk issue 27304.
    throw new ExpressionSyntaxError(`'${text}' escapes what needs no escape`);
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
        throw nothingThere(text, `The JsonPath argument for the field '${path}' could not be found in the input '${input}'`);
      }
    };
  }

  const evaluate = compileArgument(parseCall(text));
  return { text, kind: 'intrinsic', variables: [...variables], root: (scope) => scope.input, evaluate };
}

/** A template written in the call is taken apart once. */
function compileFormat(template: Argument | undefined): typeof format | undefined {
  if (template?.kind !== 'string') return undefined;
  const fill = fillTemplate(template.raw);
  return (values) => fill(values.slice(1));
}

/**
 * AWS: an argument's path that leads nowhere is told in other words than the rest: `The function 'F' had the following error: The JsonPath
 * argument for the field '$.x' could not be found in the input '…'` — recorded in a public corpus; that F is the whole expression, not the
 * nested call, is (inferred).
 */
const nothingThere = (text: string, reason: string): StatesError =>
  new StatesError(FAILURE, `The function '${text}' had the following error: ${reason}`);
