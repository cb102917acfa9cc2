import { describe, expect, it } from 'vitest';
import { requireArn } from '#api/arns.ts';

const prefix = 'arn:aws:states:eu-west-1:123456789012';

function invalidArn(reason: string) {
  return expect.objectContaining({ code: 'InvalidArn', status: 400, message: `Invalid Arn: '${reason}'` });
}

describe('an ARN in an input', () => {
  it('is read when the action takes its type', () => {
    expect(requireArn(`${prefix}:execution:Orders:first`, 'execution', 'express')).toMatchObject({
      machine: 'Orders',
      name: 'first',
    });
    expect(requireArn(`${prefix}:stateMachine:Orders:3`, 'stateMachine')).toMatchObject({ kind: 'version', version: 3 });
    expect(requireArn(`${prefix}:stateMachine:Orders:PROD`, 'stateMachine')).toMatchObject({ kind: 'alias', alias: 'PROD' });
  });

  it.each(['some-name', 'arn', 'arn:aws:lambda:eu-west-1:123456789012:function:f'])('is refused when it is none: %s', (text) => {
    expect(() => requireArn(text, 'execution')).toThrow(invalidArn(`Invalid ARN prefix: ${text}`));
  });

  it.each(['express', 'stateMachine', 'banana'])('is refused when the action takes no %s', (type) => {
    expect(() => requireArn(`${prefix}:${type}:a:b:c`, 'execution')).toThrow(
      invalidArn(`Resource type not valid in this context: ${type}`),
    );
  });

  it('is refused when its resource has another form', () => {
    const text = `${prefix}:execution:Orders`;
    expect(() => requireArn(text, 'execution')).toThrow(invalidArn(`Invalid ARN resource: ${text}`));
  });
});
