/** Text of that many characters that hardly compresses: letters, digits and two signs, the same ones for the same seed. */
export function randomText(seed: number, length: number): string {
  const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let state = seed * 2_654_435_761 + 1;
  let text = '';
  for (let index = 0; index < length; index++) {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    text += SIGNS[state & 63];
  }
  return text;
}
