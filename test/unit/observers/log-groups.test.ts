import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LogEntry } from '#log';
import { sdkIsLogGroupMissing } from '#observers/log-groups.ts';

let names: readonly string[];
let logged: LogEntry[];
const server = createServer((_, response) => {
  const logGroups = names.map((logGroupName) => ({ logGroupName }));
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ logGroups }));
});

beforeEach(async () => {
  [names, logged] = [[], []];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const isMissing = (name: string) =>
  sdkIsLogGroupMissing((entry) => logged.push(entry))(`arn:aws:logs:eu-west-1:123456789012:log-group:${name}:*`);

it('knows a log group by its whole name', async () => {
  names = ['/orders', '/orders-old'];
  expect(await isMissing('/orders')).toBe(false);
  names = ['/orders-old'];
  expect(await isMissing('/orders')).toBe(true);
  expect(logged).toEqual([]);
});

it('takes a log group to be there when nobody answers, and says so', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', 'http://127.0.0.1:9');
  expect(await isMissing('/orders')).toBe(false);
  expect(logged).toMatchObject([{ level: 'WARN', message: expect.stringContaining('/orders is taken to be there') }]);
});

it('misses what is no log group', async () => {
  expect(await sdkIsLogGroupMissing(() => {})('arn:aws:s3:::bucket')).toBe(true);
});
