/** The codes of a diagnostic that this room gives. AWS: the list — API reference, ValidateStateMachineDefinitionDiagnostic; the JSONata and variable codes are missing there but are sent. */
type DiagnosticCode =
  | 'DUPLICATE_LABEL_NAME'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'INVALID_JSON_DESCRIPTION'
  | 'INVALID_LABEL_NAME'
  | 'INVALID_STATE_NAME'
  | 'INVALID_VARIABLE_NAME'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC'
  | 'RESERVED_VARIABLE_NAME'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'TOO_DEEPLY_NESTED'
  | 'UNSUPPORTED_JSONATA_EXPRESSION';

/** One finding about a definition, as ValidateStateMachineDefinition shows it. An ERROR keeps a machine from being created, a WARNING does not. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: DiagnosticCode;
  readonly message: string;
  /** `/States/Name/Field[0]`, `/` for the whole definition; absent where there is no place to point at. */
  readonly location?: string;
}

/** How a rule tells what it found. `location` is `''` for the whole definition, `undefined` where AWS gives none. */
export type Report = (message: string, location: string | undefined, code?: DiagnosticCode) => void;

/** More than anyone reads; it bounds the work and the answer for a definition made of mistakes. */
const MAX_DIAGNOSTICS = 1000;

const WARNINGS: ReadonlySet<DiagnosticCode> = new Set(['NO_DOLLAR', 'NO_PATH', 'PASS_RESULT_IS_STATIC']);

/** A Report that fills `diagnostics`, in the order of the calls. */
export function reportInto(diagnostics: Diagnostic[]): Report {
  return (message, location, code = 'SCHEMA_VALIDATION_FAILED') => {
    if (diagnostics.length >= MAX_DIAGNOSTICS) return;
    const severity = WARNINGS.has(code) ? 'WARNING' : 'ERROR';
    diagnostics.push(
      location === undefined
        ? { severity, code, message }
        : { severity, code, message, location: location === '' ? '/' : location },
    );
  };
}

/** Does this definition have to be refused? */
export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'ERROR');
