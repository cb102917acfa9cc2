import { beforeEach, describe, expect, it } from 'vitest';
import { anApi, arnOf, type TestApi } from '../an-api.ts';

let api: TestApi;
let resourceArn: string;
beforeEach(async () => {
  api = anApi();
  resourceArn = await api.create('orders');
});

const tagsOf = async (arn: string) => (await api.call('ListTagsForResource', { resourceArn: arn }))['tags'];
const manyTags = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `key ${index}`, value: '' }));

describe('TagResource', () => {
  it('refuses tags that are no list', async () => {
    await expect(api.call('TagResource', { resourceArn, tags: 'a' })).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it('wants tags', async () => {
    await expect(api.call('TagResource', { resourceArn })).rejects.toMatchObject({
      code: 'ValidationException',
      message: "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null",
    });
  });

  it.each([
    [{ value: 'no key' }],
    [{ key: 'a#b', value: '' }],
    [{ key: 'a', value: 'b;c' }],
    [{ key: 'aws:cloudformation:stack-id', value: 'x' }],
    [{ key: 'AWS:x', value: 'x' }],
  ])('refuses the tag %j', async (tag) => {
    await expect(api.call('TagResource', { resourceArn, tags: [tag] })).rejects.toMatchObject({ code: 'ValidationException' });
    expect(await tagsOf(resourceArn)).toEqual([]);
  });

  it('adds tags behind those that are there and gives known keys new values', async () => {
    await expect(
      api.call('TagResource', {
        resourceArn,
        tags: [
          { key: 'team', value: 'a' },
          { key: 'cost center', value: '' },
        ],
      }),
    ).resolves.toEqual({});
    await api.call('TagResource', {
      resourceArn,
      tags: [
        { key: 'größe', value: 'L' },
        { key: 'team', value: 'b' },
      ],
    });
    expect(await tagsOf(resourceArn)).toEqual([
      { key: 'team', value: 'b' },
      { key: 'cost center', value: '' },
      { key: 'größe', value: 'L' },
    ]);
  });

  it('lets a resource have 50 tags and no more', async () => {
    await api.call('TagResource', { resourceArn, tags: manyTags(50) });
    await api.call('TagResource', { resourceArn, tags: manyTags(10) });
    const error = { code: 'TooManyTags', members: { resourceName: resourceArn } };
    await expect(api.call('TagResource', { resourceArn, tags: [{ key: 'one more', value: '' }] })).rejects.toMatchObject(error);
    expect(await tagsOf(resourceArn)).toHaveLength(50);
  });

  it('loses none of the tags that are added at the same time', async () => {
    await Promise.all(manyTags(8).map((tag) => api.call('TagResource', { resourceArn, tags: [tag] })));
    expect(await tagsOf(resourceArn)).toHaveLength(8);
  });

  it('tags activities too', async () => {
    await api.call('CreateActivity', { name: 'pack', tags: [{ key: 'a', value: '1' }] });
    await api.call('TagResource', { resourceArn: arnOf('activity:pack'), tags: [{ key: 'b', value: '2' }] });
    expect(await tagsOf(arnOf('activity:pack'))).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ]);
  });
});

describe('UntagResource', () => {
  it('takes off the tags with these keys, if they are there', async () => {
    await api.call('TagResource', {
      resourceArn,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    await expect(api.call('UntagResource', { resourceArn, tagKeys: [] })).resolves.toEqual({});
    await api.call('UntagResource', { resourceArn, tagKeys: ['a', 'a', 'c'] });
    expect(await tagsOf(resourceArn)).toEqual([{ key: 'b', value: '2' }]);
  });

  it('refuses an empty key', async () => {
    await expect(api.call('UntagResource', { resourceArn, tagKeys: [''] })).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });
});

describe.each([
  ['TagResource', { tags: [] }],
  ['UntagResource', { tagKeys: [] }],
  ['ListTagsForResource', {}],
])('%s', (action, more) => {
  it('answers InvalidArn for what is no ARN', async () => {
    await expect(api.call(action, { ...more, resourceArn: 'orders' })).rejects.toMatchObject({
      code: 'InvalidArn',
      message: "Invalid Arn: 'Invalid ARN prefix: orders'",
    });
  });

  it.each(['stateMachine:nothing', 'activity:nothing'])('answers ResourceNotFound for %s', async (resource) => {
    const arn = arnOf(resource);
    await expect(api.call(action, { ...more, resourceArn: arn })).rejects.toMatchObject({
      code: 'ResourceNotFound',
      members: { resourceName: arn },
    });
  });

  it('answers ResourceNotFound for a version, which has no tags of its own', async () => {
    const { stateMachineVersionArn } = await api.call('PublishStateMachineVersion', { stateMachineArn: resourceArn });
    await expect(api.call(action, { ...more, resourceArn: stateMachineVersionArn })).rejects.toMatchObject({
      code: 'ResourceNotFound',
    });
  });
});
