import { compileScalar } from '#asl/compile-field.ts';
import { isArray, isObject, type Json, type JsonObject } from '#asl/json.ts';
import { compileJsonataTemplate } from '#asl/jsonata/compile-jsonata-template.ts';
import { compileTemplate } from '#asl/payload-template.ts';
import type { MapState, ScalarField } from '#asl/state.ts';
import { parse, textOf } from '#interpreter/data.ts';
import { scopeOf, selectInput } from '#interpreter/data-flow.ts';
import type { JsonText } from '#interpreter/execution.ts';
import { itemInput, itemsOf } from '#interpreter/map-items.ts';
import { maxConcurrencyOf, toleranceOf } from '#interpreter/map-limits.ts';
import { readInteger } from '#interpreter/scalar-field.ts';
import type { Trial } from '#interpreter/try-state.ts';
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
interface MapTrial {
  readonly trial: Trial;
  readonly state: MapState;
  readonly fields: JsonObject;
  /** What its ItemReader reads. */
  readonly readerData?: string;
}

/** The way into a Map state: items, their selection and batches, and its limits. Throws StatesError: the state's failure. */
export function enterMap(map: MapTrial, inspection: Inspection): MapFacts {
  const { run, frame } = map.trial;
  const input = selectInput(run, frame, map.state.flow);
  const items = map.fields['ItemReader'] === undefined ? selectItems(map, input, inspection) : readerItems(map, inspection);
  const inputs = items && shapeItems(map, items, inspection);
  if (inputs) batchItems(map, inputs, input, inspection);

  inspection.add({ maxConcurrency: maxConcurrencyOf(run, frame, map.state, input) });
  const limits = toleranceOf(run, frame, map.state, input);
  inspection.add(limits);
  return { ...limits, ...(items ? { total: items.length } : {}) };
}

/** AWS: afterItemsPath is the part of the input's text that ItemsPath leads to, blanks and all — state_configuration.test_state_machine_with_state_error. */
function selectItems({ trial: { run, frame }, state }: MapTrial, input: JsonText, { add }: Inspection): readonly Json[] {
  const text = itemsOf(run, frame, state, input);
  if (state.queryLanguage === 'JSONPath') {
    const spelled = state.items?.kind === 'path' ? sliceJson(input, state.items.text) : input;
    add({ afterItemsPath: spelled ?? text });
  }
  return arrayOf(text);
}

function readerItems({ fields, readerData }: MapTrial, { add }: Inspection): readonly Json[] | undefined {
  if (readerData === undefined) return undefined;
  const config = isObject(fields['ItemReader']) ? fields['ItemReader']['ReaderConfig'] : undefined;
  const items = readItems(readerData, isObject(config) ? config : {});
  if (items && isObject(config) && config['ItemsPointer'] !== undefined) add({ afterItemsPointer: textOf(items) });
  return items;
}

function shapeItems(
  { trial: { run, frame }, state }: MapTrial,
  items: readonly Json[],
  { add }: Inspection,
): readonly JsonText[] {
  const inputs = items.map((item, index) => itemInput(run, frame, state, index, { value: textOf(item), source: 'STATE_DATA' }));
  if (state.itemSelector) add({ afterItemSelector: `[${inputs.join(',')}]` });
  return inputs;
}

function batchItems(
  { trial: { run, frame }, state, fields }: MapTrial,
  inputs: readonly JsonText[],
  input: JsonText,
  { add }: Inspection,
): void {
  const batcher = fields['ItemBatcher'];
  if (!isObject(batcher)) return;
  const limit = (name: string) =>
    limitOf(compileScalar(name, batcher, state.queryLanguage), (field) => readInteger(run, frame, field, input));
  const { BatchInput } = batcher;
  const compile =
    state.queryLanguage === 'JSONata' ? (value: Json) => compileJsonataTemplate(value, 'BatchInput') : compileTemplate;
  const batchInput = BatchInput === undefined ? undefined : textOf(compile(BatchInput).evaluate(scopeOf(run, frame, input)));
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
  const value = parse(text);
  return isArray(value) ? value : [];
}
