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

/** Results on a page when `maxResults` is absent or 0 [api: every List action, GetExecutionHistory]. */
export const DEFAULT_PAGE_SIZE = 100;

/** Hours that a page token is good for [api: every List action, GetExecutionHistory]. */
export const PAGE_TOKEN_HOURS = 24;
