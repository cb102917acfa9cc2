import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CredentialsError, parseCredentials, readCredentialSetting } from '#http/credentials.ts';

const one = { accessKeyId: 'AKIAONE', secretAccessKey: 'a/b+c=' };
const two = { accessKeyId: '222222222222', secretAccessKey: 'two', account: '333333333333' };

describe('credentials', () => {
  it.each<[string, readonly object[]]>([
    ['AKIAONE:a/b+c=', [one]],
    [' AKIAONE:a/b+c= , 222222222222:two:333333333333 ', [one, two]],
    [JSON.stringify(one), [one]],
    [JSON.stringify([one, two]), [one, two]],
    [
      '{"accessKeyId":"A","secretAccessKey":"with:colon,comma","sessionToken":"t","account":"","more":1}',
      [{ accessKeyId: 'A', secretAccessKey: 'with:colon,comma', sessionToken: 't' }],
    ],
  ])('are read from %s', (text, credentials) => {
    expect(readCredentialSetting(text)).toEqual({ kind: 'written', value: credentials });
  });

  it.each([
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:fake-Ab12Cd', 'secretsmanager', 'eu-west-1'],
    ['arn:aws-cn:ssm:cn-north-1:123456789012:parameter/fake/sfn', 'ssm', 'cn-north-1'],
  ])('may be kept in %s', (id, service, region) => {
    expect(readCredentialSetting(id)).toEqual({ kind: 'reference', service, id, region });
  });

  it('may be kept in a parameter of the own region', () => {
    expect(readCredentialSetting('ssm:/fake/sfn')).toEqual({ kind: 'reference', service: 'ssm', id: '/fake/sfn' });
  });

  it.each([
    ['hush', 'has no secret access key in credential 1'],
    ['AKIA:', 'has no secret access key in credential 1'],
    [':hush', 'has no access key id (letters and digits) in credential 1'],
    ['AK/IA:hush', 'has no access key id (letters and digits) in credential 1'],
    ['AKIAONE:x,AKIATWO:hush:12', 'has an account that is not 12 digits in credential 2'],
    ['AKIA:hush:hush:hush', 'has too many colons in credential 1: secrets with a colon or a comma need JSON'],
    ['AKIA:hush,', 'has no access key id (letters and digits) in credential 2'],
    ['AKIA:hush,AKIA:hush', 'has two credentials with one access key id'],
    ['{"accessKeyId":"hush', 'is not valid JSON'],
    ['[]', 'holds no credential'],
    ['["hush"]', 'has something that is no object in credential 1'],
    ['{"accessKeyId":"A","secretAccessKey":["hush"]}', 'has a secretAccessKey that is no text in credential 1'],
    ['arn:aws:kms:us-east-1:1:key/hush', 'is an ARN, but neither of a Secrets Manager secret nor of an SSM parameter'],
    ['ssm:', 'names no parameter behind "ssm:"'],
  ])('are not read from %s', (text, message) => {
    expect(() => readCredentialSetting(text)).toThrow(new CredentialsError(message));
  });

  it('never appear in what is said about them', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9/+]{30,40}$/);
    const text = fc
      .tuple(
        secret,
        fc.constantFrom('', 'AKIA:', '{"', 'A:B:', '[{"secretAccessKey":"', 'x,'),
        fc.constantFrom('', ':', '"}]', ','),
      )
      .map(([hidden, before, after]) => [hidden, `${before}${hidden}${after}`] as const);
    fc.assert(
      fc.property(text, ([hidden, given]) => {
        try {
          parseCredentials(given);
        } catch (error) {
          expect(error).toBeInstanceOf(CredentialsError);
          expect(String(error)).not.toContain(hidden);
        }
      }),
    );
  });
});
