import { Dialog } from './dialog.tsx';
import { SkipForm } from './skip-form.tsx';

/** Moves the time of one execution, or without an ARN of all. */
export const SkipDialog = ({ executionArn, close }: { readonly executionArn?: string; readonly close: () => void }) => (
  <Dialog title={executionArn === undefined ? 'Skip time for all' : 'Skip time'} close={close}>
    <p class="hint">
      {executionArn === undefined
        ? 'The time of every execution of this account and region'
        : 'The time of this execution alone, and of those that it waits for'}
      : also past what a token or an activity may take.
    </p>
    <SkipForm {...(executionArn !== undefined && { executionArn })} skipped={close} />
  </Dialog>
);
