/** From this weight on it takes long to check and to compile a definition: about 50 ms. */
const LONG = 32_768;

/** What parts of a definition that are compiled weigh, beside their characters, which weigh 1: measured. */
const WEIGHTS = { '{%': 128, '.$"': 32 };

/** Whether it takes long to check and to compile the definition with this text. */
export function isLongDefinition(text: string): boolean {
  let weight = text.length;
  for (const [mark, each] of Object.entries(WEIGHTS))
    for (let at = text.indexOf(mark); at >= 0 && weight <= LONG; at = text.indexOf(mark, at + 1)) weight += each;
  return weight > LONG;
}
