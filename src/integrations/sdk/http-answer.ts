import { isObject } from '../json.ts';

/** The HTTP answer that an AWS SDK client got. */
export interface HttpAnswer {
  readonly statusCode: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where an SDK client's request goes, given what its middleware sees of it. */
export function endpointOf(request: unknown): string | undefined {
  if (!isObject(request) || typeof request['protocol'] !== 'string' || typeof request['hostname'] !== 'string') return undefined;
  return `${request['protocol']}//${request['hostname']}${typeof request['port'] === 'number' ? `:${request['port']}` : ''}`;
}

/** The answer that an SDK client got, given what its middleware sees of it; undefined if that is no HTTP answer. */
export function httpAnswerOf(response: unknown): HttpAnswer | undefined {
  if (!isObject(response) || typeof response['statusCode'] !== 'number' || !isObject(response['headers'])) return undefined;
  const headers = Object.entries(response['headers']).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { statusCode: response['statusCode'], headers: Object.fromEntries(headers) };
}
