import { isObject, type Json } from '#json/json.ts';
import type { QueryLanguage } from '../query-language.ts';
import { checkFields, type ObjectFields } from './check-fields.ts';
import type { Report } from './diagnostic.ts';
import type { FieldRule } from './state-fields.ts';

/** What is checked of an ItemReader or a ResultWriter besides the call that it makes. */
interface DataCall {
  /** Its other fields. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** The actions of S3 that its Resource may name. */
  readonly actions: readonly string[];
  readonly required: readonly string[];
}

/** The field that has a call's parameters in this query language. */
export const parametersField = (language: QueryLanguage): 'Arguments' | 'Parameters' =>
  language === 'JSONata' ? 'Arguments' : 'Parameters';

/**
 * Checks a call of S3 that a Distributed Map makes for its data: the fields, and the Resource.
 * AWS: where Parameters stand in the place of Arguments, only these are missed — github.com/aws/aws-cdk/issues/33396; the other way round, and
 * that an ItemReader is no exception, is (inferred), and so is that its Resource may have region and account.
 */
export function checkDataCall(value: Json, call: DataCall, language: QueryLanguage, location: string, report: Report): void {
  const own = parametersField(language);
  const foreign = own === 'Arguments' ? 'Parameters' : 'Arguments';
  const isMistaken = isObject(value) && value[own] === undefined && value[foreign] !== undefined;
  const shape: ObjectFields = {
    required: isMistaken ? [...call.required, own] : call.required,
    fields: {
      ...call.fields,
      Resource: { value: { kind: 'string', literal: true } },
      Parameters: { language: 'JSONPath', value: { kind: 'template' } },
      Arguments: { language: 'JSONata', value: { kind: 'jsonata' } },
      Comment: { value: { kind: 'any' } },
      ...(isMistaken ? { [foreign]: { value: { kind: 'any' } } } : {}),
    },
  };
  checkFields(value, shape, language, location, report);
  if (!isObject(value) || typeof value.Resource !== 'string') return;
  const [, action = ''] = /^arn:[^:]+:states:[a-z0-9-]*:(?:\d{12})?:s3:(\w+)$/.exec(value.Resource) ?? [];
  if (!call.actions.includes(action))
    report("The field 'Resource' does not match any of the allowed values", `${location}/Resource`);
}
