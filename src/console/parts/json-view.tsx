import { useMemo, useState } from 'preact/hooks';
import { useConsole } from '../console-context.ts';
import { type JsonLine, jsonLines } from '../model/json-lines.ts';
import { Icon } from './icon.tsx';

/** How many lines are shown before somebody wants all of them, and how many characters of a text in them. */
const SHOWN_LINES = 60;
const SHOWN_CHARACTERS = 400;

/** State data, written out. What is long is cut, and shown whole when it is asked for. What is no JSON is shown as it is. */
export function JsonView({ text, label }: { readonly text: string; readonly label: string }) {
  const lines = useMemo(() => jsonLines(text) ?? plainLines(text), [text]);
  const [isWhole, setWhole] = useState(false);
  const { notify } = useConsole();
  const shown = isWhole ? lines : lines.slice(0, SHOWN_LINES);
  const isCut = !isWhole && (lines.length > SHOWN_LINES || text.length > SHOWN_CHARACTERS * SHOWN_LINES || hasLongToken(shown));
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => notify({ text: `Copied ${label}.` }),
      () => notify({ text: `The browser does not let this page copy ${label}.`, isBad: true }),
    );
  return (
    <div class="json">
      <button type="button" class="quiet json-copy" aria-label={`Copy ${label}`} title={`Copy ${label}`} onClick={copy}>
        <Icon name="copy" />
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre tabIndex={0} aria-label={label} role="region">
        {shown.map(({ indent, tokens }, index) => (
          <span key={index} class="json-line" style={{ paddingLeft: `${indent * 14}px` }}>
            {tokens.map((token, place) => (
              <span key={place} class={`json-${token.kind}`}>
                {isWhole || token.text.length <= SHOWN_CHARACTERS ? token.text : `${token.text.slice(0, SHOWN_CHARACTERS)}…`}
              </span>
            ))}
          </span>
        ))}
      </pre>
      {isCut && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show all: {lines.length.toLocaleString('en')} {lines.length === 1 ? 'line' : 'lines'},{' '}
          {text.length.toLocaleString('en')} characters
        </button>
      )}
    </div>
  );
}

const hasLongToken = (lines: readonly JsonLine[]): boolean =>
  lines.some(({ tokens }) => tokens.some(({ text }) => text.length > SHOWN_CHARACTERS));

const plainLines = (text: string): JsonLine[] =>
  text.split('\n').map((line) => ({ indent: 0, tokens: [{ kind: 'word', text: line }] }));
