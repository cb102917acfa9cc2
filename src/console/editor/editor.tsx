import { useEffect, useRef, useState } from 'preact/hooks';
import type { Position } from '#source-text/document.ts';
import type { MountedEditor, Remark } from './code-mirror.ts';

export interface EditorProps {
  readonly label: string;
  readonly text: string;
  readonly set: (text: string) => void;
  readonly remarks?: readonly Remark[];
  /** Where to go: another object goes there again. */
  readonly place?: Position | undefined;
  readonly rows?: number;
}

/** A text that is written here: a plain field until the editor is loaded, and for good where it cannot be. */
export function Editor({ label, text, set, remarks = NONE, place, rows = 22 }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const [editor, setEditor] = useState<MountedEditor>();
  const latest = useRef({ text, set });
  latest.current = { text, set };

  useEffect(() => {
    let isOver = false;
    let mounted: MountedEditor | undefined;
    // Where it cannot be loaded, the plain field stays: everything else works with it as well.
    void import('./code-mirror.ts').then(
      ({ mountEditor }) => {
        if (isOver || host.current === null) return;
        const hadFocus = document.activeElement === plain.current;
        mounted = mountEditor(host.current, {
          text: latest.current.text,
          label,
          changed: (now) => latest.current.set(now),
        });
        if (hadFocus) mounted.goTo(START);
        setEditor(mounted);
      },
      () => {},
    );
    return () => {
      isOver = true;
      mounted?.close();
    };
  }, [label]);
  useEffect(() => editor?.show(text), [editor, text]);
  useEffect(() => editor?.remark(remarks), [editor, remarks]);
  useEffect(() => {
    if (place === undefined) return;
    if (editor) editor.goTo(place);
    else plain.current?.focus();
  }, [editor, place]);

  return (
    <div class="editor" style={{ height: `${rows * 18 + 4}px` }}>
      {!editor && (
        <textarea
          ref={plain}
          aria-label={label}
          spellcheck={false}
          value={text}
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
      <div ref={host} class="editor-host" hidden={!editor} />
    </div>
  );
}

const NONE: readonly Remark[] = [];

const START: Position = { line: 1, column: 1 };
