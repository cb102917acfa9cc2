/**
 * Limits of Step Functions that code decides by. Lengths of single members stand in the input tables.
 * Sources: [quotas] https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, [api] the API reference of the action.
 */

/** Bytes of UTF-8 of an execution's input, an output, a state's data or a task's result [quotas]. */
export const MAX_PAYLOAD_BYTES = 262_144;

/** Bytes of one request, headers included [quotas]. */
export const MAX_REQUEST_BYTES = 1_048_576;

/** Events of one execution; the execution fails when it would need more [quotas]. */
export const MAX_HISTORY_EVENTS = 25_000;

/** Days that a closed execution, and its name, are kept [quotas]. */
export const EXECUTION_RETENTION_DAYS = 90;

/** Seconds that an EXPRESS execution may run [quotas]. */
export const MAX_EXPRESS_SECONDS = 300;

/** Seconds that GetActivityTask holds a request when there is no task [api: GetActivityTask]. */
export const ACTIVITY_POLL_SECONDS = 60;

/** Pollers that may wait for tasks of one activity at a time [quotas]. */
export const MAX_ACTIVITY_POLLERS = 1_000;

/** State machines of one account and region [quotas]. */
export const MAX_STATE_MACHINES = 100_000;

/** Activities of one account and region [quotas]. */
export const MAX_ACTIVITIES = 100_000;

/** Open STANDARD executions of one account and region [quotas]. */
export const MAX_OPEN_EXECUTIONS = 1_000_000;

/** Open Map Runs of one account and region [quotas]. */
export const MAX_OPEN_MAP_RUNS = 1_000;

/** Child executions that a Map Run runs at a time when MaxConcurrency is 0 or above this [quotas]. */
export const MAX_MAP_RUN_CONCURRENCY = 10_000;

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
