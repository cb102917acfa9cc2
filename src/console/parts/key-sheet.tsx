import { useEffect, useRef, useState } from 'preact/hooks';
import { go, useConsole, useHref } from '../console-context.ts';
import { Dialog } from './dialog.tsx';
import { WAYS } from './top-bar.tsx';

/** How long after `g` the letter of a screen may come, in milliseconds. */
const SECOND_KEY_MILLIS = 1_200;

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['?', 'shows these keys'],
  ...WAYS.map(({ key, title }): [string, string] => [`g ${key}`, `goes to ${title}`]),
  ['/', 'goes to the filter of the screen'],
  ['.', 'holds still, and follows again'],
  ['Arrows', 'in a graph, a table, a list of tabs: from one to the next'],
  ['Enter', 'chooses'],
  ['+ − 0', 'in a graph: larger, smaller, all of it'],
  ['Ctrl wheel', 'in a graph: larger, smaller'],
  ['Esc', 'closes a dialog'],
];

/** What the keys do, on every screen, and the sheet that tells it. */
export function KeySheet() {
  const { live } = useConsole();
  const href = useHref();
  const [isOpen, setOpen] = useState(false);
  /** When `g` was pressed last. */
  const goneAt = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isWriting(event.composedPath()[0]) ||
        document.querySelector('dialog[open]')
      )
        return;
      const isSecond = event.timeStamp - goneAt.current < SECOND_KEY_MILLIS && goneAt.current > 0;
      goneAt.current = event.key === 'g' ? event.timeStamp : 0;
      const way = isSecond ? WAYS.find(({ key }) => key === event.key) : undefined;
      if (way) go(href({ screen: way.screen }));
      else if (event.key === '?') setOpen(true);
      else if (event.key === '.') live.pause(live.state() !== 'paused');
      else if (event.key === '/') document.querySelector<HTMLElement>('[data-filter]')?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [live, href]);
  if (!isOpen) return null;
  return (
    <Dialog title="Keys" close={() => setOpen(false)}>
      <dl class="keys">
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** The editor is in a shadow root: seen from outside of it, all that happens there happens to its host. */
const isWriting = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
