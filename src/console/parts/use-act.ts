import { useState } from 'preact/hooks';
import { CallError } from '../client/call-error.ts';
import { useConsole } from '../console-context.ts';

/** Does what somebody has asked for, once at a time, and says what came of it. */
export function useAct(): { readonly isBusy: boolean; readonly act: (work: () => Promise<string>) => Promise<boolean> } {
  const { notify } = useConsole();
  const [isBusy, setBusy] = useState(false);
  const act = async (work: () => Promise<string>) => {
    setBusy(true);
    try {
      notify({ text: await work() });
      return true;
    } catch (error) {
      notify({ text: complaint(error), isBad: true });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, act };
}

/** What went wrong, in a line. */
export function complaint(error: unknown): string {
  if (!(error instanceof CallError)) return String(error);
  return [error.code === '' ? error.message : `${error.code}: ${error.message}`, error.hint].filter(Boolean).join(' ');
}
