/** How many characters of a name or a label stand in a line. */
const LINE_CHARACTERS = 30;

/** A text in lines, so many at most, which are the text again one behind the other: broken where a word ends, and cut only at the end of the last one. */
export function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > LINE_CHARACTERS && lines.length < most - 1) {
    const at = breakIn(rest);
    lines.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...lines, shortened(rest, LINE_CHARACTERS)];
}

/** A text, cut where it is longer than that, never inside of a character. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, wholeAt(text, most - 1))}…` : text;
}

/** Behind a space or a mark, or between two words that are written as one: `chargeCard`. */
const WORD_END = /[\s\-_./:,)\]](?!$)|[a-z0-9](?=[A-Z])/g;

/** Where the first line of a text ends: at the end of its last word, where that does not leave it half empty. */
function breakIn(text: string): number {
  const ends = [...text.slice(0, LINE_CHARACTERS + 1).matchAll(WORD_END)].map(({ index }) => index + 1);
  const last = ends.findLast((end) => end <= LINE_CHARACTERS) ?? 0;
  return last > LINE_CHARACTERS / 2 ? last : wholeAt(text, LINE_CHARACTERS);
}

/** Before a character that takes two code units, where the offset is inside of it. */
const wholeAt = (text: string, offset: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset)) ? offset - 1 : offset;
