/**
 * Limits of Step Functions that code decides by. Lengths of single members stand in the input tables.
 * Sources: [quotas] https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, [api] the API reference of the action.
 */

/** Seconds that GetActivityTask holds a request when there is no task [api: GetActivityTask]. */
export const ACTIVITY_POLL_SECONDS = 60;

/** State machines of an account in a region [quotas]. */
export const MAX_STATE_MACHINES = 100_000;

/** Activities of an account in a region [quotas]. */
export const MAX_ACTIVITIES = 100_000;

/** Workers that poll for tasks of one activity at the same time [quotas]. */
export const MAX_ACTIVITY_POLLERS = 1_000;

/** Published versions of one state machine [quotas]. */
export const MAX_VERSIONS = 1_000;

/** Aliases of one state machine [quotas]. */
export const MAX_ALIASES = 100;

/** Tags of one resource [quotas]. */
export const MAX_TAGS = 50;

/** Executions that wait for each other, each started by a task of the one before: ours, AWS has none. */
export const MAX_NESTED_EXECUTIONS = 100;

/** Executions that tasks of one state machine want to start at the same time, before further tasks fail: ours. */
export const MAX_STARTS_BY_TASKS = 10_000;

/** Executions in a chain in which each starts the next one, before further ones take their time: ours. */
export const MAX_HURRIED_GENERATIONS = 100;

/** Milliseconds between two executions that tasks of one state machine start in such a chain: ours. */
export const UNHURRIED_START_MILLIS = 10;

/** Results on a page when `maxResults` is absent or 0 [api: every List action, GetExecutionHistory]. */
export const DEFAULT_PAGE_SIZE = 100;

/** Hours that a page token is good for [api: every List action, GetExecutionHistory]. */
export const PAGE_TOKEN_HOURS = 24;
