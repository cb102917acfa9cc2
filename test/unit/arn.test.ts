import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountOf,
  executionNameOf,
  formatArn,
  labelOf,
  lastPartOf,
  machineNameOf,
  machinePathOf,
  parseArn,
  readArn,
  regionOf,
  splitTestCase,
  stateMachineOf,
} from '#arn';

const place = { partition: 'aws-cn', region: 'cn-north-1', account: '123456789012' };
const prefix = 'arn:aws-cn:states:cn-north-1:123456789012';

describe('an ARN', () => {
  it.each([
    ['stateMachine:Orders', { kind: 'stateMachine', machine: 'Orders' }],
    ['stateMachine:Orders/EachItem', { kind: 'stateMachine', machine: 'Orders', label: 'EachItem' }],
    ['stateMachine:Orders:12', { kind: 'version', machine: 'Orders', version: 12 }],
    ['stateMachine:Orders:PROD-1.x', { kind: 'alias', machine: 'Orders', alias: 'PROD-1.x' }],
    ['execution:Orders:first', { kind: 'execution', machine: 'Orders', name: 'first' }],
    ['execution:Orders/EachItem:8a1f', { kind: 'execution', machine: 'Orders', label: 'EachItem', name: '8a1f' }],
    ['express:Orders:first:8a1f', { kind: 'express', machine: 'Orders', name: 'first', id: '8a1f' }],
    ['mapRun:Orders/EachItem:8a1f', { kind: 'mapRun', machine: 'Orders', label: 'EachItem', id: '8a1f' }],
    ['activity:Approve', { kind: 'activity', name: 'Approve' }],
  ])('is read and written: %s', (resource, parts) => {
    const arn = parseArn(`${prefix}:${resource}`);
    expect(arn).toEqual({ ...parts, ...place });
    expect(arn && formatArn(arn)).toBe(`${prefix}:${resource}`);
  });

  it.each([
    'not-an-arn',
    '',
    'arn:aws:lambda:us-east-1:123456789012:function:f',
    'arn:aws:states::123456789012:stateMachine:Orders',
    'arn:aws:states:us-east-1::stateMachine:Orders',
    `${prefix}:stateMachine`,
    `${prefix}:stateMachine:`,
    `${prefix}:stateMachine:Orders:`,
    `${prefix}:stateMachine:Orders:0`,
    `${prefix}:stateMachine:Orders:007`,
    `${prefix}:stateMachine:Orders:a b`,
    `${prefix}:stateMachine:Orders:1:2`,
    `${prefix}:stateMachine:Orders/Label:1`,
    `${prefix}:stateMachine:Orders/a/b`,
    `${prefix}:stateMachine:/Label`,
    `${prefix}:execution:Orders`,
    `${prefix}:execution:Orders:a:b`,
    `${prefix}:express:Orders:a`,
    `${prefix}:express:Orders:a:b:c`,
    `${prefix}:mapRun:Orders:8a1f`,
    `${prefix}:activity:a:b`,
    `${prefix}:activity:a/b`,
    `${prefix}:banana:Orders`,
  ])('is refused: %s', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  it('comes back as the same text whatever is read', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9_.\-/]{0,6}$/);
    const type = fc.constantFrom('stateMachine', 'execution', 'express', 'mapRun', 'activity', 'other');
    fc.assert(
      fc.property(type, fc.array(part, { maxLength: 4 }), (resourceType, resource) => {
        const text = [prefix, resourceType, ...resource].join(':');
        const arn = parseArn(text);
        if (arn) expect(formatArn(arn)).toBe(text);
      }),
    );
  });
});

describe('a test case of Step Functions Local', () => {
  it('is what stands behind the first #', () => {
    expect(splitTestCase(`${prefix}:stateMachine:Orders#Happy#1`)).toEqual({
      arn: `${prefix}:stateMachine:Orders`,
      testCase: 'Happy#1',
    });
  });

  it('is absent from an ordinary ARN', () => {
    expect(splitTestCase(`${prefix}:stateMachine:Orders`)).toEqual({ arn: `${prefix}:stateMachine:Orders` });
  });
});

describe('the ARN of any service', () => {
  it('is taken apart, with colons in what it names', () => {
    expect(readArn('arn:aws:logs:eu-west-1:123456789012:log-group:orders:*')).toEqual({
      partition: 'aws',
      service: 'logs',
      region: 'eu-west-1',
      account: '123456789012',
      resource: 'log-group:orders:*',
    });
    expect(lastPartOf('arn:aws:s3:::a-bucket')).toBe('a-bucket');
  });

  it.each(['', 'a-bus', 'arn:aws:s3', 'arn:aws:s3::', 'Arn:aws:s3:::b'])('%j is none, and says nothing', (text) => {
    expect(readArn(text)).toBeUndefined();
    expect([regionOf(text), accountOf(text)]).toEqual(['', '']);
  });

  it.each(['stateMachine:Orders', 'stateMachine:Orders:PROD', 'stateMachine:Orders#HappyPath', 'stateMachine:Orders/Each'])(
    'of Step Functions tells its state machine: %s',
    (resource) => {
      expect(stateMachineOf(`${prefix}:${resource}`)).toBe(`${prefix}:stateMachine:Orders`);
      expect(machineNameOf(`${prefix}:${resource}`)).toBe('Orders');
    },
  );

  it('of Step Functions tells its label and its name', () => {
    const child = `${prefix}:execution:Orders/Each:8a1f`;
    expect([machinePathOf(child), labelOf(child), executionNameOf(child)]).toEqual(['Orders/Each', 'Each', '8a1f']);
    expect(labelOf(`${prefix}:mapRun:Orders/Each:8a1f`)).toBe('Each');
    expect(labelOf(`${prefix}:stateMachine:Orders`)).toBeUndefined();
  });
});
