import { useRef } from 'preact/hooks';
import { useConsole } from '../console-context.ts';
import { Icon } from './icon.tsx';

/** Reads a file that somebody picks. */
export function FileButton({
  label,
  accept,
  read,
}: {
  readonly label: string;
  readonly accept: string;
  readonly read: (name: string, content: string) => void;
}) {
  const { notify } = useConsole();
  const picker = useRef<HTMLInputElement>(null);
  const picked = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    try {
      read(file.name, await file.text());
    } catch (error) {
      notify({ text: `${file.name} cannot be read: ${String(error)}`, isBad: true });
    }
    // Picking the same file again reads it again.
    input.value = '';
  };
  return (
    <>
      <button type="button" onClick={() => picker.current?.click()}>
        <Icon name="import" /> {label}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => void picked(event.currentTarget)}
      />
    </>
  );
}
