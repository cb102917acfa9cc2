import { describe, expect, it } from 'vitest';
import { sdkMetadata } from '#integrations/sdk/sdk-metadata.ts';

const SPELLINGS = ['Date', 'Connection', 'x-amzn-RequestId', 'X-Amzn-Trace-Id', 'X-Amz-Executed-Version', 'Content-Type'];

describe('the metadata of a call', () => {
  const headers = {
    'x-amzn-trace-id': 'Root=1',
    'content-type': 'application/json',
    'x-amz-executed-version': '7',
    date: 'today',
    'x-amzn-requestid': 'r-1',
    connection: 'keep-alive',
  };
  const metadata = sdkMetadata({ statusCode: 202, headers }, 'r-1', SPELLINGS);

  it('has the headers in the order of a Java hash map, as they arrived where they share a bucket', () => {
    expect(Object.entries(metadata.SdkHttpMetadata.AllHttpHeaders)).toEqual([
      ['X-Amz-Executed-Version', ['7']],
      ['Connection', ['keep-alive']],
      ['x-amzn-RequestId', ['r-1']],
      ['Date', ['today']],
      ['X-Amzn-Trace-Id', ['Root=1']],
      ['Content-Type', ['application/json']],
    ]);
  });

  it('has the headers sorted without regard to case', () => {
    expect(Object.entries(metadata.SdkHttpMetadata.HttpHeaders)).toEqual([
      ['Connection', 'keep-alive'],
      ['Content-Type', 'application/json'],
      ['Date', 'today'],
      ['X-Amz-Executed-Version', '7'],
      ['x-amzn-RequestId', 'r-1'],
      ['X-Amzn-Trace-Id', 'Root=1'],
    ]);
  });

  it('has the status code and the request id, which is left out where there is none', () => {
    expect(metadata.SdkHttpMetadata.HttpStatusCode).toBe(202);
    expect(metadata.SdkResponseMetadata).toEqual({ RequestId: 'r-1' });
    expect(sdkMetadata({ statusCode: 200, headers: {} }, undefined, SPELLINGS).SdkResponseMetadata).toEqual({});
  });

  it('keeps headers that the service is not known to send, by their lower-case names', () => {
    const { HttpHeaders } = sdkMetadata(
      { statusCode: 200, headers: { ...headers, 'x-other': '1' } },
      undefined,
      SPELLINGS,
    ).SdkHttpMetadata;
    expect(HttpHeaders).toMatchObject({ 'x-other': '1' });
  });
});
