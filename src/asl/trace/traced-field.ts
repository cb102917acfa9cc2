import type { Json, JsonObject } from '#json/json.ts';
import { compileExpression, type Expression } from '../expression.ts';
import { compileJsonataTemplate } from '../jsonata/compile-jsonata-template.ts';
import { isJsonata } from '../jsonata/is-jsonata.ts';
import { compileTemplate } from '../payload-template.ts';
import type { QueryLanguage } from '../query-language.ts';
import type { ChoiceBranch, Field } from '../state.ts';
import type { Broke, Part, Trace } from './part.ts';
import type { Shown } from './shown.ts';
import { traceCall } from './trace-call.ts';
import { traceChoiceRule } from './trace-choice-rule.ts';
import { traceJsonata } from './trace-jsonata.ts';
import { tracePath } from './trace-path.ts';

/** An expression of a state that has been evaluated. */
export interface FieldTrace {
  /** As AWS names it where its evaluation fails: `Output/result[0]`, `Choices[1]/Condition`; of a template `Parameters/a.$`. */
  readonly field: string;
  /** As in diagnostics: `/States/Ship/Output/result[0]`. */
  readonly location: string;
  readonly kind: 'jsonata' | 'path' | 'intrinsic' | 'rule';
  /** As it is written; a choice rule has none. */
  readonly text: string;
  readonly value?: Shown;
  readonly broke?: Broke;
  readonly trace: Part;
}

/** Is told of each expression that has been evaluated, in order. */
export type Told = (field: FieldTrace) => void;

/** Compiles what stands in fields of a state so that it is traced. */
export interface FieldTracer {
  /** A value with expressions anywhere in it: Arguments, Parameters, Assign … */
  readonly template: (value: Json, field: string) => Field;
  /** A field that is one path, or one intrinsic function. */
  readonly path: (text: string, field: string) => Expression;
  readonly rule: (rule: JsonObject, field: string) => ChoiceBranch['test'];
}

/** `location`: where the state stands. */
export function createFieldTracer(language: QueryLanguage, location: string, told: Told): FieldTracer {
  const tell = (field: string, kind: FieldTrace['kind'], text: string) => (trace: Trace) =>
    told(fieldOf(field, kind, text, trace));

  const fieldOf = (field: string, kind: FieldTrace['kind'], text: string, { part, broke }: Trace): FieldTrace => ({
    field,
    location: `${location}/${field}`,
    kind,
    text,
    ...(part.value && !broke ? { value: part.value } : {}),
    ...(broke ? { broke } : {}),
    trace: part,
  });

  const path = (text: string, field: string): Expression =>
    text.startsWith('$') ? tracePath(text, tell(field, 'path', text)) : traceCall(text, tell(field, 'intrinsic', text));

  return {
    template: (value, field) =>
      language === 'JSONata'
        ? compileJsonataTemplate(value, field, (text, place) => traceJsonata(text, tell(place, 'jsonata', text)))
        : compileTemplate(value, (text, place) => path(text, `${field}${place}`)),
    path,
    rule: (rule, field) => traceChoiceRule(rule, `${location}/${field}`, tell(field, 'rule', '')).test,
  };
}

/** Compiles an expression that stands by itself so that it is traced. Throws JsonataSyntaxError, ExpressionSyntaxError. */
export function traceAlone(text: string, told: Told): Field {
  const tracer = createFieldTracer(isJsonata(text) ? 'JSONata' : 'JSONPath', '', (field) => told({ ...field, location: '' }));
  if (isJsonata(text)) return tracer.template(text, 'expression');
  // What is neither a path nor a call is refused in the same words as everywhere.
  compileExpression(text);
  return tracer.path(text, 'expression');
}
