import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../../client/client.ts';
import { useConsole } from '../../console-context.ts';
import type { Remark } from '../../editor/code-mirror.ts';
import { complaint } from '../../parts/use-act.ts';

/** What is said of a definition as it is written. */
export interface Checked {
  /** The text that was looked at. */
  readonly text: string;
  /** Its definition as a JSON text; undefined where it is neither JSON nor YAML. */
  readonly definition: string | undefined;
  readonly remarks: readonly Remark[];
  /** Why nothing could be said. */
  readonly problem?: string;
}

/** How long nothing is typed before it is looked at, in milliseconds. */
const REST_MILLIS = 350;

/** Has a definition looked at, whenever somebody has stopped writing; undefined until the first time. */
export function useChecked(text: string, type: string): Checked | undefined {
  const { client } = useConsole();
  const [checked, setChecked] = useState<Checked>();
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      const next = await check(client, text, type).catch(
        (error: unknown): Checked => ({ text, definition: undefined, remarks: [], problem: complaint(error) }),
      );
      if (!isOver) setChecked(next);
    }, REST_MILLIS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, text, type]);
  return checked;
}

interface Diagnostics {
  readonly diagnostics: readonly {
    readonly severity: 'ERROR' | 'WARNING';
    readonly code: string;
    readonly message: string;
    readonly location?: string;
  }[];
}

async function check(client: Client, text: string, type: string): Promise<Checked> {
  const [{ definitionIn }, { readDocument }, { placeOfDiagnostic }] = await Promise.all([
    import('#source-text/definition-in.ts'),
    import('#source-text/document.ts'),
    import('#source-text/place-of-diagnostic.ts'),
  ]);
  const read = definitionIn(text);
  if ('problem' in read) {
    const { message, position } = read.problem;
    return { text, definition: undefined, remarks: [{ ...position, severity: 'error', message }] };
  }
  const { definition } = read;
  if (definition.trim() === '') return { text, definition: undefined, remarks: [] };
  const { diagnostics } = await client.action<Diagnostics>('ValidateStateMachineDefinition', {
    definition,
    type,
    severity: 'WARNING',
  });
  const document = readDocument(text);
  const remarks = diagnostics.map(({ severity, code, ...diagnostic }): Remark => {
    const { line, column, message } = placeOfDiagnostic(diagnostic, document);
    return { line, column, severity: severity === 'ERROR' ? 'error' : 'warning', message: `${code} ${message}` };
  });
  return { text, definition, remarks };
}
