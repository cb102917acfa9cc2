import type { Position } from '#source-text/document.ts';
import type { Remark } from '../../editor/code-mirror.ts';
import { Icon } from '../../parts/icon.tsx';

/** What is said of a definition, each with its place, to go there. */
export const Remarks = ({ remarks, goTo }: { readonly remarks: readonly Remark[]; readonly goTo: (place: Position) => void }) => (
  <ul class="remarks">
    {remarks.map((remark) => (
      <li key={`${remark.line}:${remark.column} ${remark.message}`} class={remark.severity}>
        <button type="button" class="link" onClick={() => goTo({ line: remark.line, column: remark.column })}>
          <Icon name={remark.severity === 'error' ? 'cross' : 'caught'} />{' '}
          <span class="number">
            {remark.line}:{remark.column}
          </span>{' '}
          {remark.severity === 'error' ? 'Error' : 'Warning'}
        </button>{' '}
        <span class="name">{remark.message}</span>
      </li>
    ))}
  </ul>
);
