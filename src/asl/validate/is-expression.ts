import { compileExpression, ExpressionSyntaxError } from '../expression.ts';

/** Is this a path (into the input, the context object or a variable), and no call of an intrinsic function? */
export const isPath = (text: string): boolean => text.startsWith('$') && isExpression(text);

/** Is this an expression of the JSONPath query language: a path or a call of an intrinsic function? */
export function isExpression(text: string): boolean {
  try {
    compileExpression(text);
    return true;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return false;
    throw error;
  }
}
