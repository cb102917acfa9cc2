import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';

/**
 * The items in an ItemReader's data, as its ReaderConfig says; `undefined` where the data is of a kind that is not read here (CSV,
 * Parquet, manifests) or holds no items.
 */
export function readItems(data: string, { InputType, ItemsPointer, MaxItems }: JsonObject): readonly Json[] | undefined {
  const items =
    InputType === 'JSONL'
      ? parseLines(data)
      : InputType === undefined || InputType === 'JSON'
        ? parseArray(data, ItemsPointer)
        : undefined;
  return typeof MaxItems === 'number' && MaxItems > 0 ? items?.slice(0, MaxItems) : items;
}

function parseArray(data: string, pointer: Json | undefined): readonly Json[] | undefined {
  const items = typeof pointer === 'string' ? valueAt(parse(data), pointer) : parse(data);
  return isArray(items) ? items : undefined;
}

function parseLines(data: string): readonly Json[] | undefined {
  const items = data
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parse);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** AWS: ItemsPointer is a JSON pointer — Map state, ReaderConfig. */
function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<Json | undefined>(
    (at, name) => (isArray(at) ? at[Number(name)] : isObject(at) ? at[name] : undefined),
    value,
  );
}

function parse(text: string): Json | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
