/** The address of the console of the fake at an address, whatever stage or secret ends that. */
export const consoleUrl = (url: string): string => `${url.replace(/\/$/, '')}/console/`;

/** The page of an execution, behind the address of the console. */
export const executionHash = (arn: string): string => `#/executions/${encodeURIComponent(arn).replaceAll('%3A', ':')}`;
