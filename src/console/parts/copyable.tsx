import { useConsole } from '../console-context.ts';
import { Icon } from './icon.tsx';

/** A text that is copied by a click. */
export const Copyable = ({
  text,
  what,
  shown = text,
}: {
  readonly text: string;
  readonly what: string;
  readonly shown?: string;
}) => {
  const { notify } = useConsole();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notify({ text: `Copied ${what}.` });
    } catch {
      notify({ text: `The browser does not let this page copy ${what}: select it.`, isBad: true });
    }
  };
  return (
    <span class="copyable">
      <code>{shown}</code>
      <button type="button" class="quiet" title={`Copy ${what}`} aria-label={`Copy ${what}`} onClick={() => void copy()}>
        <Icon name="copy" />
      </button>
    </span>
  );
};
