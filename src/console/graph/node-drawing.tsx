import type { GraphNode } from '#control/picture/graph-of.ts';
import { NAME_LINE, type PlacedNode } from '#control/picture/placed-graph.ts';
import { OUTCOME_WORDS } from '../model/outcome.ts';
import { Icon } from '../parts/icon.tsx';
import { OUTCOME_ICONS } from '../parts/status.tsx';
import type { NodeFacts } from './graph-view.tsx';

interface NodeDrawingProps {
  readonly place: PlacedNode;
  readonly node: GraphNode;
  readonly facts: NodeFacts | undefined;
  /** Whether it is known what happened at all. */
  readonly isKnown: boolean;
  readonly isSelected: boolean;
  readonly canFocus: boolean;
  readonly select: (state: string) => void;
}

/** A state: its name and type, what became of it by colour, drawing and word, and what else there is to say in signs. */
export function NodeDrawing({ place, node, facts, isKnown, isSelected, canFocus, select }: NodeDrawingProps) {
  const { state, x, y, width, height, lines, head, isBox } = place;
  const { type } = node;
  const outcome = facts?.outcome;
  const word = facts?.word ?? (outcome ? OUTCOME_WORDS[outcome] : isKnown ? 'Not reached' : '');
  const signs = facts?.signs ?? [];
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    select(state);
  };
  return (
    <g
      class={[
        'node',
        `type-${type}`,
        outcome ?? (isKnown ? 'not-reached' : ''),
        isBox ? 'box' : '',
        isSelected ? 'selected' : '',
      ].join(' ')}
      transform={`translate(${x} ${y})`}
      role="button"
      tabindex={canFocus ? 0 : -1}
      aria-pressed={isSelected}
      aria-label={[[state, type, ...signs].join(' '), word].filter(Boolean).join(', ')}
      data-state={state}
      onClick={() => select(state)}
      onKeyDown={key}
    >
      <rect class="node-shape" width={width} height={height} rx={type === 'Choice' ? 14 : type === 'Wait' ? 20 : 6} />
      {isBox && <path class="node-rule" d={`M0 ${head - 4}H${width}`} />}
      {outcome && (
        <g class={`node-mark ${outcome}`} transform="translate(9 12)">
          <Icon name={OUTCOME_ICONS[outcome]} size={16} />
        </g>
      )}
      <text class="node-name">
        {lines.map((line, row) => (
          <tspan key={row} x={outcome ? 31 : 12} y={17 + row * NAME_LINE}>
            {line}
          </tspan>
        ))}
      </text>{' '}
      <text class="node-type" x={outcome ? 31 : 12} y={31 + (lines.length - 1) * NAME_LINE}>
        {[type, ...signs].join('  ')}
      </text>
    </g>
  );
}
