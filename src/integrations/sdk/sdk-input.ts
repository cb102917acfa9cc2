import { isNumber, toNumber } from '#json/number.ts';
import { plainNumbers } from '#json/plain-numbers.ts';
import { writeJson } from '#json/write-json.ts';
import type { TaskFailure } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { wrongParameters } from '../wrong-parameters.ts';
import type { Spelling } from './sdk-names.ts';
import type { Shape } from './sdk-schema.ts';

/** A command's input, or what is wrong with the task's parameters. */
export type SdkInput = { readonly kind: 'input'; readonly input: JsonObject } | TaskFailure;

// AWS: recorded in test_s3_put_object, where Body is anything but the type is not given.
const TEXT_TYPE = 'text/plain; charset=UTF-8';
const TYPE_NAMES = {
  number: 'NUMBER',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  structure: 'STRUCTURE',
  list: 'LIST',
  map: 'MAP',
};

/**
 * Makes a command's input of a task's parameters, a JSON text, in the task's spelling. What is null is as good as absent.
 * AWS: where a text or a blob is wanted, an object or a list is sent as its JSON text — recorded in
 * test_sfn_start_execution_implicit_json_serialisation, test_publish_base, test_s3_put_object.
 */
export function readSdkInput(parameters: string, shape: Shape, spelling: Spelling): SdkInput {
  const given = parseJson(parameters);
  const problems: string[] = [];
  const input = isObject(given) ? readValue(given, shape, '', { spelling, problems }) : undefined;
  if (isObject(input) && problems.length === 0) return { kind: 'input', input };
  const reasons = isObject(given) ? problems : ['The value must be an object'];
  return wrongParameters(parameters, reasons);
}

interface Reading {
  readonly spelling: Spelling;
  readonly problems: string[];
}

function readValue(value: unknown, shape: Shape, field: string, reading: Reading): unknown {
  const wrong = (type: string): void => void reading.problems.push(`The value for the field '${field}' must be a ${type}`);
  switch (shape.kind) {
    case 'structure':
      return isObject(value) ? readStructure(value, shape.members, reading) : wrong(TYPE_NAMES.structure);
    case 'list':
      return Array.isArray(value) ? value.map((item) => readValue(item, shape.item(), field, reading)) : wrong(TYPE_NAMES.list);
    case 'map': {
      if (!isObject(value)) return wrong(TYPE_NAMES.map);
      const entries = Object.entries(value).filter(([, item]) => item !== null);
      return Object.fromEntries(entries.map(([key, item]) => [key, readValue(item, shape.value(), key, reading)]));
    }
    case 'string':
      return isScalar(value) ? wrong('STRING') : textOf(value);
    case 'blob':
      // AWS: "If you pass an unencoded string in the ASL definition, the stored value is base64 encoded" — aws/aws-cdk issue 7724.
      return Buffer.from(textOf(value));
    case 'stream':
      // AWS: a stream gets the JSON text whatever the value is, a text with its quotes — recorded in test_s3_put_object[str].
      return Buffer.from(writeJson(value));
    case 'timestamp': {
      const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      return Number.isNaN(time) ? wrong(TYPE_NAMES.timestamp) : new Date(time);
    }
    case 'number':
      return typeof value === 'bigint' ? value : isNumber(value) ? toNumber(value) : wrong(TYPE_NAMES.number);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong(TYPE_NAMES.boolean);
    case 'document':
      return plainNumbers(value);
    case 'events':
      reading.problems.push(`The field "${field}" is a stream of events, which Step Functions does not support`);
  }
}

function readStructure(given: JsonObject, members: ReadonlyMap<string, () => Shape>, reading: Reading): JsonObject {
  const byTaskName = new Map([...members].map(([name, shape]) => [reading.spelling(name), { name, shape }]));
  const input: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(given)) {
    const member = byTaskName.get(field);
    if (member === undefined) {
      reading.problems.push(`The field "${field}" is not supported by Step Functions`);
    } else if (value !== null) {
      const shape = member.shape();
      input[member.name] = readValue(value, shape, field, reading);
      if (shape.kind === 'stream' && members.has('ContentType')) input['ContentType'] ??= TEXT_TYPE;
    }
  }
  return input;
}

const isScalar = (value: unknown): boolean => isNumber(value) || typeof value === 'boolean';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : writeJson(value));
