import { describe, expect, it } from 'vitest';
import { readProxyEvent } from '#http/api-gateway.ts';
import type { Signer } from '#http/authenticate.ts';
import { callerOf, partitionOf } from '#http/caller.ts';
import { authorization } from '#test/support/api-call.ts';
import { type EventRequest, functionUrlEvent, PROXY_EVENTS } from '#test/support/proxy-events.ts';

const defaults = { account: '000000000000', region: 'us-east-1' };

describe.each(Object.entries(PROXY_EVENTS))('the caller behind a %s', (_name, eventOf) => {
  const callerBehind = (request: EventRequest) => {
    const exchange = readProxyEvent(eventOf(request));
    if (exchange === undefined) throw new Error('not read as an HTTP event');
    return callerOf(exchange.request, defaults);
  };

  it('is the configured one when nothing is signed', () => {
    expect(callerBehind({})).toEqual({ account: '000000000000', region: 'us-east-1', partition: 'aws' });
  });

  it('has the region of its signature', () => {
    expect(callerBehind({ headers: { Authorization: authorization('AKIAEXAMPLE', 'eu-west-3') } })).toEqual({
      account: '000000000000',
      region: 'eu-west-3',
      partition: 'aws',
    });
  });

  it('has an access key id of 12 digits as its account', () => {
    expect(callerBehind({ headers: { authorization: authorization('123456789012', 'cn-north-1') } })).toEqual({
      account: '123456789012',
      region: 'cn-north-1',
      partition: 'aws-cn',
    });
  });

  it('is read from a presigned query', () => {
    const query = { 'X-Amz-Credential': '123456789012/20260101/us-gov-west-1/states/aws4_request' };
    expect(callerBehind({ query })).toEqual({ account: '123456789012', region: 'us-gov-west-1', partition: 'aws-us-gov' });
  });

  it.each([
    'Bearer abc',
    'AWS4-HMAC-SHA256 Credential=',
    'AWS4-HMAC-SHA256 Credential=a/b',
    '%%%',
    'AWS4 Credential=a/20260101/<b>:*/states/aws4_request',
  ])('is the configured one when the header says nothing usable: %s', (Authorization) => {
    expect(callerBehind({ headers: { Authorization } })).toEqual({
      account: '000000000000',
      region: 'us-east-1',
      partition: 'aws',
    });
  });

  it('keeps the configured region when a scope names none, as with SigV4A', () => {
    const Authorization = 'AWS4-ECDSA-P256-SHA256 Credential=123456789012/20260101/states/aws4_request, Signature=00';
    expect(callerBehind({ headers: { Authorization } })).toMatchObject({ account: '123456789012', region: 'us-east-1' });
  });
});

describe('the caller behind a verified signature', () => {
  const callerBehind = (signer: Signer) => {
    const Authorization = authorization('999999999999', 'sa-east-1');
    const exchange = readProxyEvent(functionUrlEvent({ headers: { Authorization } }));
    if (exchange === undefined) throw new Error('not read as an HTTP event');
    return callerOf(exchange.request, defaults, signer);
  };

  it("is the signer, of the credential's account, whatever the request says", () => {
    expect(callerBehind({ accessKeyId: '123456789012', region: 'eu-west-3', account: '111111111111' })).toEqual({
      account: '111111111111',
      region: 'eu-west-3',
      partition: 'aws',
    });
    expect(callerBehind({ accessKeyId: '123456789012', region: 'eu-west-3' }).account).toBe('123456789012');
    expect(callerBehind({ accessKeyId: 'AKIAONE', region: 'eu-west-3' }).account).toBe('000000000000');
  });
});

describe('a partition', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['ap-southeast-7', 'aws'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-east-1', 'aws-us-gov'],
    ['us-iso-west-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['mars-north-1', 'aws'],
  ])('of %s is %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});
