import type { MapRunCounts } from '../../client/map-runs.ts';
import type { Outcome } from '../../model/outcome.ts';
import { OutcomeMark } from '../../parts/status.tsx';

const ROWS: readonly (readonly [
  of: 'succeeded' | 'failed' | 'timedOut' | 'aborted' | 'running' | 'pending',
  outcome: Outcome,
  word: string,
])[] = [
  ['succeeded', 'succeeded', 'Succeeded'],
  ['failed', 'failed', 'Failed'],
  ['timedOut', 'timed-out', 'Timed out'],
  ['aborted', 'aborted', 'Aborted'],
  ['running', 'running', 'Running'],
  ['pending', 'waiting', 'Pending'],
];

/** How many stand how, as a bar and in numbers. */
export function CountsPanel({ title, counts }: { readonly title: string; readonly counts: MapRunCounts }) {
  const { total, resultsWritten } = counts;
  const share = (value: number) => (total === 0 ? 0 : (100 * value) / total);
  const shown = ROWS.filter(([of]) => counts[of] > 0 || of === 'succeeded' || of === 'failed');
  return (
    <section class="panel" aria-label={`${title} in numbers`}>
      <div class="panel-head">
        <h2>{title}</h2>
        <span class="number">{total.toLocaleString('en')}</span>
      </div>
      <div class="shares" aria-hidden="true">
        {ROWS.filter(([of]) => counts[of] > 0).map(([of, outcome]) => (
          <span key={of} class={`share ${outcome}`} style={{ width: `${share(counts[of])}%` }} />
        ))}
      </div>
      <dl class="counts">
        {shown.map(([of, outcome, word]) => (
          <div key={of}>
            <dt>
              <OutcomeMark outcome={outcome} word={word} />
            </dt>
            <dd class="number">
              {counts[of].toLocaleString('en')} <span class="faint">{shareText(counts[of], total)}</span>
            </dd>
          </div>
        ))}
        {resultsWritten > 0 && (
          <div>
            <dt>Results written</dt>
            <dd class="number">{resultsWritten.toLocaleString('en')}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** Only all are 100 %, and only none are 0 %. */
function shareText(value: number, total: number): string {
  if (total === 0) return '';
  const percent = (100 * value) / total;
  if (value > 0 && percent < 1) return '< 1 %';
  return `${value < total ? Math.min(99, Math.round(percent)) : 100} %`;
}
