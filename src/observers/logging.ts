import type { Revision } from '#storage/resource.ts';

/** What is logged of a revision's executions, where anything is. */
export interface Logging {
  readonly level: keyof typeof LEVELS;
  readonly includeExecutionData: boolean;
  /** `arn:aws:logs:<region>:<account>:log-group:<name>:*` */
  readonly logGroupArn?: string;
}

const FATAL = /^Execution(Failed|Aborted|TimedOut)$/;
const ERROR = /^FailStateEntered$|(Failed|Aborted|TimedOut)$/;

/**
 * The event types that each level lets through, but for OFF, which lets none. AWS: a table of all types — Log levels for Step Functions
 * execution events, and logs test_partial_log_levels; types that are younger than the table follow its rule (inferred).
 */
const LEVELS = { ALL: /^/, ERROR, FATAL } as const;

/** Whether an event of that type is logged. */
export const isLogged = ({ level }: Logging, type: string): boolean => LEVELS[level].test(type);

/** What a revision's settings ask to be logged; `undefined`: nothing. */
export function loggingOf(settings: Revision['settings']): Logging | undefined {
  const configuration = settings['loggingConfiguration'];
  if (!isObject(configuration)) return undefined;
  const { level, includeExecutionData, destinations } = configuration;
  if (!isLevel(level)) return undefined;
  const logGroupArn = logGroupOf(Array.isArray(destinations) ? destinations[0] : undefined);
  return { level, includeExecutionData: includeExecutionData === true, ...(logGroupArn === undefined ? {} : { logGroupArn }) };
}

function logGroupOf(destination: unknown): string | undefined {
  const group = isObject(destination) ? destination['cloudWatchLogsLogGroup'] : undefined;
  const arn = isObject(group) ? group['logGroupArn'] : undefined;
  return typeof arn === 'string' ? arn : undefined;
}

const isLevel = (level: unknown): level is keyof typeof LEVELS => typeof level === 'string' && Object.hasOwn(LEVELS, level);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
