import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Position } from '#source-text/document.ts';

/** Something that is said of a text, where it stands in it. */
export interface Remark extends Position {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** An editor in a place of the page. */
export interface MountedEditor {
  /** Makes the text another one, if it is not that already. */
  readonly show: (text: string) => void;
  readonly remark: (remarks: readonly Remark[]) => void;
  readonly goTo: (position: Position) => void;
  readonly close: () => void;
}

/**
 * Opens CodeMirror within `host`, in a shadow root: there it adopts its style sheets, where in the page itself it would write a style element, which
 * the page's policy does not let it.
 */
export function mountEditor(
  host: HTMLElement,
  { text, label, changed }: { readonly text: string; readonly label: string; readonly changed: (text: string) => void },
): MountedEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const language = new Compartment();
  let isYaml = isYamlText(text);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        remarked,
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        highlightActiveLine(),
        language.of(isYaml ? yaml() : json()),
        syntaxHighlighting(COLOURS),
        LOOKS,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': label,
          'aria-description': 'Escape, then Tab, leaves the editor.',
        }),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          const now = update.state.doc.toString();
          changed(now);
          if (isYamlText(now) === isYaml) return;
          isYaml = !isYaml;
          view.dispatch({ effects: language.reconfigure(isYaml ? yaml() : json()) });
        }),
      ],
    }),
  });
  const offsetOf = ({ line, column }: Position): number => {
    const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    return Math.min(from + Math.max(column - 1, 0), to);
  };
  return {
    show(wanted) {
      const { doc } = view.state;
      if (doc.toString() !== wanted) view.dispatch({ changes: { from: 0, to: doc.length, insert: wanted } });
    },
    remark(remarks) {
      const marks = remarks.map(({ severity, message, ...position }) => {
        const from = offsetOf(position);
        const to = endOfToken(view.state.doc.sliceString(from, from + MAX_TOKEN), from);
        return Decoration.mark({ class: `remark ${severity}`, attributes: { title: message } }).range(from, to);
      });
      const drawn = marks.filter(({ from, to }) => to > from);
      view.dispatch({ effects: remarking.of(Decoration.set(drawn, true)) });
    },
    goTo(position) {
      view.dispatch({ selection: { anchor: offsetOf(position) }, scrollIntoView: true });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

const remarking = StateEffect.define<DecorationSet>();

/** What is underlined; it moves with what is written around it until something else is said. */
const remarked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { changes, effects }) => effects.find((effect) => effect.is(remarking))?.value ?? marks.map(changes),
  provide: (field) => EditorView.decorations.from(field),
});

const isYamlText = (text: string): boolean => !/^\s*([{[]|$)/.test(text);

/** How far a remark is underlined at most. */
const MAX_TOKEN = 120;

const endOfToken = (text: string, from: number): number =>
  from + (/^("(?:[^"\\\n]|\\.)*"?|[^\s,:{}[\]]+|.)/.exec(text)?.[0].length ?? 0);

// The colours are those of the page: custom properties reach into a shadow root.
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--json-name)' },
  { tag: [tags.string, tags.content], color: 'var(--json-text)' },
  { tag: tags.number, color: 'var(--json-number)' },
  { tag: [tags.bool, tags.null, tags.keyword], color: 'var(--json-word)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--faint)' },
  { tag: tags.definition(tags.propertyName), color: 'var(--json-name)' },
]);

const LOOKS = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--panel)', fontSize: '12px' },
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { color: 'var(--faint)', backgroundColor: 'var(--raised)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'transparent', boxShadow: 'inset 2px 0 var(--strong-line)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--chosen)',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--raised)', outline: '1px solid var(--strong-line)' },
  '.remark': { textDecoration: 'underline wavy var(--wait)', textUnderlineOffset: '3px' },
  '.remark.error': { textDecorationColor: 'var(--bad)' },
});
