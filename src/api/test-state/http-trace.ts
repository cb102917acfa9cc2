import type { Inspection } from './inspection.ts';

/** Is shown the request that an HTTP task makes as it is sent, and the answer when there is one. */
export interface HttpTrace {
  /** Whether to show what an EventBridge connection adds to the request. */
  readonly revealSecrets: boolean;
  readonly sending: (request: ShownRequest) => void;
  readonly received: (response: ShownResponse) => void;
}

type Header = readonly [name: string, value: string];

interface ShownRequest {
  readonly protocol: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body: string | undefined;
}

interface ShownResponse {
  readonly protocol: string;
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

/**
 * Adds what it is shown to an inspection, as `request` and `response`: all their members are texts.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionDataRequest.html
 */
export const createHttpTrace = (revealSecrets: boolean, inspection: Inspection): HttpTrace => ({
  revealSecrets,
  sending({ body, ...request }) {
    // That a request without a body has no such member is inferred.
    inspection.add({ request: { ...request, headers: headersText(request.headers), ...(body === undefined ? {} : { body }) } });
  },
  received(response) {
    const { statusCode, headers } = response;
    inspection.add({ response: { ...response, statusCode: String(statusCode), headers: headersText(headers) } });
  },
});

/** AWS: a Java list of "name: value" texts — Using TestState API to test a state, example 3. */
const headersText = (headers: readonly Header[]): string => `[${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}]`;
