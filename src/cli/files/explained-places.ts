import type { ExplainedField, Explanation } from '#control/explain/explanation.ts';
import type { Reason } from '#control/picture/reason.ts';
import type { Position } from '#source-text/document.ts';
import type { DefinitionFile } from './definition-file.ts';

/** Where what broke stands in the file, else where the field does. */
const placeOf = ({ locate, locateIn }: DefinitionFile, { location, broke }: ExplainedField): Position =>
  broke?.location !== undefined
    ? locate(broke.location)
    : broke?.from === undefined
      ? locate(location)
      : locateIn(location, broke.from);

/** `order.asl.json:9:24`, as editors find it. */
export function placeText(file: DefinitionFile, field: ExplainedField): string {
  const { line, column } = placeOf(file, field);
  return `${file.path}:${line}:${column}`;
}

/** Where what a state has failed by stands. */
export function reasonPlace({ path, locateIn }: DefinitionFile, { location, offset }: Reason): string {
  const { line, column } = locateIn(location, offset);
  return `${path}:${line}:${column}`;
}

/** An explanation with the places in the file: of each field, and of what broke. */
export function withPlaces(explanation: Explanation, file: DefinitionFile): object {
  const fields = explanation.fields.map((field) => ({
    ...field,
    file: file.locate(field.location),
    ...(field.broke ? { broke: { ...field.broke, file: placeOf(file, field) } } : {}),
  }));
  const { broke } = explanation;
  const culprit = explanation.fields.find((field) => field.broke && field.field === broke?.field);
  return {
    ...explanation,
    fields,
    ...(broke ? { broke: { ...broke, ...(culprit ? { file: placeOf(file, culprit) } : {}) } } : {}),
  };
}
