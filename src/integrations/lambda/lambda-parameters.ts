import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import { isNumber } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import type { TaskFailure } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { wrongParameters } from '../wrong-parameters.ts';

/** The parameters of a `lambda:invoke`, read. */
export type LambdaParameters = { readonly kind: 'input'; readonly input: InvokeCommandInput } | TaskFailure;

const TEXT_FIELDS = ['FunctionName', 'InvocationType', 'LogType', 'Qualifier', 'TenantId', 'DurableExecutionName'] as const;
const FIELDS: readonly string[] = [...TEXT_FIELDS, 'ClientContext', 'Payload'];

/**
 * Reads the parameters of `lambda:invoke`, a JSON text, into a request of the Invoke API, or says why AWS would not start the task.
 * A member that is null is as good as absent.
 * AWS: with `Payload: null` a function's event is {} — recorded in test_invoke_unsupported_param.
 */
export function readLambdaParameters(parameters: string): LambdaParameters {
  const given = parseJson(parameters);
  const fields = isObject(given) ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) : {};
  const { FunctionName: functionName } = fields;
  const problems = isObject(given) ? problemsOf(fields) : ['The value must be an object'];
  if (problems.length > 0 || typeof functionName !== 'string') return wrongParameters(parameters, problems);
  const texts = Object.fromEntries(
    TEXT_FIELDS.flatMap((name) => (typeof fields[name] === 'string' ? [[name, fields[name]]] : [])),
  );
  const { Payload: payload, ClientContext: context } = fields;
  return {
    kind: 'input',
    input: {
      FunctionName: functionName,
      ...texts,
      ...(context === undefined
        ? {}
        : { ClientContext: typeof context === 'string' ? context : Buffer.from(writeJson(context)).toString('base64') }),
      ...(payload === undefined ? {} : { Payload: Buffer.from(payloadText(payload)) }),
    },
  };
}

function problemsOf(fields: JsonObject): string[] {
  // The words for unknown and missing fields are those of the validation of definitions (inferred).
  const unknown = Object.keys(fields).filter((name) => !FIELDS.includes(name));
  const wrong = TEXT_FIELDS.filter((name) => fields[name] !== undefined && typeof fields[name] !== 'string');
  return [
    ...unknown.map((name) => `The field "${name}" is not supported by Step Functions`),
    ...(fields['FunctionName'] === undefined ? ["The field 'FunctionName' is required but was missing"] : []),
    ...[...wrong, ...['ClientContext', 'Payload'].filter((name) => isScalar(fields[name]))].map(
      (name) => `The value for the field '${name}' must be a STRING`,
    ),
  ];
}

// AWS: a Payload that is a number or a boolean does not start; objects, lists and texts do.
const isScalar = (value: unknown): boolean => isNumber(value) || typeof value === 'boolean';

// AWS: a Payload that is a string is sent as it is: the function gets 0 for "0" — recorded in test_invoke_json_values. A text that is no
// JSON is Lambda's to refuse.
const payloadText = (payload: unknown): string => (typeof payload === 'string' ? payload : writeJson(payload));
