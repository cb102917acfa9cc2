import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '#config';
import { banner as bannerWith } from '../../../src/cli/banner.ts';

const banner = (config: Config, url: string, env: Readonly<Record<string, string>> = {}, mockWarnings: readonly string[] = []) =>
  bannerWith(config, url, { env, mockWarnings });

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

  it('names the file', () => {
    expect(banner(readConfig({ FAKE_SFN_DATA: 'my.db' }), 'http://127.0.0.1:8083')).toMatch(/storage +file my\.db \(SQLite\)/);
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

  it('has the account of the credentials in its commands', () => {
    const textOf = (credentials: string) => banner(readConfig({ FAKE_SFN_CREDENTIALS: credentials }), 'http://127.0.0.1:8083');
    expect(textOf('AKIAONE:hidden:111122223333')).toContain('arn:aws:states:us-east-1:111122223333:stateMachine:hello');
    expect(textOf('444455556666:hidden')).toContain('arn:aws:states:us-east-1:444455556666:stateMachine:hello');
  });

  it.each([
    [{}, {}, 'nowhere: no AWS_ENDPOINT_URL_<SERVICE> is set'],
    [{ LAMBDA_ENDPOINT: 'http://localhost:3001' }, {}, 'only to AWS_ENDPOINT_URL_LAMBDA=http://localhost:3001'],
    [{ FAKE_SFN_TASKS: 'none' }, {}, 'nowhere, but to mocks and rules'],
    [{ FAKE_SFN_TASKS: 'aws' }, { AWS_PROFILE: 'dev' }, 'to AWS, as the profile dev'],
    [{ FAKE_SFN_TASKS: 'aws' }, { AWS_ACCESS_KEY_ID: 'AKIA1' }, 'to AWS, with the access key id AKIA1'],
  ])('says where tasks go: %j %j', (settings, env, where) => {
    expect(banner(readConfig(settings), 'http://127.0.0.1:8083', env)).toContain(`  tasks    ${where}`);
  });

  it('counts the mistakes in the mock file', () => {
    const text = banner(readConfig({ SFN_MOCK_CONFIG: 'mocks.json' }), 'http://127.0.0.1:8083', {}, ['one']);
    expect(text).toContain('mocks.json (1 mistake, named above)');
  });
});
