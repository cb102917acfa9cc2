import { OUTCOME_WORDS, type Outcome, outcomeOfStatus } from '../model/outcome.ts';
import { Icon, type IconName } from './icon.tsx';

/** Beside its colour an outcome has a drawing and a word. */
export const OUTCOME_ICONS: Readonly<Record<Outcome, IconName>> = {
  succeeded: 'check',
  caught: 'caught',
  failed: 'cross',
  running: 'running',
  waiting: 'clock',
  retrying: 'retry',
  aborted: 'stop',
  'timed-out': 'clock',
};

export const OutcomeMark = ({
  outcome,
  word = OUTCOME_WORDS[outcome],
}: {
  readonly outcome: Outcome;
  readonly word?: string;
}) => (
  <span class={`outcome ${outcome}`}>
    <Icon name={OUTCOME_ICONS[outcome]} />
    {word}
  </span>
);

const STATUS_WORDS: Readonly<Record<string, string>> = {
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'Timed out',
  ABORTED: 'Aborted',
  PENDING_REDRIVE: 'Pending redrive',
};

/** The status of an execution. */
export const Status = ({ status }: { readonly status: string }) => (
  <OutcomeMark outcome={outcomeOfStatus(status)} word={STATUS_WORDS[status] ?? status} />
);
