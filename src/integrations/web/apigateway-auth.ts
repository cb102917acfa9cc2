import { accountOf, regionOf, stateMachineOf } from '#arn';
import type { TaskCall } from '../integration.ts';
import type { HttpCall } from './http-call.ts';
import { regionOfHost, type Signing } from './signing.ts';

/** How apigateway:invoke may be authorized. */
export const AUTH_TYPES = ['NO_AUTH', 'IAM_ROLE', 'RESOURCE_POLICY'];

// AWS: "For security considerations, the following HTTP header keys are not currently permitted" — Create API Gateway REST APIs with
// Step Functions.
const FORBIDDEN = [
  'authorization',
  'connection',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'via',
  'www-authenticate',
];
const FORBIDDEN_PREFIX = /^x-(forwarded|amz)/;

/** Those of a task's headers that it may not set, in small letters, as AWS names them when it refuses them. */
export const forbiddenHeaders = (headers: object): string[] =>
  Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter((name) => FORBIDDEN.includes(name) || FORBIDDEN_PREFIX.test(name));

/**
 * The headers with which a request is sent. IAM_ROLE signs in the task's role. RESOURCE_POLICY is AWS's service calling, of which the
 * API's policy checks `aws:SourceArn`: here the process signs, and tells that and `aws:SourceAccount` in the headers by which AWS's
 * services do (inferred). An API in AWS takes it if its policy lets in the process, which is not `states.amazonaws.com`.
 * AWS: "Authentication and authorization" in Create API Gateway REST APIs with Step Functions.
 */
export async function authorizedHeaders(
  signing: Signing,
  { stateMachineArn, roleArn }: TaskCall,
  authType: unknown,
  request: Pick<HttpCall, 'url' | 'method' | 'headers' | 'body'>,
): Promise<HttpCall['headers']> {
  const region = regionOfHost(request.url.hostname) ?? regionOf(stateMachineArn);
  const scope = { service: 'execute-api', region };
  switch (authType) {
    case 'IAM_ROLE':
      return signing.sign(request, { ...scope, roleArn });
    case 'RESOURCE_POLICY': {
      const source = {
        'X-Amz-Source-Account': accountOf(stateMachineArn),
        'X-Amz-Source-Arn': stateMachineOf(stateMachineArn),
      };
      return signing.sign({ ...request, headers: { ...request.headers, ...source } }, { ...scope, roleArn: undefined });
    }
    default:
      return request.headers;
  }
}
