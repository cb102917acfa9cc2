import { SfnError } from './errors.ts';

/** AWS: the error and its member — API model; the text is (inferred). */
export function resourceNotFound(arn: string): SfnError {
  return new SfnError('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn });
}

/**
 * The same for aliases, and for versions that are named where an alias is made or listed; `why` is a sentence about where they were looked
 * for besides. AWS: measured by others.
 */
export function referencedResourceNotFound(arn: string, why?: string): SfnError {
  const message = 'Request references a resource that does not exist.';
  return new SfnError('ResourceNotFound', why === undefined ? message : `${message} ${why}`, { resourceName: arn });
}
