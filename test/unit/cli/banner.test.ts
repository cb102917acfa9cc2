import { describe, expect, it } from 'vitest';
import { readConfig } from '#config';
import { banner } from '../../../src/cli/banner.ts';

describe('the banner', () => {
  it('says where it listens, what it runs on, and how to try it', () => {
    const text = banner(readConfig({ AWS_REGION: 'cn-north-1', FAKE_SFN_ACCOUNT_ID: '123456789012' }), 'http://127.0.0.1:8083');
    expect(text).toContain('fake-sfn listens on http://127.0.0.1:8083\n');
    expect(text).toMatch(/storage +memory/);
    expect(text).toMatch(/time +real/);
    expect(text).not.toContain('mocks');
    expect(text).not.toContain('signatures are not checked');
    expect(text).toContain('aws stepfunctions create-state-machine --endpoint-url http://127.0.0.1:8083 --region cn-north-1');
    expect(text).toContain('--state-machine-arn arn:aws-cn:states:cn-north-1:123456789012:stateMachine:hello');
  });

  it('names the table, the mock file and skipped time', () => {
    const config = readConfig({
      FAKE_SFN_STORAGE: 'dynamodb',
      FAKE_SFN_TABLE: 'tests',
      FAKE_SFN_TIME: 'skip',
      SFN_MOCK_CONFIG: 'mocks.json',
    });
    const text = banner(config, 'http://127.0.0.1:8083');
    expect(text).toMatch(/storage +DynamoDB table tests/);
    expect(text).toMatch(/time +skip/);
    expect(text).toMatch(/mocks +mocks.json/);
  });

  it.each([
    ['0.0.0.0', 'http://0.0.0.0:8083'],
    ['::', 'http://[::]:8083'],
  ])('warns that %s is open, and gives commands an address that works', (host, url) => {
    const text = banner(readConfig({ HOST: host }), url);
    expect(text).toContain('signatures are not checked');
    expect(text).toContain('--endpoint-url http://localhost:8083 ');
  });

  it('says that signatures are needed, and none of what they are made with', () => {
    const text = banner(readConfig({ HOST: '0.0.0.0', FAKE_SFN_CREDENTIALS: 'AKIAONE:hidden' }), 'http://0.0.0.0:8083');
    expect(text).toMatch(/access +only with a signature/);
    expect(text).not.toContain('signatures are not checked');
    expect(text).not.toContain('--no-sign-request');
    expect(text).not.toContain('hidden');
  });
});
