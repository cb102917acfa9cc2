import { isArray, isObject, type Json } from '#json/json.ts';

/** Whether a definition is what a file holds, with whatever values in place of its `${Name}`: as templates and tests fill them in. */
export function isFilledFrom(file: Json, definition: Json): boolean {
  if (typeof file === 'string') return typeof definition === 'string' && isFilledText(file, definition);
  if (isArray(file))
    return (
      isArray(definition) &&
      file.length === definition.length &&
      file.every((item, index) => isFilledFrom(item, definition[index] ?? null))
    );
  if (!isObject(file)) return Object.is(file, definition);
  const names = Object.keys(file);
  return (
    isObject(definition) &&
    names.length === Object.keys(definition).length &&
    names.every((name) => Object.hasOwn(definition, name) && isFilledFrom(file[name] ?? null, definition[name] ?? null))
  );
}

function isFilledText(file: string, text: string): boolean {
  const [first = '', ...rest] = file.split(/\$\{[A-Za-z0-9_.]+\}/);
  const last = rest.pop();
  if (last === undefined) return file === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
