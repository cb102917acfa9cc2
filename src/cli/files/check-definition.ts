import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import type { Position } from '#source-text/document.ts';
import { placeOfDiagnostic } from '#source-text/place-of-diagnostic.ts';
import { CliError } from '../cli-error.ts';
import type { DefinitionFile } from './definition-file.ts';

/** What is to be said of a definition, and where that stands in its file. */
export interface Finding extends Position {
  readonly file: string;
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/Name/Field[0]` */
  readonly location?: string;
}

export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** Everything that AWS would say of a definition, in its words. */
export async function checkDefinition({ path, definition, locate }: DefinitionFile, type: StateMachineType): Promise<Finding[]> {
  const catalogue = await loadCatalogue(definition);
  const { diagnostics } = validateDefinition(definition, { type, catalogue });
  return diagnostics.map(({ severity, code, message, location }) => {
    const diagnostic = { message, ...(location !== undefined && { location }) };
    const { isAboutSource, ...place } = placeOfDiagnostic(diagnostic, { locate });
    return { file: path, severity, code, ...place, ...(location !== undefined && !isAboutSource && { location }) };
  });
}

/** The type that a flag names, STANDARD without one. Throws CliError. */
export function typeOf(given = 'STANDARD'): StateMachineType {
  if (given === 'STANDARD' || given === 'EXPRESS') return given;
  throw new CliError(`--type is ${JSON.stringify(given)}, but must be STANDARD or EXPRESS.`);
}

/** `file:line:column code message`, as editors find it. */
export const findingText = ({ file, line, column, code, message }: Finding): string =>
  `${file}:${line}:${column} ${code} ${message.replace(/\s*\n\s*/g, ' ')}`;
