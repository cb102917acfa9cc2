import { SfnError } from './errors.ts';

/** AWS: the error and its member — API model; the text is inferred. */
export function resourceNotFound(arn: string): SfnError {
  return new SfnError('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn });
}
