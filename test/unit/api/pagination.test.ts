import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPageToken, type PageQuery, pageSize, readPageToken } from '#api/pagination.ts';

const now = Date.UTC(2026, 0, 1);
const hour = 3_600_000;
const query: PageQuery = {
  action: 'ListExecutions',
  caller: { account: '123456789012', region: 'us-east-1', partition: 'aws' },
  input: { stateMachineArn: 'arn:a', statusFilter: 'FAILED', maxResults: 10 },
};
const invalidToken = expect.objectContaining({ code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" });

describe('a page token', () => {
  it('leads to its position, with any page size and for 24 hours', () => {
    const token = createPageToken(query, 'exec#0042', now);
    const next = { ...query, input: { statusFilter: 'FAILED', stateMachineArn: 'arn:a', nextToken: token } };
    expect(readPageToken(next, token, now + 24 * hour - 1)).toBe('exec#0042');
  });

  it('expires after 24 hours', () => {
    const token = createPageToken(query, 'exec#0042', now);
    expect(() => readPageToken(query, token, now + 24 * hour)).toThrow(invalidToken);
  });

  it.each<[string, Partial<PageQuery>]>([
    ['action', { action: 'ListMapRuns' }],
    ['account', { caller: { ...query.caller, account: '999999999999' } }],
    ['region', { caller: { ...query.caller, region: 'eu-west-1' } }],
    ['filter', { input: { stateMachineArn: 'arn:a', statusFilter: 'RUNNING' } }],
    ['resource', { input: { stateMachineArn: 'arn:b', statusFilter: 'FAILED' } }],
  ])('is refused for another %s', (_what, other) => {
    const token = createPageToken(query, 'exec#0042', now);
    expect(() => readPageToken({ ...query, ...other }, token, now)).toThrow(invalidToken);
  });

  it('is refused when its content is changed', () => {
    const parts: unknown = JSON.parse(Buffer.from(createPageToken(query, 'exec#0042', now), 'base64url').toString());
    const [expires, position, seal] = Array.isArray(parts) ? parts : [];
    for (const altered of [
      [expires + 1, position, seal],
      [expires, 'exec#0043', seal],
      [expires, position, `${seal}x`],
      [expires, position],
    ]) {
      const token = Buffer.from(JSON.stringify(altered)).toString('base64url');
      expect(() => readPageToken(query, token, now)).toThrow(invalidToken);
    }
  });

  it('is refused when it is anything else', () => {
    const json = fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), json), (token) => {
        expect(() => readPageToken(query, token, now)).toThrow(invalidToken);
      }),
    );
  });

  it('fits into 1,024 characters with a position of 400', () => {
    expect(createPageToken(query, 'x'.repeat(400), now).length).toBeLessThanOrEqual(1024);
  });
});

describe('a page', () => {
  it('has 100 results unless the caller says otherwise', () => {
    expect([undefined, 0, 1, 1000].map(pageSize)).toEqual([100, 100, 1, 1000]);
  });
});
