import type { Machine } from '#asl/state.ts';
import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';
import type { ReadBundle } from '../bundles/read-bundle.ts';
import { ControlError } from '../control-error.ts';

const ENDS = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/** Throws ControlError where a history is not whole, or, given its machine, cannot be of that machine. */
export function checkRecording({ execution, events }: ReadBundle, machine: Machine | undefined): void {
  if (execution.arn.kind === 'express')
    throw new ControlError('AWS keeps no history of an EXPRESS execution.', 'Only STANDARD executions can be replayed.');
  const [first] = events;
  const last = events.at(-1);
  if (first?.type !== 'ExecutionStarted') throw cut(`The history begins with ${shown(first)} instead of ExecutionStarted`);
  if (last === undefined || !ENDS.test(last.type))
    throw cut(`The history ends with ${shown(last)}, and the execution has ${execution.status}`);
  if (!machine) return;
  const foreign = events.find((event) => {
    const { name } = detailsOf(event);
    return (
      event.type.endsWith('StateEntered') &&
      machine.states.get(String(name))?.type !== event.type.slice(0, -'StateEntered'.length)
    );
  });
  if (!foreign) return;
  const name = String(detailsOf(foreign)['name']);
  const here = machine.states.get(name);
  throw new ControlError(
    `The history is of another machine: event ${foreign.id} is ${foreign.type} of '${name}', and the definition has ${here ? `a ${here.type} state of that name` : 'no state of that name'}.`,
    'Take the definition of the revision that ran: aws stepfunctions describe-state-machine-for-execution. To try another one, give it beside the bundle.',
  );
}

const shown = (event: HistoryEvent | undefined): string => (event ? `event ${event.id}, ${event.type}` : 'nothing');

const cut = (message: string): ControlError =>
  new ControlError(
    `${message}: some of it is missing.`,
    'Save all pages, in order: aws stepfunctions get-execution-history does by itself, boto3 by its paginator.',
  );
