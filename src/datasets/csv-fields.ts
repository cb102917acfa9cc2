/** How far the fields of a record have been read: a quoted field may go on in the next line. */
export interface UnfinishedRecord {
  readonly fields: string[];
  readonly field: string;
}

const QUOTE = '"';
const ESCAPE = '\\';

/**
 * Reads the fields of a line; what it leaves unfinished is passed in again with the next one.
 * AWS: fields are separated by the delimiter and not trimmed; quotation marks may enclose a field and are doubled to stand for
 * themselves, outside of quotation marks too; a backslash takes the special meaning from a backslash, a quotation mark or the delimiter
 * inside a field, and is left out before anything else — How Step Functions parses input CSV files.
 */
export function readFields(line: string, delimiter: string, before?: UnfinishedRecord): string[] | UnfinishedRecord {
  const fields = before?.fields ?? [];
  let field = before ? `${before.field}\n` : '';
  let isQuoted = before !== undefined;
  let hasBegun = before !== undefined;
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    const next = line.charAt(index + 1);
    if (character === ESCAPE) {
      hasBegun = true;
      if (next !== '' && (next === ESCAPE || next === QUOTE || next === delimiter)) {
        field += next;
        index++;
      }
    } else if (character === QUOTE) {
      if ((isQuoted || hasBegun) && next === QUOTE) {
        field += QUOTE;
        index++;
      } else {
        // One that neither begins nor ends the field is a part of it; blanks in front of the first are not. (inferred)
        if (!isQuoted && field.trim() === '') field = '';
        else if (next !== '' && next !== delimiter) field += QUOTE;
        isQuoted = !isQuoted;
      }
      hasBegun = true;
    } else if (character === delimiter && !isQuoted) {
      fields.push(field);
      field = '';
      hasBegun = false;
    } else {
      const end = plainEnd(line, index, delimiter);
      field += line.slice(index, end);
      index = end - 1;
      hasBegun = true;
    }
  }
  if (isQuoted) return { fields, field };
  fields.push(field);
  return fields;
}

/** Where the run of characters ends that mean nothing but themselves. */
function plainEnd(line: string, start: number, delimiter: string): number {
  let end = start + 1;
  while (end < line.length) {
    const character = line.charAt(end);
    if (character === QUOTE || character === ESCAPE || character === delimiter) break;
    end++;
  }
  return end;
}
