import type { Position, SourceDocument } from './document.ts';

/** A diagnostic of a definition in AWS's words. */
export interface Diagnostic {
  readonly message: string;
  /** `/States/Name/Field[0]`, or for what is no JSON `[Source: …; line: 3, column: 7]`. */
  readonly location?: string;
}

/** Where what a diagnostic is about stands in the text of the definition, and what is wrong there. */
export function placeOfDiagnostic(
  { message, location = '/' }: Diagnostic,
  { locate }: Pick<SourceDocument, 'locate'>,
): Position & { readonly message: string; readonly isAboutSource: boolean } {
  const source = /line: (\d+), column: (\d+)\]$/.exec(location);
  if (source === null) return { ...locate(location), message, isAboutSource: false };
  // The reader of JSON says the place once more in its second line.
  const [text = ''] = message.split('\n');
  return { line: Number(source[1]), column: Number(source[2]), message: text, isAboutSource: true };
}
