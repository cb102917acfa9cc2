/**
 * Limits of Step Functions that code decides by. Lengths of single members stand in the input tables.
 * Sources: [quotas] https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, [api] the API reference of the action.
 */

/** Seconds that GetActivityTask holds a request when there is no task [api: GetActivityTask]. */
export const ACTIVITY_POLL_SECONDS = 60;

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
