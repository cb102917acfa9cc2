import { compileScalar } from '#asl/compile-field.ts';
import { compileJsonataTemplate } from '#asl/jsonata/compile-jsonata-template.ts';
import { compileTemplate } from '#asl/payload-template.ts';
import type { MapState, ScalarField } from '#asl/state.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import type { MapOnTrial } from '#interpreter/try-map.ts';
import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import type { Inspection } from './inspection.ts';
import { readItems } from './read-items.ts';
import { sliceJson } from './slice-json.ts';

/** What is known of a Map when its iterations would begin. */
export interface MapFacts {
  /** How many items it has; `undefined` where they come from a reader and no data was given. */
  readonly total?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** A Map state on trial, as it is compiled and as it is written. */
interface TestedMap {
  readonly map: MapOnTrial;
  readonly state: MapState;
  readonly fields: JsonObject;
  /** What its ItemReader reads. */
  readonly readerData?: string;
}

/** The way into a Map state: items, their selection and batches, and its limits. Throws StatesError: the state's failure. */
export function enterMap(tested: TestedMap, inspection: Inspection): MapFacts {
  const { map, fields } = tested;
  const input = map.selectInput();
  const items = fields['ItemReader'] === undefined ? selectItems(tested, input, inspection) : readerItems(tested, inspection);
  const inputs = items && shapeItems(tested, items, inspection);
  if (inputs) batchItems(tested, inputs, input, inspection);

  inspection.add({ maxConcurrency: map.maxConcurrencyOf(input) });
  const limits = map.toleranceOf(input);
  inspection.add(limits);
  return { ...limits, ...(items ? { total: items.length } : {}) };
}

/** AWS: afterItemsPath is the part of the input's text that ItemsPath leads to, blanks and all — state_configuration.test_state_machine_with_state_error. */
function selectItems({ map, state }: TestedMap, input: JsonText, { add }: Inspection): readonly Json[] {
  const text = map.itemsOf(input);
  if (state.queryLanguage === 'JSONPath') {
    const spelled = state.items?.kind === 'path' ? sliceJson(input, state.items.text) : input;
    add({ afterItemsPath: spelled ?? text });
  }
  return arrayOf(text);
}

function readerItems({ fields, readerData }: TestedMap, { add }: Inspection): readonly Json[] | undefined {
  if (readerData === undefined) return undefined;
  const config = isObject(fields['ItemReader']) ? fields['ItemReader']['ReaderConfig'] : undefined;
  const items = readItems(readerData, isObject(config) ? config : {});
  if (items && isObject(config) && config['ItemsPointer'] !== undefined) add({ afterItemsPointer: writeJson(items) });
  return items;
}

function shapeItems({ map, state }: TestedMap, items: readonly Json[], { add }: Inspection): readonly JsonText[] {
  const inputs = items.map((item, index) => map.itemInput(index, writeJson(item)));
  if (state.itemSelector) add({ afterItemSelector: `[${inputs.join(',')}]` });
  return inputs;
}

function batchItems({ map, state, fields }: TestedMap, inputs: readonly JsonText[], input: JsonText, { add }: Inspection): void {
  const batcher = fields['ItemBatcher'];
  if (!isObject(batcher)) return;
  const limit = (name: string) =>
    limitOf(compileScalar(name, batcher, state.queryLanguage), (field) => map.readInteger(field, input));
  const { BatchInput } = batcher;
  const compile =
    state.queryLanguage === 'JSONata' ? (value: Json) => compileJsonataTemplate(value, 'BatchInput') : compileTemplate;
  const batchInput = BatchInput === undefined ? undefined : writeJson(compile(BatchInput).evaluate(map.scopeOf(input)));
  const batches = batchesOf(inputs, limit('MaxItemsPerBatch'), limit('MaxInputBytesPerBatch'));
  const texts = batches.map(
    (batch) => `{${batchInput === undefined ? '' : `"BatchInput":${batchInput},`}"Items":[${batch.join(',')}]}`,
  );
  add({ afterItemBatcher: `[${texts.join(',')}]` });
}

const limitOf = (field: ScalarField | undefined, read: (field: ScalarField) => number): number =>
  field ? read(field) || Infinity : Infinity;

/** As many items a batch as both limits let through, one at least. */
function batchesOf(inputs: readonly JsonText[], maxItems: number, maxBytes: number): JsonText[][] {
  const batches: JsonText[][] = [];
  let bytes = 0;
  for (const input of inputs) {
    const size = Buffer.byteLength(input);
    const last = batches.at(-1);
    if (last && last.length < maxItems && bytes + size <= maxBytes) last.push(input);
    else batches.push([input]);
    bytes = last === batches.at(-1) ? bytes + size : size;
  }
  return batches;
}

function arrayOf(text: JsonText): readonly Json[] {
  const value = readJson(text);
  return isArray(value) ? value : [];
}
