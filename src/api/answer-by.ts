import type { ActionContext } from './action.ts';

/** How long before the end of its time a request gives up waiting, in milliseconds. */
const MARGIN_MILLIS = 1_000;

/** When a request that waits has to begin its answer, in epoch milliseconds; Infinity where nothing limits it. */
export const answerBy = ({ clockNow, remainingMillis }: Pick<ActionContext, 'clockNow' | 'remainingMillis'>): number =>
  clockNow() + remainingMillis() - MARGIN_MILLIS;
