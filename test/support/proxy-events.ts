import type { ALBEvent, APIGatewayProxyEvent, APIGatewayProxyEventV2, LambdaFunctionURLEvent } from 'aws-lambda';

/** The HTTP request that an event is made of. */
export interface EventRequest {
  readonly method?: string;
  /** As the client sent it, with the stage. */
  readonly path?: string;
  /** The stage that the gateway knows: `$default` unless told. */
  readonly stage?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Deliver the body as API Gateway does for bytes: in base64. */
  readonly base64?: boolean;
}

const DEFAULTS = { method: 'POST', path: '/', stage: '$default', query: {}, headers: {}, body: '', base64: false };

const bodyOf = (body: string, base64: boolean) => ({
  body: base64 ? Buffer.from(body).toString('base64') : body,
  isBase64Encoded: base64,
});

const lists = (values: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));

/** An event of a REST API, or of an HTTP API with payload 1.0: headers twice, decoded query, a path without its stage. */
export const restApiEvent = (request: EventRequest = {}): APIGatewayProxyEvent => {
  const { method, path, stage, query, headers, body, base64 } = { ...DEFAULTS, stage: 'prod', ...request };
  const prefix = `/${stage}`;
  return {
    resource: '/{proxy+}',
    path: path.startsWith(prefix) ? path.slice(prefix.length) || '/' : path,
    httpMethod: method,
    headers: { ...headers, Host: 'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com', 'X-Forwarded-Proto': 'https' },
    multiValueHeaders: lists(headers),
    queryStringParameters: Object.keys(query).length === 0 ? null : { ...query },
    multiValueQueryStringParameters: Object.keys(query).length === 0 ? null : lists(query),
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      accountId: '210987654321',
      apiId: 'a1b2c3d4e5',
      authorizer: null,
      protocol: 'HTTP/1.1',
      httpMethod: method,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '203.0.113.7',
        user: null,
        userAgent: 'Boto3/1.43',
        userArn: null,
      },
      path,
      stage,
      requestId: '4f7c0a5e-1f9b-4b62-9f53-0d7b7a0c7f11',
      requestTimeEpoch: 1_767_225_600_000,
      resourceId: 'x9y8z7',
      resourcePath: '/{proxy+}',
    },
    ...bodyOf(body, base64),
  };
};

/** An event of an HTTP API with payload 2.0: headers in lower case, a raw path with its stage. */
export const httpApiEvent = (request: EventRequest = {}): APIGatewayProxyEventV2 => {
  const { method, path, stage, query, headers, body, base64 } = { ...DEFAULTS, ...request };
  const lowerCased = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...lowerCased, host: 'f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com', 'x-forwarded-proto': 'https' },
    requestContext: {
      accountId: '210987654321',
      apiId: 'f6g7h8i9j0',
      domainName: 'f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com',
      domainPrefix: 'f6g7h8i9j0',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'aws-cli/2.31' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage,
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1_767_225_600_000,
    },
    ...bodyOf(body, base64),
  };
};

/** The domain of the function in its events. */
export const FUNCTION_DOMAIN = 'k1l2m3n4o5p6q7r8.lambda-url.eu-west-1.on.aws';

/** An event of a Function URL without IAM: payload 2.0, the function's own domain, no body at all where there is none. */
export const functionUrlEvent = (request: EventRequest = {}): LambdaFunctionURLEvent => {
  const { body: _body, ...event } = httpApiEvent(request);
  return {
    ...event,
    headers: { ...event.headers, host: FUNCTION_DOMAIN },
    requestContext: {
      ...event.requestContext,
      accountId: 'anonymous',
      apiId: 'k1l2m3n4o5p6q7r8',
      domainName: FUNCTION_DOMAIN,
      domainPrefix: 'k1l2m3n4o5p6q7r8',
    },
    ...(request.body === undefined ? {} : bodyOf(request.body, request.base64 ?? false)),
  };
};

const albContext: ALBEvent['requestContext'] = {
  elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:210987654321:targetgroup/fake/0123456789abcdef' },
};

const encoded = (query: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(value)]));

/** An event of a load balancer: headers in lower case, a query that is still encoded. */
export const albEvent = (request: EventRequest = {}): ALBEvent => {
  const { method, path, query, headers, body, base64 } = { ...DEFAULTS, ...request };
  const lowerCased = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    requestContext: albContext,
    httpMethod: method,
    path,
    queryStringParameters: encoded(query),
    headers: { ...lowerCased, host: 'fake-1234567890.eu-west-1.elb.amazonaws.com' },
    ...bodyOf(body, base64),
  };
};

/** The same with multi-value headers switched on in the target group: then there are only those. */
export const albMultiValueEvent = (request: EventRequest = {}): ALBEvent => {
  const { headers = {}, queryStringParameters: _query, ...event } = albEvent(request);
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
  return { ...event, multiValueHeaders: lists(given), multiValueQueryStringParameters: lists(encoded(request.query ?? {})) };
};

/** Every kind of HTTP event, by name. */
export const PROXY_EVENTS = {
  'REST API': restApiEvent,
  'HTTP API': httpApiEvent,
  'Function URL': functionUrlEvent,
  'load balancer': albEvent,
  'load balancer with multi-value headers': albMultiValueEvent,
} as const;
